using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.Install;

public sealed class InstalledTokensTests : InstallTest
{
    [Fact]
    public async Task Token_OfAWorkspace_ComesWithWhatWasGranted()
    {
        await InstallAsync();

        var token = (await Process().ForAsync("T1", CancellationToken.None))!;

        Assert.Equal(("xoxb-access-1", "T1", "UBOT", "B1"), (token.Value, token.TeamId, token.BotUserId, token.BotId));
        Assert.Equal(["chat:write", "commands"], token.Scopes.Order());
        Assert.DoesNotContain("xoxb", token.ToString(), StringComparison.Ordinal);
        Assert.Null(await TokenAsync(Process(), "T2"));
        Assert.Empty(Slack.Renewals);
    }

    [Fact]
    public async Task Tokens_AsStored_CannotBeRead()
    {
        Slack.Rotates = true;
        await InstallAsync();

        var stored = Raw(connection => connection.ExecuteScalar<string>("SELECT tokens FROM slack_installation"))!;
        Assert.DoesNotContain("xox", stored, StringComparison.Ordinal);
        Assert.Equal(new TokenPair("xoxb-access-1", "xoxe-refresh-1"), Vault.Open("T1", stored));
        Assert.Null(Vault.Open("T2", stored));
    }

    [Fact]
    public async Task Token_WhoseKeysAreGone_IsNotInstalledAndSaysSoOnce()
    {
        await InstallAsync();
        var stranger = new InstalledTokens(Database, new TokenVault(new EphemeralDataProtectionProvider()), Slack.Client(), Clock, Log);

        Assert.Null(await TokenAsync(stranger));
        Assert.Null(await TokenAsync(stranger));

        Assert.Equal(2, Log.Text.Split("cannot be read").Length);
        Assert.StartsWith("Error", Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_ShortlyBeforeItsEnd_IsRenewedOnceForAllWhoAsk()
    {
        Slack.Rotates = true;
        await InstallAsync();
        var process = Process();
        Clock.Now += Slack.Lifetime - InstalledTokens.Margin - TimeSpan.FromSeconds(1);
        Assert.Equal("xoxb-access-1", await TokenAsync(process));

        Clock.Now += TimeSpan.FromSeconds(1);
        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => TokenAsync(process))));

        Assert.All(tokens, token => Assert.Equal("xoxb-access-2", token));
        Assert.Equal("xoxe-refresh-1", Assert.Single(Slack.Renewals).Form["refresh_token"]);
        Reopen();
        Assert.Equal("xoxb-access-2", await TokenAsync(Process()));
    }

    [Fact]
    public async Task Token_InSeveralProcesses_IsRenewedByOne()
    {
        Slack.Rotates = true;
        await InstallAsync();
        var processes = Enumerable.Range(0, 4).Select(_ => Process()).ToArray();
        Clock.Now += Slack.Lifetime - TimeSpan.FromMinutes(1);

        // Those that come too late go on with the earlier token, which still holds.
        var tokens = await Task.WhenAll(processes.Select(process => Task.Run(() => TokenAsync(process))));

        Assert.All(tokens, token => Assert.Contains(token, new[] { "xoxb-access-1", "xoxb-access-2" }));
        Assert.Contains("xoxb-access-2", tokens);
        Assert.Single(Slack.Renewals);
        Assert.All(await Task.WhenAll(processes.Select(process => TokenAsync(process))), token => Assert.Equal("xoxb-access-2", token));
    }

    [Fact]
    public async Task Token_ThatHasEnded_IsWaitedForWhileAnotherProcessRenewsIt()
    {
        Slack.Rotates = true;
        await InstallAsync();
        Clock.Now += Slack.Lifetime;
        var row = (await Database.FindInstallationAsync("T1"))!;
        var claim = (await Database.ClaimRenewalAsync(row, Clock.Now + InstalledTokens.Lease, Clock.Now))!.Value;
        var waiting = TokenAsync(Process());
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);

        Assert.True(await Database.SaveRenewalAsync("T1", claim, new StoredTokens(Vault.Close("T1", new TokenPair("xoxb-of-the-other", "xoxe-next")), Clock.Now.AddHours(12), Clock.Now.AddHours(11))));

        Assert.Equal("xoxb-of-the-other", await waiting);
        Assert.Empty(Slack.Renewals);
    }

    [Fact]
    public async Task Renewal_OfAProcessThatDied_IsTakenOverWhenItsTimeIsUp()
    {
        Slack.Rotates = true;
        await InstallAsync();
        Clock.Now += Slack.Lifetime - TimeSpan.FromMinutes(30);
        var row = (await Database.FindInstallationAsync("T1"))!;
        await Database.ClaimRenewalAsync(row, Clock.Now + InstalledTokens.Lease, Clock.Now);
        Assert.Equal("xoxb-access-1", await TokenAsync(Process()));

        Clock.Now += InstalledTokens.Lease;

        Assert.Equal("xoxb-access-2", await TokenAsync(Process()));
    }

    [Fact]
    public async Task Renewal_WhenSlackIsDown_LeavesTheTokenUntilItEndsAndIsTriedAgain()
    {
        Slack.Rotates = true;
        await InstallAsync();
        var process = Process();
        Clock.Now += Slack.Lifetime - TimeSpan.FromMinutes(5);
        Slack.Trouble = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        Assert.Equal("xoxb-access-1", await TokenAsync(process));
        Assert.Equal("xoxb-access-1", await TokenAsync(process));
        Assert.Single(Slack.Renewals);
        Clock.Now += TimeSpan.FromMinutes(5);
        await Assert.ThrowsAsync<HttpRequestException>(() => TokenAsync(process));
        Slack.Trouble = null;
        Clock.Now += InstalledTokens.FailureRest;

        Assert.Equal("xoxb-access-2", await TokenAsync(process));
        Assert.DoesNotContain("xox", Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewal_ThatSlackRefuses_SaysSoLoudlyAndRests()
    {
        Slack.Rotates = true;
        await InstallAsync();
        var process = Process();
        Clock.Now += Slack.Lifetime - TimeSpan.FromMinutes(5);
        Slack.Trouble = context => context.Response.WriteAsync("""{"ok":false,"error":"token_revoked"}""");

        Assert.Equal("xoxb-access-1", await TokenAsync(process));
        Clock.Now += TimeSpan.FromMinutes(5);
        Assert.Null(await TokenAsync(process));

        Assert.Single(Slack.Renewals);
        Assert.Contains("Error Slack refused to renew the tokens of T1: token_revoked.", Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewal_DuringWhichItWasInstalledAnew_LosesToTheNewInstallation()
    {
        Slack.Rotates = true;
        await InstallAsync();
        Clock.Now += Slack.Lifetime - TimeSpan.FromMinutes(5);
        var row = (await Database.FindInstallationAsync("T1"))!;
        var claim = (await Database.ClaimRenewalAsync(row, Clock.Now + InstalledTokens.Lease, Clock.Now))!.Value;

        await InstallAsync("code-2");

        Assert.False(await Database.SaveRenewalAsync("T1", claim, new StoredTokens("late")));
        Assert.Equal("xoxb-access-2", await TokenAsync(Process()));
    }

    [Fact]
    public async Task Token_OfShortLife_IsRenewedAtItsHalf()
    {
        (Slack.Rotates, Slack.Lifetime) = (true, TimeSpan.FromMinutes(10));
        await InstallAsync();
        var process = Process();

        Clock.Now += TimeSpan.FromMinutes(4);
        Assert.Equal("xoxb-access-1", await TokenAsync(process));
        Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("xoxb-access-2", await TokenAsync(process));
    }
}
