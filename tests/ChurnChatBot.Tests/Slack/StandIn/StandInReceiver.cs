using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The smallest bot there is: notes what is sent to it and answers as it is told.</summary>
internal sealed class StandInReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private StandInReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/slack/{what}", TakeAsync);
    }

    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>What the next requests are answered with; 200 when there is nothing more.</summary>
    public ConcurrentQueue<IResult> Answers { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public static async Task<StandInReceiver> StartAsync(StandInSlack slack)
    {
        var receiver = new StandInReceiver();
        await receiver._app.StartAsync();
        slack.Bot = receiver.Address;
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(HttpContext context, string what)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        _received.Enqueue(new Received(what, await reader.ReadToEndAsync(context.RequestAborted), headers));
        return Answers.TryDequeue(out var answer) ? answer : Results.Ok();
    }

    internal sealed record Received(string What, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The event, the interaction's payload, or the command's fields.</summary>
        public JsonObject Json => What switch
        {
            "events" => (JsonObject)JsonNode.Parse(Body)!,
            "interactions" => (JsonObject)JsonNode.Parse(QueryHelpers.ParseQuery(Body)["payload"].ToString())!,
            _ => new JsonObject(QueryHelpers.ParseQuery(Body).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToString()))),
        };
    }
}
