using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Tests.Slack.Install;

public sealed class InstallationsTests : InstallTest
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Token_OfTheConfigurationAlone_IsTakenAsItStands()
    {
        var installations = new Installations(new SlackOptions { BotToken = "xoxb-1" });

        Assert.Equal("xoxb-1", (await installations.TokenAsync("T1", None))!.Value);
        Assert.Null(await new Installations(new SlackOptions()).TokenAsync("T1", None));
        Assert.False(await installations.RemoveAsync("T1", null, Noon, None));
    }

    [Fact]
    public async Task Workspaces_EachHaveTheirOwnToken()
    {
        await InstallAsync("code-1");
        Slack.Installed = TokenIssuer.Workspace("T2", "Other");
        await InstallAsync("code-2");
        var installations = InstallationsOf(Process());

        Assert.Equal("xoxb-access-1", (await installations.TokenAsync("T1", None))!.Value);
        Assert.Equal("xoxb-access-2", (await installations.TokenAsync("T2", None))!.Value);
    }

    [Fact]
    public async Task Organisation_ServesTheWorkspacesThatAreKnownToBelongToIt()
    {
        Slack.Installed = TokenIssuer.Organisation("E1", "Acme");
        await InstallAsync();
        var installations = InstallationsOf(Process());
        Assert.Null(await installations.TokenAsync("T7", None));

        await installations.NoteTeamAsync("T7", "E1", None);
        await installations.NoteTeamAsync("T7", "E1", None);
        await installations.NoteTeamAsync("T8", "E2", None);

        var token = (await installations.TokenAsync("T7", None))!;
        Assert.Equal(("xoxb-access-1", "T7"), (token.Value, token.TeamId));
        Assert.Equal("xoxb-access-1", (await installations.TokenAsync("E1", None))!.Value);
        Assert.Null(await installations.TokenAsync("T8", None));
    }

    [Fact]
    public async Task Workspace_WithAnInstallationOfItsOwn_IsServedByThat()
    {
        Slack.Installed = TokenIssuer.Organisation("E1", "Acme");
        await InstallAsync("code-1");
        Slack.Installed = TokenIssuer.Workspace("T7", "Sales", "E1");
        await InstallAsync("code-2");
        var installations = InstallationsOf(Process());
        await installations.NoteTeamAsync("T7", "E1", None);

        Assert.Equal("xoxb-access-2", (await installations.TokenAsync("T7", None))!.Value);
        Assert.True(await installations.RemoveAsync("T7", "E1", Clock.Now, None));
        Assert.Equal("xoxb-access-1", (await installations.TokenAsync("T7", None))!.Value);
    }

    /// <summary>app_uninstalled and tokens_revoked: whichever comes first removes, the other finds nothing, and neither may take a later installation.</summary>
    [Fact]
    public async Task Removal_RepeatedAndLate_TakesOnlyWhatWasThereBefore()
    {
        await InstallAsync("code-1");
        var installations = InstallationsOf(Process());
        var uninstalledAt = Clock.Now.AddMinutes(5);

        Assert.True(await installations.RemoveAsync("T1", null, uninstalledAt, None));
        Assert.Null(await installations.TokenAsync("T1", None));
        Assert.False(await installations.RemoveAsync("T1", null, uninstalledAt, None));
        Clock.Now += TimeSpan.FromMinutes(6);
        await InstallAsync("code-2");
        Assert.False(await installations.RemoveAsync("T1", null, uninstalledAt, None));

        Assert.Equal("xoxb-access-2", (await installations.TokenAsync("T1", None))!.Value);
        Assert.Equal(1, Count("slack_installation"));
    }

    [Fact]
    public async Task Removal_OfAnOrganisation_LeavesWorkspacesThatInstalledItThemselves()
    {
        Slack.Installed = TokenIssuer.Organisation("E1", "Acme");
        await InstallAsync("code-1");
        Slack.Installed = TokenIssuer.Workspace("T7", "Sales", "E1");
        await InstallAsync("code-2");
        var installations = InstallationsOf(Process());

        Assert.True(await installations.RemoveAsync(null, "E1", Clock.Now, None));

        Assert.Null(await installations.TokenAsync("E1", None));
        Assert.Equal("xoxb-access-2", (await installations.TokenAsync("T7", None))!.Value);
    }

    [Fact]
    public async Task Removal_InTheSecondOfTheInstallation_CountsAsAfterIt()
    {
        Clock.Now += TimeSpan.FromMilliseconds(700);
        await InstallAsync();

        Assert.True(await InstallationsOf(Process()).RemoveAsync("T1", null, DateTimeOffset.FromUnixTimeSeconds(Clock.Now.ToUnixTimeSeconds()), None));
    }
}
