using System.Net.WebSockets;
using System.Text;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>One socket of a bot: text frames, one writer at a time.</summary>
internal sealed class StandInSocket(WebSocket socket) : IDisposable
{
    private const int LargestFrame = 1 << 20;
    private readonly SemaphoreSlim _writing = new(1);

    public async Task SendAsync(string text)
    {
        await _writing.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Hands over each frame until the socket ends.</summary>
    public async Task ReadAsync(Action<string> take, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        using var frame = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, cancellation);
                if (part.MessageType == WebSocketMessageType.Close) break;
                frame.Write(buffer, 0, part.Count);
                if (frame.Length > LargestFrame) break;
                if (!part.EndOfMessage) continue;
                take(Encoding.UTF8.GetString(frame.ToArray()));
                frame.SetLength(0);
            }

            await CloseAsync();
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The other side is gone.
        }
    }

    public async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException)
        {
            // Gone before it was closed.
        }
    }

    public void Abort() => socket.Abort();

    public void Dispose()
    {
        socket.Dispose();
        _writing.Dispose();
    }
}
