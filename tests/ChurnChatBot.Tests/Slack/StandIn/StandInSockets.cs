using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>
/// Socket Mode: addresses that are good for one socket, a hello, envelopes that are acknowledged by their id, and the ways in which Slack ends a socket.
/// See docs.slack.dev/apis/events-api/using-socket-mode.
/// </summary>
internal sealed class StandInSockets(StandInSlack slack)
{
    private const int MostSockets = 10;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<string, byte> _tickets = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();
    private readonly Lock _lock = new();
    private readonly List<StandInSocket> _open = [];
    private int _next;
    private int _everOpened;

    /// <summary>Sockets that are open now and can be sent to.</summary>
    public int Count
    {
        get { lock (_lock) return _open.Count; }
    }

    public int EverOpened => Volatile.Read(ref _everOpened);

    /// <returns>An address for one socket.</returns>
    /// <exception cref="WebApiRefusal">There are too many already.</exception>
    public string Open()
    {
        if (Count >= MostSockets) throw new WebApiRefusal("too_many_websockets");
        var ticket = Guid.NewGuid().ToString("N");
        _tickets[ticket] = 0;
        return new UriBuilder(slack.Root) { Scheme = "ws", Path = "/link", Query = $"ticket={ticket}&app_id={slack.Options.AppId}" }.Uri.AbsoluteUri;
    }

    public void Map(WebApplication app) => app.Map("/link", AcceptAsync);

    /// <summary>Sends an envelope through one of the sockets and waits for its acknowledgement.</summary>
    public async Task<SlackDelivery> SendAsync(string type, JsonObject payload, SocketAttempt attempt)
    {
        var started = Stopwatch.GetTimestamp();
        if (Next() is not { } socket) return new SlackDelivery(null, "no_connections", TimeSpan.Zero);
        var id = Guid.NewGuid().ToString();
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["payload"] = payload.DeepClone(), ["accepts_response_payload"] = attempt.TakesAnswer };
        if (type == "events_api") (envelope["retry_attempt"], envelope["retry_reason"]) = (attempt.Retry, attempt.Reason);
        var acknowledged = _awaited[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await socket.SendAsync(envelope.ToJsonString());
            var answer = await acknowledged.Task.WaitAsync(slack.Options.AckLimit);
            if (answer is not ("" or "{}") && !attempt.TakesAnswer) slack.Violate("An event was answered with a payload.");
            return new SlackDelivery(200, answer, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception problem) when (problem is TimeoutException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            return new SlackDelivery(null, "timeout", Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            _awaited.TryRemove(id, out _);
        }
    }

    /// <summary>Says on every socket that it will end, and ends it a moment later, as Slack does every few hours.</summary>
    public async Task RefreshAsync(TimeSpan rest, string reason = "refresh_requested")
    {
        var sockets = Take();
        foreach (var socket in sockets) await socket.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "stand-in" } }.ToJsonString());
        await Task.Delay(rest);
        foreach (var socket in sockets) await socket.CloseAsync();
    }

    /// <summary>Sends something that is no envelope on every socket.</summary>
    public async Task SendJunkAsync(string text)
    {
        foreach (var socket in Now()) await socket.SendAsync(text);
    }

    /// <summary>Tears every socket down without a word.</summary>
    public void Drop()
    {
        foreach (var socket in Take()) socket.Abort();
    }

    /// <exception cref="TimeoutException">The bot opened no socket in time.</exception>
    public async Task WaitForOpenAsync(int ever = 1, TimeSpan? limit = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (EverOpened < ever || Count == 0)
        {
            if (Stopwatch.GetElapsedTime(started) > (limit ?? TimeSpan.FromSeconds(30))) throw new TimeoutException($"{EverOpened} sockets were opened, {Count} are open, and {ever} were waited for.");
            await Task.Delay(Look);
        }
    }

    private async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !_tickets.TryRemove(context.Request.Query["ticket"].ToString(), out _))
        {
            context.Response.StatusCode = 408;
            return;
        }

        using var socket = new StandInSocket(await context.WebSockets.AcceptWebSocketAsync());
        lock (_lock) _open.Add(socket);
        await socket.SendAsync(new JsonObject
        {
            ["type"] = "hello",
            ["num_connections"] = Count,
            ["debug_info"] = new JsonObject { ["host"] = "stand-in", ["build_number"] = 1, ["approximate_connection_time"] = 18060 },
            ["connection_info"] = new JsonObject { ["app_id"] = slack.Options.AppId },
        }.ToJsonString());
        Interlocked.Increment(ref _everOpened);
        await socket.ReadAsync(Acknowledge, context.RequestAborted);
        lock (_lock) _open.Remove(socket);
    }

    private void Acknowledge(string text)
    {
        try
        {
            var answer = JsonNode.Parse(text);
            if (answer?["envelope_id"] is not { } id) slack.Violate("A frame without an envelope_id was sent.");
            else if (_awaited.TryRemove(id.ToString(), out var awaited)) awaited.TrySetResult(answer["payload"]?.ToJsonString() ?? "");
        }
        catch (JsonException)
        {
            slack.Violate("A frame that is not JSON was sent.");
        }
    }

    private StandInSocket[] Now()
    {
        lock (_lock) return [.. _open];
    }

    /// <summary>From now on nothing is sent there.</summary>
    private StandInSocket[] Take()
    {
        lock (_lock)
        {
            StandInSocket[] all = [.. _open];
            _open.Clear();
            return all;
        }
    }

    private StandInSocket? Next()
    {
        lock (_lock) return _open.Count == 0 ? null : _open[_next++ % _open.Count];
    }
}

/// <summary>Which try it is, and whether an acknowledgement may carry an answer.</summary>
internal sealed record SocketAttempt
{
    public int Retry { get; init; }

    public string Reason { get; init; } = "";

    public bool TakesAnswer { get; init; }
}
