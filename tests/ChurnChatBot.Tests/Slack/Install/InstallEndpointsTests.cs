using System.Net;
using System.Web;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;

namespace ChurnChatBot.Tests.Slack.Install;

public sealed class InstallEndpointsTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder _folder = new();
    private TokenIssuer _slack = null!;
    private InstallHost _host = null!;

    public async Task InitializeAsync()
    {
        _slack = await TokenIssuer.StartAsync();
        _host = await InstallHost.StartAsync(_slack.Options, _folder);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _slack.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Installation_FromBeginningToEnd_LeavesATokenForTheWorkspace()
    {
        var (address, state, cookie) = await _host.BeginAsync();
        var asked = HttpUtility.ParseQueryString(address.Query);
        Assert.StartsWith("https://slack.com/oauth/v2/authorize?", address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal((TokenIssuer.ClientId, "https://churn.example.com/slack/oauth"), (asked["client_id"]!, asked["redirect_uri"]!));
        Assert.Equal(SlackFeatures.Scopes.Select(scope => scope.Name), asked["scope"]!.Split(','));

        var (status, page) = await _host.ReturnAsync($"code=code-1&state={Uri.EscapeDataString(state)}", cookie);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("The bot is installed in Acme.", page, StringComparison.Ordinal);
        Assert.Contains("https://slack.com/app_redirect?app=A1&amp;team=T1", page, StringComparison.Ordinal);
        var token = (await _host.Service<Installations>().TokenAsync("T1", None))!;
        Assert.Equal(("xoxb-access-1", "B1"), (token.Value, token.BotId));
        Assert.NotEmpty(Directory.GetFiles(_folder.File("keys"), "key-*.xml"));
    }

    [Fact]
    public async Task Installation_AfterARestart_IsStillThere()
    {
        await InstallAsync("code-1");
        await _host.DisposeAsync();
        _host = await InstallHost.StartAsync(_slack.Options, _folder);

        Assert.Equal("xoxb-access-1", (await _host.Service<Installations>().TokenAsync("T1", None))!.Value);
    }

    [Fact]
    public async Task Installation_InAWholeOrganisation_IsKeptUnderItsId()
    {
        _slack.Installed = TokenIssuer.Organisation("E1", "Acme Group");

        var (status, page) = await InstallAsync("code-1");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Acme Group", page, StringComparison.Ordinal);
        Assert.DoesNotContain("app_redirect", page, StringComparison.Ordinal);
        Assert.NotNull(await _host.Service<ProjectDatabase>().FindInstallationAsync("E1"));
    }

    [Fact]
    public async Task Return_TheSecondTime_IsNotTaken()
    {
        var (_, state, cookie) = await _host.BeginAsync();
        await _host.ReturnAsync($"code=code-1&state={Uri.EscapeDataString(state)}", cookie);

        await AssertNotOursAsync($"code=code-2&state={Uri.EscapeDataString(state)}", cookie);
    }

    [Fact]
    public async Task Return_InAnotherBrowser_IsNotTaken()
    {
        var mine = await _host.BeginAsync();
        var others = await _host.BeginAsync();

        await AssertNotOursAsync($"code=code-1&state={Uri.EscapeDataString(mine.State)}", others.Cookie);
        await AssertNotOursAsync($"code=code-1&state={Uri.EscapeDataString(mine.State)}", null);
        await AssertNotOursAsync($"code=code-1&state={Uri.EscapeDataString(mine.State)}", InstallEndpoints.Cookie + "=");
    }

    [Fact]
    public async Task Return_AfterTenMinutes_IsNotTaken()
    {
        var (_, state, cookie) = await _host.BeginAsync();
        _host.Clock.Now += InstallStates.Lifetime;

        await AssertNotOursAsync($"code=code-1&state={Uri.EscapeDataString(state)}", cookie);
    }

    [Theory]
    [InlineData("")]
    [InlineData("code=code-1")]
    [InlineData("code=code-1&state=")]
    [InlineData("code=code-1&state=forged")]
    [InlineData("error=%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task Return_WithoutAStateOfOurs_IsNotTaken(string query)
    {
        var (_, _, cookie) = await _host.BeginAsync();

        await AssertNotOursAsync(query, cookie);
    }

    [Fact]
    public async Task Return_OfAPersonWhoTurnedBack_SaysThatNothingHappened()
    {
        var (_, state, cookie) = await _host.BeginAsync();

        var (status, page) = await _host.ReturnAsync($"error=access_denied%3Cb%3E&state={Uri.EscapeDataString(state)}", cookie);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("was cancelled in Slack; nothing was changed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("access_denied", page, StringComparison.Ordinal);
        Assert.Empty(_slack.Calls);
    }

    [Fact]
    public async Task Return_WithACodeThatSlackRefuses_SaysSoInASentence()
    {
        var (status, page) = await InstallAsync("not-a-code");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Slack did not accept the installation.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-code", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_WhenSlackIsDown_SaysSoInASentence()
    {
        _slack.Trouble = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        Assert.Equal(HttpStatusCode.BadGateway, (await InstallAsync("code-1")).Status);
    }

    [Fact]
    public async Task Page_OfAWorkspaceWithMarkUpInItsName_ShowsItAsText()
    {
        _slack.Installed = TokenIssuer.Workspace("T1", "<img src=x onerror=alert(1)>\u202e");

        var (_, page) = await InstallAsync("code-1");

        Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installation_InAWorkspaceThatIsNotServed_KeepsNoToken()
    {
        await _host.DisposeAsync();
        _host = await InstallHost.StartAsync(_slack.Options with { AllowedTeams = ["T2", "E2"] }, _folder);

        Assert.Equal(HttpStatusCode.Forbidden, (await InstallAsync("code-1")).Status);
        _slack.Installed = TokenIssuer.Organisation("E1", "Acme Group");
        Assert.Equal(HttpStatusCode.Forbidden, (await InstallAsync("code-2")).Status);
        Assert.Null(await _host.Service<Installations>().TokenAsync("T1", None));
        _slack.Installed = TokenIssuer.Workspace("T3", "Sales", "E2");
        Assert.Equal(HttpStatusCode.OK, (await InstallAsync("code-3")).Status);
    }

    [Fact]
    public async Task Addresses_WhereNobodyCanInstall_SaySo()
    {
        using var folder = new TemporaryFolder();
        await using var host = await InstallHost.StartAsync(new SlackOptions { SigningSecret = "s", BotToken = "xoxb-1" }, folder);

        foreach (var path in new[] { InstallEndpoints.InstallPath, InstallEndpoints.ReturnPath })
        {
            using var response = await host.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        Assert.False(Directory.Exists(folder.File("keys")));
    }

    private async Task<(HttpStatusCode Status, string Page)> InstallAsync(string code)
    {
        var (_, state, cookie) = await _host.BeginAsync();
        return await _host.ReturnAsync($"code={code}&state={Uri.EscapeDataString(state)}", cookie);
    }

    private async Task AssertNotOursAsync(string query, string? cookie)
    {
        var before = _slack.Calls.Count;
        var (status, page) = await _host.ReturnAsync(query, cookie);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("does not belong to an installation that was begun in this browser", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal(before, _slack.Calls.Count);
    }
}
