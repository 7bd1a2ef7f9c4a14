using System.Diagnostics;
using System.Globalization;
using System.Net;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Tests.Projects;
using Microsoft.AspNetCore.Http;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;
using Activity = ChurnChatBot.Teams.Protocol.Activity;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>Calls as they go over the wire, and every way in which the service answers or does not.</summary>
public sealed class ConnectorClientTests
{
    private const string Secret = "what nobody else may read";
    private static readonly Activity Hello = new() { Type = "message", Text = Secret };
    private static readonly Func<HttpContext, Task> Created = Json(201, """{"id":"17"}""");

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Send_ServiceWithAPrefix_KeepsItAndEscapesTheIds(string end)
    {
        await using var service = await StartAsync(Created);
        using var bot = Registered(service, "emea/tenant" + end);

        var id = await Client(bot).SendAsync(bot.Reference(), "19:a/b@thread.tacv2;messageid=1?x#y", Hello, default);
        await Client(bot).UpdateAsync(bot.Reference(), "c", "../7", Hello, default);

        Assert.Equal("17", id);
        Assert.Equal(
            ["POST /emea/tenant/v3/conversations/19%3Aa%2Fb%40thread.tacv2%3Bmessageid%3D1%3Fx%23y/activities", "PUT /emea/tenant/v3/conversations/c/activities/..%2F7"],
            service.Received.Select(request => $"{request.Method} {request.Target}"));
        Assert.All(service.Received, request => Assert.Equal("Bearer token-1", request.Authorization));
        Assert.All(service.Received, request => Assert.True(request.Length > 0));
    }

    [Theory]
    [InlineData(202, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"id":7}""")]
    [InlineData(201, "[1]")]
    [InlineData(201, "<html>")]
    public async Task Send_AnswerWithoutAnId_IsNull(int status, string body)
    {
        await using var service = await StartAsync(Json(status, body));
        using var bot = Registered(service);

        Assert.Null(await Client(bot).SendAsync(bot.Reference(), "c", Hello, default));
    }

    [Theory]
    [InlineData(400, "application/json", """{"error":{"code":"BadArgument","message":"what nobody else may read"}}""", "BadArgument")]
    [InlineData(400, "application/json", """{"error":"what nobody else may read"}""", "")]
    [InlineData(400, "application/json", """{"error":{"code":"what nobody else may read"}}""", "")]
    [InlineData(413, "text/html", "<html>what nobody else may read</html>", "")]
    [InlineData(501, "application/json", """{"error":{"code":"DeleteActivityAPINotImplemented"}}""", "DeleteActivityAPINotImplemented")]
    [InlineData(404, "text/plain", "", "")]
    [InlineData(302, "text/plain", "", "")]
    public async Task Refusal_OfAnyShape_IsTypedAndTellsNothingOfContents(int status, string type, string body, string code)
    {
        await using var service = await StartAsync(Say(status, type, body, ("Location", "/elsewhere")));
        using var bot = Registered(service);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => Client(bot).SendAsync(bot.Reference(), "c", Hello, default));

        Assert.Equal(((HttpStatusCode)status, code), (refused.Status, refused.Code));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token-", refused.ToString(), StringComparison.Ordinal);
        Assert.Single(service.Received);
    }

    [Fact]
    public async Task Refusal_WithAnEndlessBody_IsCutOff()
    {
        await using var service = await StartAsync(async context =>
        {
            context.Response.StatusCode = 403;
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(new string('x', 10_000), context.RequestAborted);
        });
        using var bot = Registered(service);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => Client(bot).SendAsync(bot.Reference(), "c", Hello, default));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Fault_OfTheService_IsTriedAgain(int status)
    {
        await using var service = await StartAsync(Say(status, "text/html", "<html>"), Created);
        using var bot = Registered(service);

        Assert.Equal("17", await Client(bot).SendAsync(bot.Reference(), "c", Hello, default));
        Assert.Equal(2, service.Received.Count);
    }

    [Fact]
    public async Task Fault_ThatStays_IsTriedFourTimes()
    {
        await using var service = await StartAsync(Json(500, ""));
        using var bot = Registered(service);

        await Assert.ThrowsAsync<ConnectorException>(() => Client(bot).SendAsync(bot.Reference(), "c", Hello, default));

        Assert.Equal(4, service.Received.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TooManyRequests_RetryAfter_IsWaitedFor(bool isDate)
    {
        var retryAfter = isDate ? DateTimeOffset.UtcNow.AddSeconds(3).ToString("r", CultureInfo.InvariantCulture) : "2";
        await using var service = await StartAsync(Json(429, "", ("Retry-After", retryAfter)), Created);
        using var bot = Registered(service);
        var watch = Stopwatch.StartNew();

        await Client(bot).SendAsync(bot.Reference(), "c", Hello, default);

        Assert.InRange(watch.Elapsed.TotalSeconds, 1.8, 8);
    }

    [Fact]
    public async Task Service_NeverAnswers_IsLeftAfterAWhile()
    {
        await using var service = await StartAsync(Hang);
        using var bot = Registered(service);

        await Assert.ThrowsAsync<TimeoutException>(() => Client(bot).SendAsync(bot.Reference(), "c", Hello, default));

        Assert.Equal(4, service.Received.Count);
    }

    [Fact]
    public async Task Signal_Fails_IsNotTriedAgain()
    {
        await using var service = await StartAsync(Json(503, ""));
        using var bot = Registered(service);

        await Assert.ThrowsAsync<ConnectorException>(() => Client(bot).SignalAsync(bot.Reference(), "c", Hello, default));

        Assert.Single(service.Received);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var elsewhere = await StartAsync(Created);
        await using var service = await StartAsync(Json(307, "", ("Location", elsewhere.Address.AbsoluteUri)));
        using var bot = Registered(service);

        await Assert.ThrowsAsync<ConnectorException>(() => Client(bot).SendAsync(bot.Reference(), "c", Hello, default));

        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Address_Unverified_IsSentNothing()
    {
        await using var service = await StartAsync(Created);
        using var bot = Registered(service);
        var unverified = bot.Reference() with { IsVerified = false };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Client(bot).SendAsync(unverified, "c", Hello, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client(bot).OpenPersonalAsync(unverified, "p", default));

        Assert.Empty(service.Received);
    }

    [Theory]
    [InlineData(true, "https://smba.trafficmanager.net/emea/", true)]
    [InlineData(true, "http://smba.trafficmanager.net/emea/", false)]
    [InlineData(true, "http://localhost:1/", true)]
    [InlineData(true, "ftp://localhost/", false)]
    [InlineData(true, "no address", false)]
    [InlineData(false, "http://localhost:1/", true)]
    [InlineData(false, "https://smba.trafficmanager.net/emea/", false)]
    public async Task Reaches_AddressesOfEveryKind_OnlySecureOnes(bool isRegistered, string address, bool expected)
    {
        await using var service = await StartAsync(Created);
        using var bot = isRegistered ? Registered(service) : Unregistered(service);

        Assert.Equal(expected, Client(bot).Reaches(bot.Reference() with { ServiceUrl = address }));
    }

    [Fact]
    public async Task Unregistered_Speaks_WithoutAToken()
    {
        await using var service = await StartAsync(Created);
        using var bot = Unregistered(service);

        await Client(bot).SendAsync(bot.Reference() with { IsVerified = false }, "c", Hello, default);

        Assert.Equal("", Assert.Single(service.Received).Authorization);
    }

    [Fact]
    public async Task Token_Refused_IsReplacedOnce()
    {
        var clock = new AdjustableClock();
        await using var service = await StartAsync(Created, Json(401, ""), Created, Json(401, ""));
        using var bot = Registered(service, clock: clock);
        await Client(bot).SendAsync(bot.Reference(), "c", Hello, default);
        clock.Now += TimeSpan.FromMinutes(2);

        Assert.Equal("17", await Client(bot).SendAsync(bot.Reference(), "c", Hello, default));
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => Client(bot).SendAsync(bot.Reference(), "c", Hello, default));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        // The last one was replaced a moment ago: another would be refused for the same reason.
        Assert.Equal(["1", "1", "2", "2"], service.Received.Select(request => request.Authorization["Bearer token-".Length..]));
    }

    [Fact]
    public async Task OpenPersonal_NamesPersonAndTenant()
    {
        await using var service = await StartAsync(Created);
        using var bot = Registered(service);

        Assert.Equal("17", await Client(bot).OpenPersonalAsync(bot.Reference(), "29:ada", default));

        var body = Assert.Single(service.Received).Json;
        Assert.Equal(("29:ada", bot.Reference().TenantId), ((string?)body["members"]![0]!["id"], (string?)body["channelData"]!["tenant"]!["id"]));
    }

    private static OutboundBot Registered(ScriptedService service, string path = "", TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        return OutboundBot.Start(new OutboundSetup
        {
            ServiceUrl = new Uri(service.Address, path).AbsoluteUri,
            Options = new TeamsOptions { CallTimeout = TimeSpan.FromMilliseconds(700) },
            Clock = time,
            Credential = new CountingCredential(time),
        });
    }

    private static OutboundBot Unregistered(ScriptedService service) => OutboundBot.Start(new OutboundSetup { ServiceUrl = service.Address.AbsoluteUri, Options = new TeamsOptions() });

    private static ConnectorClient Client(OutboundBot bot) => bot.Service<ConnectorClient>();
}
