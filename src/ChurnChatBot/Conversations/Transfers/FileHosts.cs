using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace ChurnChatBot.Conversations.Transfers;

/// <summary>
/// Where files may be read from and written to. The addresses come from outside, so only configured hosts count, over TLS, and never a machine of
/// the network that the bot itself stands in: the connection is refused if the name leads there, whatever it was called. A host that is
/// configured in full and is this machine's loopback is the exception, for trying the bot by hand. No cookie is sent, and a token only where the caller
/// gives one, to these hosts alone.
/// </summary>
internal sealed class FileHosts : IDisposable
{
    private const int MostRedirects = 3;

    /// <summary>Until the headers of an answer are there.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private readonly IReadOnlyList<string> _hosts;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="hosts">Names that count with everything below them; addresses of the loopback count as they are.</param>
    public FileHosts(IReadOnlyList<string> hosts, TimeProvider time)
    {
        (_hosts, _time) = (hosts, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would look the name up by itself, and connect to whatever it found.
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    public bool Allows(Uri address)
    {
        // What stands before an @ looks like a host to people, and is none.
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0) return false;
        if (IsOwnLoopback(address.Host)) return address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
        return address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && _hosts.Any(host =>
            address.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase) || address.IdnHost.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }

    /// <param name="authorization">Shown on every hop, since each is to an allowed host; null where the address says everything.</param>
    /// <returns>The answer after at most three redirects, each to an allowed address; its content is not read yet.</returns>
    /// <exception cref="ForeignAddressException">The address, or one on the way, is not allowed.</exception>
    /// <exception cref="HttpRequestException">The host could not be reached.</exception>
    /// <exception cref="TimeoutException">The host did not answer.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellation, AuthenticationHeaderValue? authorization = null)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = authorization;
            var response = await SendAsync(request, AnswerLimit, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } next) return response;
            response.Dispose();
            address = Uri.TryCreate(address, next, out var absolute) ? absolute : throw new ForeignAddressException();
        }

        throw new ForeignAddressException();
    }

    /// <param name="limit">For sending the content and for the answer.</param>
    /// <exception cref="ForeignAddressException">The address is not allowed.</exception>
    /// <exception cref="HttpRequestException">The host could not be reached.</exception>
    /// <exception cref="TimeoutException">The host did not answer.</exception>
    public async Task<HttpResponseMessage> WriteAsync(HttpMethod method, Uri address, HttpContent content, TimeSpan limit, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        return await SendAsync(request, limit, cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan limit, CancellationToken cancellation)
    {
        if (!Allows(request.RequestUri!)) throw new ForeignAddressException();
        using var ended = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellation);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The file's host did not answer in time.");
        }
        catch (HttpRequestException problem) when (problem.InnerException is ForeignAddressException foreign)
        {
            throw new ForeignAddressException(foreign);
        }
    }

    private bool IsOwnLoopback(string host) => Loopback.IsHost(host) && _hosts.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);

    // The address is judged that is then connected to: a name that is looked up twice may lead to two places.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        IPAddress[] usable = [.. addresses.Where(IsOwnLoopback(host) ? Loopback.IsAddress : PublicAddresses.Contains)];
        if (usable.Length == 0) throw new ForeignAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(usable, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address at which the bot neither reads nor writes files. It does not say which: it may hold a key.</summary>
internal sealed class ForeignAddressException(Exception? cause = null) : Exception("The address is not one at which files are kept.", cause);
