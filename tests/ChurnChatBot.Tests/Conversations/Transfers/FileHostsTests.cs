using System.Net;
using ChurnChatBot.Conversations.Transfers;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Conversations.Transfers;

/// <summary>Which addresses files are read from, on every hop, and which machines are never connected to.</summary>
public sealed class FileHostsTests
{
    [Theory]
    [InlineData("https://sharepoint.com/f", true)]
    [InlineData("https://contoso-my.sharepoint.com/personal/f?tempauth=1", true)]
    [InlineData("https://CONTOSO.SharePoint.COM/f", true)]
    [InlineData("http://contoso.sharepoint.com/f", false)]
    [InlineData("https://evilsharepoint.com/f", false)]
    [InlineData("https://sharepoint.com.evil.example/f", false)]
    [InlineData("https://sharepoint.com@evil.example/", false)]
    [InlineData("https://evil.example/sharepoint.com", false)]
    [InlineData("https://evil.example#.sharepoint.com", false)]
    [InlineData("https://evil.example\\.sharepoint.com/", false)]
    [InlineData("https://user:pass@contoso.sharepoint.com/f", false)]
    [InlineData("https://contoso.sharepoint.com:8443/f", false)]
    [InlineData("https://contoso.sharepoint.com./f", false)]
    [InlineData("https://contoso.ѕharepoint.com/f", false)]
    [InlineData("https://10.0.0.1/f", false)]
    [InlineData("https://127.0.0.1/f", false)]
    [InlineData("https://[::1]/f", false)]
    [InlineData("https://localhost/f", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://contoso.sharepoint.com/f", false)]
    public void Address_OfEveryKind_IsJudgedByItsHost(string address, bool expected)
    {
        using var hosts = new FileHosts(["sharepoint.com"], TimeProvider.System);

        Assert.Equal(expected, Uri.TryCreate(address, UriKind.Absolute, out var uri) && hosts.Allows(uri));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/f", true)]
    [InlineData("https://127.0.0.1:5000/f", true)]
    [InlineData("http://[::1]:5000/f", true)]
    [InlineData("http://127.0.0.2/f", false)]
    [InlineData("http://localhost/f", false)]
    [InlineData("http://user@127.0.0.1/f", false)]
    public void Loopback_NamedInFull_MayBePlain(string address, bool expected)
    {
        using var hosts = new FileHosts(["127.0.0.1", "::1"], TimeProvider.System);

        Assert.Equal(expected, hosts.Allows(new Uri(address)));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("13.107.136.10", true)]
    [InlineData("2620:1ec:8f8::10", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:53aa::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void PublicAddresses_OfEveryRange_HoldTheOpenInternetAlone(string address, bool expected) =>
        Assert.Equal(expected, PublicAddresses.Contains(IPAddress.Parse(address)));

    /// <summary>The host is configured, and its name leads to this machine: a private address behind an allowed name.</summary>
    [Fact]
    public async Task Name_LeadsToAPrivateAddress_IsNotConnectedTo()
    {
        var name = Dns.GetHostName();
        using var hosts = new FileHosts([name], TimeProvider.System);

        Assert.True(hosts.Allows(new Uri($"https://{name}/f")));
        await Assert.ThrowsAsync<ForeignAddressException>(() => hosts.GetAsync(new Uri($"https://{name}/f"), default));
    }

    [Theory]
    [InlineData("http://127.0.0.2:80/f")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/f")]
    [InlineData("https://10.0.0.1/f")]
    [InlineData("file:///etc/passwd")]
    public async Task Redirect_ToAForeignAddress_IsNotFollowed(string target)
    {
        await using var service = await StartAsync(Say(302, "text/plain", "", ("Location", target)));
        using var hosts = new FileHosts(["127.0.0.1"], TimeProvider.System);

        await Assert.ThrowsAsync<ForeignAddressException>(() => hosts.GetAsync(new Uri(service.Address, "f?tempauth=key"), default));
    }

    [Fact]
    public async Task Redirects_UpToThree_AreFollowedWithoutAToken()
    {
        var hop = Say(302, "text/plain", "", ("Location", "/next"));
        await using var service = await StartAsync(hop, hop, hop, Say(200, "text/csv", "a"));
        using var hosts = new FileHosts(["127.0.0.1"], TimeProvider.System);

        using var answer = await hosts.GetAsync(service.Address, default);

        Assert.Equal((HttpStatusCode.OK, 4), (answer.StatusCode, service.Received.Count));
        Assert.All(service.Received, request => Assert.Equal("", request.Authorization));
    }

    [Fact]
    public async Task Redirects_WithoutEnd_AreLeft()
    {
        await using var service = await StartAsync(Say(302, "text/plain", "", ("Location", "/next")));
        using var hosts = new FileHosts(["127.0.0.1"], TimeProvider.System);

        await Assert.ThrowsAsync<ForeignAddressException>(() => hosts.GetAsync(service.Address, default));

        Assert.Equal(4, service.Received.Count);
    }
}
