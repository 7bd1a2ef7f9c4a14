using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>A service on the loopback that answers as a script says, one answer a request, the last one again and again; it keeps what it was sent.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script = new();
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();

    private ScriptedService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    public static async Task<ScriptedService> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new ScriptedService(app);
        foreach (var answer in script) service._script.Enqueue(answer);
        app.Run(service.AnswerAsync);
        await app.StartAsync();
        return service;
    }

    public static Func<HttpContext, Task> Json(int status, string body, params (string Name, string Value)[] headers) => Say(status, "application/json", body, headers);

    public static Func<HttpContext, Task> Say(int status, string type, string body, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        if (body.Length == 0) return;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    };

    public static Task Hang(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = context.Request;
        _received.Enqueue(new ReceivedRequest(request.Method, target, request.Headers.Authorization.ToString(), request.Headers.ContentLength, await reader.ReadToEndAsync()) { ContentType = request.ContentType });
        if (_script.Count > 1 ? _script.TryDequeue(out var answer) : _script.TryPeek(out answer)) await answer(context);
    }
}

/// <param name="Target">Path and query as they came over the wire, with their escapes.</param>
internal sealed record ReceivedRequest(string Method, string Target, string Authorization, long? Length, string Body)
{
    public string? ContentType { get; init; }

    public JsonNode Json => JsonNode.Parse(Body)!;
}
