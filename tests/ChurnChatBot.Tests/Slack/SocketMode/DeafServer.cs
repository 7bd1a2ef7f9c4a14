using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Tests.Slack.SocketMode;

/// <summary>Accepts WebSocket connections on the loopback, says hello and never listens: no ping of the other side is answered.</summary>
internal sealed partial class DeafServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private Task _accepting = Task.CompletedTask;
    private int _accepted;

    public int Accepted => Volatile.Read(ref _accepted);

    public string Address => $"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/link";

    public static Task<DeafServer> StartAsync()
    {
        var server = new DeafServer();
        server._listener.Start();
        server._accepting = server.AcceptAsync();
        return Task.FromResult(server);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var client in _clients) client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                await GreetAsync(client.GetStream());
                Interlocked.Increment(ref _accepted);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private static async Task GreetAsync(NetworkStream stream)
    {
        var request = new byte[8_192];
        var length = 0;
        while (!Encoding.ASCII.GetString(request, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal)) length += await stream.ReadAsync(request.AsMemory(length));
        var key = Key().Match(Encoding.ASCII.GetString(request, 0, length)).Groups[1].Value;
        var accept = Accept(key);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        var hello = Encoding.UTF8.GetBytes("""{"type":"hello"}""");
        // One text frame, whole and unmasked.
        await stream.WriteAsync((byte[])[0x81, (byte)hello.Length, .. hello]);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The handshake of WebSockets (RFC 6455) is made of SHA-1; nothing is kept secret by it.")]
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    [GeneratedRegex("Sec-WebSocket-Key: ([^\r]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}
