using System.Diagnostics;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Tests.Slack.Outbound;
using Microsoft.AspNetCore.Http;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Slack.Api;

/// <summary>Calls of the Web API, and answers of every kind.</summary>
public sealed class SlackWebClientTests : IAsyncLifetime
{
    private const string Token = "xoxb-1-secret";
    private static readonly Func<HttpContext, Task> Ok = Json(200, """{"ok":true,"ts":"1.2"}""");
    private ScriptedSlack _slack = null!;
    private SlackWebClient _client = null!;

    public async Task InitializeAsync()
    {
        _slack = await ScriptedSlack.StartAsync();
        _client = NewClient(TimeSpan.FromSeconds(5));
    }

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    private SlackWebClient NewClient(TimeSpan timeout) =>
        new(SlackTransport.NewHttpClient(), new SlackOptions { Api = _slack.Api, BotToken = Token, CallTimeout = timeout }, TimeProvider.System);

    private static SlackCall Call(string method = "chat.update", bool isRepeated = true) =>
        new(method, Token, new JsonObject { ["channel"] = "C1", ["text"] = "ünï & <b>", ["blocks"] = new JsonArray() }) { TeamId = "T1", IsRepeated = isRepeated };

    private async Task<SlackApiException> RefusedAsync(SlackCall call) => await Assert.ThrowsAsync<SlackApiException>(() => _client.CallAsync(call, default));

    [Fact]
    public async Task Call_IsJsonWithTheTokenInItsHeaderAlone()
    {
        _slack.Script("chat.update", Ok);

        var answer = await _client.CallAsync(Call(), default);

        var request = Assert.Single(_slack.Received);
        Assert.Equal("1.2", answer.GetProperty("ts").GetString());
        Assert.Equal(("POST", "/api/chat.update", $"Bearer {Token}"), (request.Method, request.Target, request.Authorization));
        Assert.Equal(("application/json; charset=utf-8", "ünï & <b>"), (request.ContentType, (string?)request.Json["text"]));
        Assert.DoesNotContain(Token, request.Body + Call(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_ThatReadsNoJson_GetsAForm()
    {
        await _client.CallAsync(new SlackCall("files.info", Token, new JsonObject { ["file"] = "F 1", ["limit"] = 3, ["none"] = null, ["flag"] = true }), default);

        var request = Assert.Single(_slack.Received);
        Assert.Equal(("application/x-www-form-urlencoded", "file=F+1&limit=3&flag=true"), (request.ContentType, request.Body));
    }

    [Fact]
    public async Task Refusal_SaysWhatAndWhereButNotWhatWasSent()
    {
        _slack.Script("chat.update", Json(200, """
            {"ok":false,"error":"invalid_blocks","needed":"chat:write","response_metadata":{"messages":["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            "[ERROR] unsupported type: sectoin [json-pointer:/blocks/1/type]","[ERROR] not a link: \"http://ada.example/?q=Ada Byron\""]},
            "errors":["no more than 50 items allowed [json-pointer:/blocks]",{"message":"missing field","pointer":"/blocks/2"},7]}
            """));

        var refused = await RefusedAsync(Call());

        Assert.Equal("invalid_blocks", refused.Code);
        Assert.Equal(
            ["[ERROR] must be less than 3001 characters at /blocks/0/text/text", "[ERROR] unsupported type: sectoin at /blocks/1/type", "[ERROR] not a link",
            "no more than 50 items allowed at /blocks", "missing field at /blocks/2", "needed chat:write"], refused.Details);
        Assert.True(refused.IsRefusedBlocks);
        Assert.DoesNotContain("Ada", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, refused.ToString(), StringComparison.Ordinal);
        Assert.Single(_slack.Received);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"xoxb-1-secret and more"}""", 400, "http_400")]
    [InlineData("""{"ok":false}""", 200, "no_json")]
    [InlineData("""{"ok":false,"error":"invalid_arguments","errors":{"a":1},"response_metadata":[]}""", 200, "invalid_arguments")]
    [InlineData("[]", 404, "http_404")]
    [InlineData("", 302, "http_302")]
    public async Task Refusal_OfOddShape_HasACodeOfOurs(string body, int status, string code)
    {
        _slack.Script("chat.update", Json(status, body, ("Location", "http://127.0.0.1:1/elsewhere")));

        Assert.Equal(code, (await RefusedAsync(Call(isRepeated: false))).Code);
    }

    [Fact]
    public async Task TooManyRequests_IsTriedAgainAfterTheWait()
    {
        _slack.Script("chat.update", Json(429, """{"ok":false,"error":"ratelimited"}""", ("Retry-After", "1")), Ok);
        var clock = Stopwatch.StartNew();

        await _client.CallAsync(Call(), default);

        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
        Assert.Equal(2, _slack.Received.Count);
    }

    [Fact]
    public async Task TooManyRequests_ForLong_FailsAtOnceAndOthersDoNotAskMeanwhile()
    {
        _slack.Script("chat.update", Json(429, "", ("Retry-After", "3600")));

        var first = await RefusedAsync(Call());
        var second = await RefusedAsync(Call());

        Assert.Equal((SlackApiException.RateLimited, TimeSpan.FromHours(1)), (first.Code, first.RetryAfter));
        Assert.True(second.IsTransient);
        Assert.Single(_slack.Received);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Fault_ThatPasses_IsTriedAgain(int status)
    {
        _slack.Script("chat.update", Say(status, "text/html", "<html>"), Say(200, "text/html", "<html>maintenance"), Ok);

        await _client.CallAsync(Call(), default);

        Assert.Equal(3, _slack.Received.Count);
    }

    [Fact]
    public async Task Connection_Broken_IsTriedAgain()
    {
        _slack.Script("chat.update", context => { context.Abort(); return Task.CompletedTask; }, Ok);

        await _client.CallAsync(Call(), default);

        Assert.Equal(2, _slack.Received.Count);
    }

    [Fact]
    public async Task Answer_NeverComes_EndsInTime()
    {
        _slack.Script("chat.update", Hang, Hang, Hang, Hang);
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAsync<TimeoutException>(() => NewClient(TimeSpan.FromMilliseconds(200)).CallAsync(Call(), default));

        Assert.Equal(4, _slack.Received.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Answer_StallsInItsBody_EndsInTime()
    {
        _slack.Script("chat.update", async context =>
        {
            await context.Response.WriteAsync("{\"ok\":");
            await context.Response.Body.FlushAsync();
            await Hang(context);
        }, Ok);

        await NewClient(TimeSpan.FromMilliseconds(300)).CallAsync(Call(), default);

        Assert.Equal(2, _slack.Received.Count);
    }

    [Fact]
    public async Task Answer_WithoutEnd_IsCut()
    {
        _slack.Script("chat.update", async context =>
        {
            var junk = new byte[64 * 1024];
            try
            {
                while (true) await context.Response.Body.WriteAsync(junk, context.RequestAborted);
            }
            catch (Exception problem) when (problem is OperationCanceledException or IOException)
            {
                // The client has had enough.
            }
        });

        Assert.Equal(SlackApiException.NoJson, (await RefusedAsync(Call(isRepeated: false))).Code);
    }

    [Fact]
    public async Task Json_TooDeep_IsNone()
    {
        _slack.Script("chat.update", Json(200, new string('[', 5_000) + new string(']', 5_000)));

        Assert.Equal(SlackApiException.NoJson, (await RefusedAsync(Call(isRepeated: false))).Code);
    }

    [Fact]
    public async Task Call_WorthNothingLater_IsMadeOnce()
    {
        _slack.Script("chat.update", Json(503, "{}"), Ok);

        await RefusedAsync(Call(isRepeated: false));

        Assert.Single(_slack.Received);
    }

    [Fact]
    public async Task Cancellation_DuringTheWait_IsHeard()
    {
        _slack.Script("chat.update", Json(429, "", ("Retry-After", "30")));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.CallAsync(Call(), stop.Token));
    }

    [Fact]
    public async Task ResponseUrl_IsAnsweredFiveTimesWithoutAToken()
    {
        var address = new Uri(_slack.Root, "/actions/T1/1/key");
        _slack.Script("key", Say(200, "text/plain", "ok"));

        for (var use = 0; use < 5; use++) await _client.RespondAsync(address, new JsonObject { ["text"] = "done" }, default);
        var refused = await Assert.ThrowsAsync<SlackApiException>(() => _client.RespondAsync(address, [], default));

        Assert.Equal(("used_url", 5), (refused.Code, _slack.Received.Count));
        Assert.All(_slack.Received, request => Assert.Equal(("", "done"), (request.Authorization, (string?)request.Json["text"])));
    }

    [Fact]
    public async Task ResponseUrl_Expired_IsARefusal()
    {
        _slack.Script("key", Json(404, """{"ok":false,"error":"expired_url"}"""));

        var refused = await Assert.ThrowsAsync<SlackApiException>(() => _client.RespondAsync(new Uri(_slack.Root, "/actions/key"), [], default));

        Assert.Equal("expired_url", refused.Code);
        Assert.DoesNotContain("key", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.slack.com/actions/T1/1/key", true)]
    [InlineData("https://HOOKS.slack.com/commands/1/2", true)]
    [InlineData("http://hooks.slack.com/actions/1", false)]
    [InlineData("https://hooks.slack.com:8443/actions/1", false)]
    [InlineData("https://hooks.slack.com@evil.example/", false)]
    [InlineData("https://user@hooks.slack.com/", false)]
    [InlineData("https://evilhooks.slack.com/", false)]
    [InlineData("https://hooks.slack.com.evil.example/", false)]
    [InlineData("http://127.0.0.1:80/actions", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    public void ResponseUrl_OfEveryKind_IsJudgedByItsHost(string address, bool expected) =>
        Assert.Equal(expected, new ResponseUrls(new Uri("https://slack.com/api/")).Allows(new Uri(address)));

    [Fact]
    public void ResponseUrl_OnTheLoopback_IsThatOfTheApiAlone()
    {
        var urls = new ResponseUrls(_slack.Api);

        Assert.True(urls.Allows(new Uri(_slack.Root, "/actions")));
        Assert.False(urls.Allows(new Uri("http://127.0.0.1:1/actions")));
        Assert.False(new ResponseUrls(new Uri("https://gateway.example/api/")).Allows(new Uri("https://gateway.example/actions")));
    }
}
