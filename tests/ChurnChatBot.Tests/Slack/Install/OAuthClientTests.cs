using System.Text;
using System.Text.Json;
using ChurnChatBot.Slack.Install;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.Install;

public sealed class OAuthClientTests : IAsyncLifetime
{
    private static readonly Uri Return = new("https://churn.example.com/slack/oauth");
    private TokenIssuer _slack = null!;

    public async Task InitializeAsync() => _slack = await TokenIssuer.StartAsync();

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    [Fact]
    public async Task Exchange_OfACode_ProvesTheAppInAHeader()
    {
        _slack.Rotates = true;

        var access = await ExchangeAsync("code-1");

        Assert.Equal(("T1", "Acme", "UBOT", "A1", TimeSpan.FromHours(12)), (access.InstallationId, access.Name, access.BotUserId, access.AppId, access.ExpiresIn));
        var call = Assert.Single(_slack.Calls);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("1234.5678:the-client-secret")), call.Authorization);
        Assert.Equal(["code", "redirect_uri"], call.Form.Keys.Order());
        Assert.Equal(Return.AbsoluteUri, call.Form["redirect_uri"]);
        Assert.DoesNotContain("xox", access.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_OfAUsedCode_IsRefusedWithSlacksWord()
    {
        await ExchangeAsync("code-1");

        var refusal = await Assert.ThrowsAsync<SlackRefusalException>(() => ExchangeAsync("code-1"));

        Assert.Equal("invalid_code", refusal.Error);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"<script>alert(1)</script>"}""")]
    [InlineData("""{"ok":false,"error":{"a":1}}""")]
    [InlineData("""{"ok":false}""")]
    [InlineData("""[]""")]
    [InlineData("""{"ok":"true"}""")]
    public async Task Exchange_RefusedInOddWords_IsAnUnknownError(string answer)
    {
        _slack.Trouble = context => context.Response.WriteAsync(answer);

        Assert.Equal("unknown_error", (await Assert.ThrowsAsync<SlackRefusalException>(() => ExchangeAsync("code-1"))).Error);
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"token_type":"user","access_token":"xoxp-1","team":{"id":"T1"}}""")]
    [InlineData("""{"ok":true,"token_type":"bot","access_token":""}""")]
    [InlineData("""{"ok":true,"token_type":"bot","access_token":7}""")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    public async Task Exchange_AnsweredWithoutABotsToken_FailsAsTheWorldDoes(string answer)
    {
        _slack.Trouble = context => context.Response.WriteAsync(answer);

        await Assert.ThrowsAsync<HttpRequestException>(() => ExchangeAsync("code-1"));
    }

    [Fact]
    public async Task Answer_ThatIsTooLargeOrTooLateOrElsewhere_IsNotTaken()
    {
        _slack.Trouble = context => context.Response.WriteAsync($$"""{"ok":true,"padding":"{{new string('x', 300 * 1024)}}"}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => ExchangeAsync("code-1"));
        _slack.Trouble = context =>
        {
            context.Response.Redirect("https://elsewhere.example.com/");
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => ExchangeAsync("code-1"));
        _slack.Trouble = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var hasty = _slack.Client(_slack.Options with { CallTimeout = TimeSpan.FromMilliseconds(200) });
        await Assert.ThrowsAsync<HttpRequestException>(() => hasty.ExchangeAsync("code-1", Return, CancellationToken.None));
    }

    [Fact]
    public void Access_WithIdsThatAreNone_HasNone()
    {
        var access = OAuthAccess.Read(JsonElement.Parse("""
            {"access_token":"xoxb-1","token_type":"bot","team":{"id":"../T1","name":"A"},"app_id":"a1","bot_user_id":"","expires_in":-5,"enterprise":null}
            """))!;

        Assert.Equal((null, null, null, null), (access.InstallationId, access.AppId, access.BotUserId, access.ExpiresIn));
    }

    private Task<OAuthAccess> ExchangeAsync(string code) => _slack.Client().ExchangeAsync(code, Return, CancellationToken.None);
}
