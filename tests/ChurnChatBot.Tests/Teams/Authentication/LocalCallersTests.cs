using System.Net;
using ChurnChatBot.Teams.Authentication;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.Authentication;

/// <summary>Who is answered where no app is registered.</summary>
public sealed class LocalCallersTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:3978")]
    [InlineData("127.0.0.2", "127.0.0.1:3978")]
    [InlineData("::1", "[::1]:3978")]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST")]
    public async Task Program_OnThisMachine_IsAnswered(string remote, string host)
    {
        var (caller, refusal) = await new InboundCallers(null, new CapturingLogger<InboundCallers>()).AdmitAsync(Request(remote, host), CancellationToken.None);
        Assert.Null(refusal);
        Assert.False(Assert.IsType<LocalCaller>(caller).IsVerified);
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("::ffff:10.0.0.5")]
    [InlineData("2001:db8::1")]
    [InlineData(null)]
    public void Caller_OnAnotherMachine_IsRefused(string? remote) => Assert.Equal(CallerRefusal.NotLocal, LocalCallers.Refuse(Request(remote, "localhost")));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-host")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Real-IP")]
    [InlineData("CF-Connecting-IP")]
    public void Request_ThatWasForwarded_IsRefused(string header) =>
        Assert.Equal(CallerRefusal.Forwarded, LocalCallers.Refuse(Request("127.0.0.1", "localhost", header, "127.0.0.1")));

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("localhost.attacker.example")]
    [InlineData("loopback")]
    [InlineData("10.0.0.5")]
    [InlineData("")]
    public void Request_ForAnotherName_IsRefused(string host) => Assert.Equal(CallerRefusal.ForeignHost, LocalCallers.Refuse(Request("127.0.0.1", host)));

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:3978")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public void Request_OfAWebPage_IsRefused(string header, string value) =>
        Assert.Equal(CallerRefusal.FromWebPage, LocalCallers.Refuse(Request("127.0.0.1", "localhost", header, value)));

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("https://127.0.0.1/", true)]
    [InlineData("http://[::1]:80/", true)]
    [InlineData("https://smba.trafficmanager.net/emea/", false)]
    [InlineData("http://localhost.attacker.example/", false)]
    [InlineData("http://localhost@attacker.example/", false)]
    [InlineData("http://0.0.0.0/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("localhost", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void LocalCaller_IsAnswered_OnlyOnThisMachine(string? serviceUrl, bool isAnswered) =>
        Assert.Equal(isAnswered ? null : CallerRefusal.ServiceNotLocal, LocalCaller.Instance.Matches(serviceUrl, "msteams"));

    private static HttpRequest Request(string? remote, string host, string? header = null, string? value = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Method = "POST";
        context.Request.Host = new HostString(host);
        if (header is not null) context.Request.Headers[header] = value;
        return context.Request;
    }
}
