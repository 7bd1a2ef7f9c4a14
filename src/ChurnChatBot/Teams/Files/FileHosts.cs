using System.Net;
using System.Net.Sockets;

namespace ChurnChatBot.Teams.Files;

/// <summary>
/// Where files may be read from and written to. The addresses come from outside, so only configured hosts count, over TLS, and never a machine of
/// the network that the bot itself stands in: the connection is refused if the name leads there, whatever it was called. A host that is
/// configured in full and is this machine's loopback is the exception, for trying the bot by hand.
/// </summary>
internal sealed class FileHosts : IDisposable
{
    private const int MostRedirects = 3;
    private readonly TeamsOptions _options;
    private readonly HttpClient _http;

    public FileHosts(TeamsOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
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
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0) return false;
        if (IsOwnLoopback(address.Host)) return address.Scheme is "http" or "https";
        return address.Scheme == "https" && _options.FileHosts.Any(host =>
            address.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>The answer after at most three redirects, each to an allowed address; null where one leads elsewhere.</returns>
    public async Task<HttpResponseMessage?> GetAsync(Uri address, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (!Allows(address)) return null;
            var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } next) return response;
            response.Dispose();
            address = new Uri(address, next);
        }

        return null;
    }

    public async Task<HttpResponseMessage> PutAsync(Uri address, HttpContent content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = content };
        return await _http.SendAsync(request, cancellation);
    }

    private bool IsOwnLoopback(string host) => _options.FileHosts.Contains(host.Trim('[', ']'), StringComparer.OrdinalIgnoreCase)
        && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var usable = IsOwnLoopback(host) ? addresses.Where(IPAddress.IsLoopback) : addresses.Where(PublicAddresses.Contains);
        if (usable.FirstOrDefault() is not { } chosen) throw new HttpRequestException("The name of the file's host leads to no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(chosen, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Addresses of the open internet: none of a private network, this machine, a link, a group, or documentation.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Reserved.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
