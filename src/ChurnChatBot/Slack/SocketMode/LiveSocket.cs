using System.Buffers;
using System.Net.WebSockets;
using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Slack.SocketMode;

/// <summary>
/// One open socket, from its connection until the other side is gone. Envelopes are acknowledged once they are stored; one that could not be is
/// not, and Slack delivers it again. Events are taken in their order, since what people say has one; buttons and commands do not wait for each other.
/// </summary>
internal sealed partial class LiveSocket : IAsyncDisposable
{
    private const int MostAtOnce = 16;
    private readonly ClientWebSocket _socket = new();
    private readonly SocketEnvelopes _envelopes;
    private readonly SocketTimings _timings;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly SemaphoreSlim _handling = new(MostAtOnce);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _receiving = Task.CompletedTask;

    private LiveSocket(SocketParts parts)
    {
        (_envelopes, _timings, _time, _log) = (parts.Envelopes, parts.Timings, parts.Time, parts.Log);
        _socket.Options.KeepAliveInterval = _timings.Ping;
        _socket.Options.KeepAliveTimeout = _timings.Pong;
    }

    /// <summary>Completed when another socket is to take this one's place, with the reason: Slack says goodbye, or the connection has ended.</summary>
    public Task<string> Leaving => _leaving.Task;

    /// <returns>A socket on which Slack has said hello.</returns>
    /// <exception cref="WebSocketException">It could not be connected.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static async Task<LiveSocket> OpenAsync(Uri address, SocketParts parts, int maxBytes, CancellationToken cancellation)
    {
        var live = new LiveSocket(parts);
        using var patience = new CancellationTokenSource(parts.Timings.Hello, parts.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await live._socket.ConnectAsync(address, both.Token);
            live._receiving = live.ReceiveAsync(maxBytes);
            await live._hello.Task.WaitAsync(both.Token);
            return live;
        }
        catch (Exception problem)
        {
            await live.DisposeAsync();
            if (problem is OperationCanceledException && !cancellation.IsCancellationRequested) throw new TimeoutException("Slack did not say hello in time.", problem);
            throw;
        }
    }

    /// <summary>Says goodbye, lets what is under way be acknowledged, and ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(_timings.Farewell, _time);
            for (var i = 0; i < MostAtOnce; i++) await _handling.WaitAsync(patience.Token);
            // What comes from now on is not begun; Slack delivers it on another socket.
            await _closing.CancelAsync();
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            await _receiving.WaitAsync(patience.Token);
        }
        // However it ends, it ends now.
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            _socket.Abort();
        }

        await _closing.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task ReceiveAsync(int maxBytes)
    {
        var reason = "closed";
        try
        {
            var message = new ArrayBufferWriter<byte>();
            while (await NextAsync(message, maxBytes) is { } isWhole)
            {
                if (isWhole) await HearAsync(message.WrittenMemory.ToArray());
                else LogTooLarge(_log, maxBytes);
                message.ResetWrittenCount();
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            reason = "lost";
        }

        _leaving.TrySetResult(reason);
        // Looked at, because after a hello nobody waits for it any more.
        if (_hello.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely))) _ = _hello.Task.Exception;
    }

    /// <returns>Whether the next message could be kept whole; null when there is none any more.</returns>
    private async Task<bool?> NextAsync(ArrayBufferWriter<byte> message, int maxBytes)
    {
        for (var isKept = true; ;)
        {
            var part = await _socket.ReceiveAsync(message.GetMemory(16 * 1024), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            isKept &= message.WrittenCount + part.Count <= maxBytes;
            // The rest of what is too large is read and forgotten, so that the next message is heard.
            if (isKept) message.Advance(part.Count);
            if (part.EndOfMessage) return isKept;
        }
    }

    private async Task HearAsync(byte[] bytes)
    {
        var json = RequestBody.Json(bytes);
        if (json is null || SocketFrame.Read(json) is not { } frame)
        {
            // Slack has been seen to send plain words; the socket is none the worse for it.
            json?.Dispose();
            LogNoEnvelope(_log);
            return;
        }

        if (frame.Type == "hello") _hello.TrySetResult();
        if (frame.Type == "disconnect") _leaving.TrySetResult(frame.Body.Id("reason") ?? "disconnect");
        if (frame.EnvelopeId is null)
        {
            json.Dispose();
            return;
        }

        await _handling.WaitAsync(_closing.Token);
        var handled = HandleAsync(frame, json);
        if (frame.Type == "events_api") await handled;
    }

    private async Task HandleAsync(SocketFrame frame, IDisposable json)
    {
        try
        {
            var answer = await _envelopes.AcceptAsync(frame, CancellationToken.None);
            await SendAsync(frame.Acknowledgement(answer.Body));
        }
        // Not stored, or not acknowledged: Slack delivers it again, on this socket or on another one.
        catch (Exception problem)
        {
            LogNotTaken(_log, frame.Type, problem.GetType().Name);
        }
        finally
        {
            json.Dispose();
            _handling.Release();
        }
    }

    private async Task SendAsync(byte[] bytes)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack sent something over a socket that is no envelope; it was passed over.")]
    private static partial void LogNoEnvelope(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack sent more than {Most} bytes at once over a socket; that was passed over.")]
    private static partial void LogTooLarge(ILogger log, int most);

    [LoggerMessage(Level = LogLevel.Error, Message = "An envelope of Slack ({Type}) was not acknowledged ({Problem}).")]
    private static partial void LogNotTaken(ILogger log, string type, string problem);
}

/// <summary>What every socket of the bot shares.</summary>
internal sealed record SocketParts(SocketEnvelopes Envelopes, SocketTimings Timings, TimeProvider Time, ILogger Log);
