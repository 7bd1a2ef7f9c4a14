using System.Net;
using System.Net.Sockets;

namespace ChurnChatBot.Conversations.Transfers;

/// <summary>
/// Addresses of the open internet: none of a private network, this machine, a link, a group, documentation, or that hold another address.
/// https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry
/// </summary>
internal static class PublicAddresses
{
    /// <summary>The last one lies in the open internet, and is the host of a virtual machine to every machine in Azure.</summary>
    private static readonly IPNetwork[] Reserved = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Inside what is given out for the open internet, some is not it: documentation, Teredo, 6to4.</summary>
    private static readonly IPNetwork[] ReservedUnicast = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Reserved.Any(network => network.Contains(plain))
            : GlobalUnicast.Contains(plain) && !ReservedUnicast.Any(network => network.Contains(plain));
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(network => IPNetwork.Parse(network))];
}
