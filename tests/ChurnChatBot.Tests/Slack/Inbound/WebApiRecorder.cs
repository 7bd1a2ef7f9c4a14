using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>The Web API and the response_urls on a free port of the loopback: keeps what it was asked, and answers as it is told.</summary>
internal sealed class WebApiRecorder : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentQueue<RecordedCall> _calls = new();

    private WebApiRecorder(WebApplication app) => _app = app;

    public Uri Api => new(_app.Urls.Single() + "/api/");

    public string ResponseUrl => _app.Urls.Single() + "/respond/1";

    /// <summary>By method; what is not named here is answered with ok.</summary>
    public ConcurrentDictionary<string, Func<JsonObject, Task<JsonObject>>> Answers { get; } = new();

    public IReadOnlyList<RecordedCall> Calls => [.. _calls];

    public SlackCalls Wire => new(
        async (team, method, arguments, cancellation) =>
        {
            var answer = await PostAsync(new Uri(Api, $"{method}?team={team}"), arguments, cancellation);
            return (bool?)answer["ok"] == true ? new CallAnswer(JsonSerializer.SerializeToElement(answer)) : new CallAnswer(default, (string?)answer["error"]);
        },
        (address, body, cancellation) => PostAsync(address, body, cancellation));

    public static async Task<WebApiRecorder> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var recorder = new WebApiRecorder(app);
        app.MapPost("/api/{method}", (string method, HttpContext context) => recorder.AnswerAsync(method, context));
        app.MapPost("/respond/{id}", (string id, HttpContext context) => recorder.AnswerAsync("respond", context));
        await app.StartAsync();
        return recorder;
    }

    public void Answer(string method, JsonObject answer) => Answers[method] = _ => Task.FromResult((JsonObject)answer.DeepClone());

    /// <summary>What comes after the acknowledgement may take a moment.</summary>
    public async Task<RecordedCall> NextAsync(string method, int which = 0)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (Calls.Where(call => call.Method == method).Skip(which).FirstOrDefault() is { } call) return call;
            await Task.Delay(10);
        }

        throw new InvalidOperationException($"{method} was not called {which + 1} times; called were: {string.Join(", ", Calls.Select(call => call.Method))}.");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<JsonObject> PostAsync(Uri address, JsonObject body, CancellationToken cancellation)
    {
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(address, content, cancellation);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!.AsObject();
    }

    private async Task<IResult> AnswerAsync(string method, HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject();
        _calls.Enqueue(new RecordedCall(method, context.Request.Query["team"].ToString(), body));
        var answer = Answers.TryGetValue(method, out var given) ? await given(body) : new JsonObject { ["ok"] = true };
        return Results.Text(answer.ToJsonString(), "application/json");
    }
}

internal sealed record RecordedCall(string Method, string Team, JsonObject Body);
