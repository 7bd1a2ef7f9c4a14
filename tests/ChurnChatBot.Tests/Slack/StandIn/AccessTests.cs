using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>An app is installed by a code, and its tokens are renewed where they rotate.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private readonly AdjustableClock _clock = new();
    private StandInSlack _slack = null!;
    private StandInCaller _caller = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync(new StandInSlackOptions { Clock = _clock, RotatesTokens = true });
        _caller = StandInCaller.For(_slack);
        _caller.Use(null);
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Code_FromThePage_GivesATokenOnce()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var page = await browser.GetAsync(new Uri(_slack.Root, $"oauth/v2/authorize?client_id={_slack.Options.ClientId}&scope=chat:write&state=s%201&redirect_uri=https%3A%2F%2Fbot.example.com%2Fback"));
        var back = page.Headers.Location!;
        var code = back.Query.Split('&')[0]["?code=".Length..];

        var token = await AccessAsync(("code", code));
        var again = await AccessAsync(("code", code));
        _caller.Use((string)token.Body!["access_token"]!);

        Assert.EndsWith("&state=s%201", back.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("invalid_code", again.Error);
        Assert.Equal(_slack.Workspace.TeamId, (string?)(await _caller.CallFormAsync("auth.test")).Body!["team_id"]);
    }

    [Fact]
    public async Task Token_AfterTwelveHours_IsRenewedByARefreshTokenThatIsGoodOnce()
    {
        var first = (await AccessAsync(("code", _slack.Tokens.Code(_slack.Workspace)))).Body!;
        _clock.Now += TimeSpan.FromHours(12);
        _caller.Use((string)first["access_token"]!);
        var expired = await _caller.CallFormAsync("auth.test");
        _caller.Use(null);
        var second = await AccessAsync(("grant_type", "refresh_token"), ("refresh_token", (string)first["refresh_token"]!));
        var stale = await AccessAsync(("grant_type", "refresh_token"), ("refresh_token", (string)first["refresh_token"]!));
        _caller.Use((string)second.Body!["access_token"]!);

        Assert.Equal(("token_expired", "invalid_refresh_token"), (expired.Error, stale.Error));
        Assert.True((await _caller.CallFormAsync("auth.test")).IsOk);
    }

    [Fact]
    public async Task Client_Unknown_GetsNothing()
    {
        var wrongId = await _caller.CallFormAsync("oauth.v2.access", ("client_id", "1"), ("client_secret", _slack.Options.ClientSecret), ("code", "x"));
        var wrongSecret = await _caller.CallFormAsync("oauth.v2.access", ("client_id", _slack.Options.ClientId), ("client_secret", "x"), ("code", "x"));

        Assert.Equal(("invalid_client_id", "bad_client_secret"), (wrongId.Error, wrongSecret.Error));
    }

    private Task<StandInCaller.Answer> AccessAsync(params (string Name, string Value)[] fields) =>
        _caller.CallFormAsync("oauth.v2.access", [("client_id", _slack.Options.ClientId), ("client_secret", _slack.Options.ClientSecret), .. fields]);
}
