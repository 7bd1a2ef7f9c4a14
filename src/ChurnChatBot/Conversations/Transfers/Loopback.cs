using System.Net;

namespace ChurnChatBot.Conversations.Transfers;

/// <summary>What is surely this machine: its loopback addresses and the one name that no name server is asked for.</summary>
internal static class Loopback
{
    /// <param name="host">As in a Host header or an address; IPv6 with or without brackets.</param>
    public static bool IsHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IsAddress(address));

    public static bool IsAddress(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    public static bool IsHttp(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && IsHost(address.Host);

    /// <summary>Whether nobody between here and there can read or change what is sent.</summary>
    public static bool IsSecure(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || IsHttp(address));
}
