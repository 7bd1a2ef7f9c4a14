using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.SocketMode;

/// <summary>Slack's side of Socket Mode on a free port of the loopback: gives addresses, says hello, keeps what is acknowledged.</summary>
internal sealed class SocketStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _opened;

    private SocketStandIn(WebApplication app) => _app = app;

    public Uri Api => new(_app.Urls.Single() + "/api/");

    /// <summary>What apps.connections.open answers with; null for an address.</summary>
    public JsonObject? Refusal { get; set; }

    public bool SaysHello { get; set; } = true;

    public ConcurrentQueue<string> Authorizations { get; } = new();

    public ConcurrentDictionary<int, StandInSocket> Sockets { get; } = new();

    public static async Task<SocketStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var slack = new SocketStandIn(app);
        app.UseWebSockets();
        app.MapPost("/api/apps.connections.open", (HttpRequest request) => Results.Text(slack.Open(request).ToJsonString(), "application/json"));
        app.Map("/link", (HttpContext context) => slack.TalkAsync(context));
        await app.StartAsync();
        return slack;
    }

    public async Task<StandInSocket> SocketAsync(int number)
    {
        await Until(() => Sockets.TryGetValue(number, out var socket) && socket.IsGreeted, $"socket {number} opens");
        return Sockets[number];
    }

    public static async Task Until(Func<bool> holds, string what)
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            if (holds()) return;
            await Task.Delay(10);
        }

        Assert.Fail($"It did not happen that {what}.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in Sockets.Values) socket.Drop();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private JsonObject Open(HttpRequest request)
    {
        Authorizations.Enqueue(request.Headers.Authorization.ToString());
        return (JsonObject?)Refusal?.DeepClone()
            ?? new JsonObject { ["ok"] = true, ["url"] = $"ws://127.0.0.1:{Api.Port}/link?ticket={Interlocked.Increment(ref _opened)}" };
    }

    private async Task TalkAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var talk = new StandInSocket(socket);
        Sockets[int.Parse(context.Request.Query["ticket"]!, System.Globalization.CultureInfo.InvariantCulture)] = talk;
        if (SaysHello) await talk.SendAsync(new JsonObject { ["type"] = "hello", ["num_connections"] = 1, ["connection_info"] = new JsonObject { ["app_id"] = "A1" } });
        talk.IsGreeted = SaysHello;
        await talk.ListenAsync();
    }
}

/// <summary>One socket as Slack sees it.</summary>
internal sealed class StandInSocket(WebSocket socket)
{
    public bool IsGreeted { get; set; }

    /// <summary>The bot said goodbye, or is gone.</summary>
    public bool IsClosed { get; private set; }

    public ConcurrentQueue<JsonNode> Acknowledged { get; } = new();

    public Task SendAsync(JsonObject frame) => SendAsync(frame.ToJsonString());

    public Task SendAsync(string text, bool isWhole = true) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, isWhole, CancellationToken.None);

    public Task EnvelopeAsync(string id, string type, JsonObject payload, bool takesBody = false) => SendAsync(
        new JsonObject { ["envelope_id"] = id, ["type"] = type, ["accepts_response_payload"] = takesBody, ["retry_attempt"] = 0, ["retry_reason"] = "", ["payload"] = payload });

    public async Task<JsonNode> AcknowledgementAsync(string id)
    {
        await SocketStandIn.Until(() => Acknowledged.Any(answer => (string?)answer["envelope_id"] == id), $"{id} is acknowledged");
        return Acknowledged.First(answer => (string?)answer["envelope_id"] == id);
    }

    public void Drop() => socket.Abort();

    public async Task ListenAsync()
    {
        var buffer = new byte[100_000];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) break;
                Acknowledged.Enqueue(JsonNode.Parse(buffer.AsSpan(0, part.Count))!);
            }

            IsClosed = true;
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            IsClosed = true;
        }
    }
}
