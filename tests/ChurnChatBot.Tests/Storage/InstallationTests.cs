using ChurnChatBot.Storage;
using Dapper;

namespace ChurnChatBot.Tests.Storage;

public sealed class InstallationTests : StorageTest
{
    private static readonly NewInstallation Acme = new() { Id = "T1", EnterpriseId = "E1", BotUserId = "U1", BotId = "B1", Scopes = "chat:write", Tokens = new StoredTokens("secret", Noon.AddHours(12), Noon.AddHours(11)), At = Noon };

    [Fact]
    public async Task Open_DatabaseOfBefore_GetsTheTablesAndKeepsItsProjects()
    {
        await CreateAsync();
        Database.Dispose();
        Raw(connection => connection.Execute("DROP TABLE slack_installation; DROP TABLE slack_team; DROP TABLE slack_used_state; DROP TABLE message_removal; PRAGMA user_version = 4;"));

        Reopen();

        await Database.SaveInstallationAsync(Acme);
        Assert.Equal("secret", (await Database.FindInstallationAsync("T1"))!.Tokens.Text);
        Assert.Equal("customers", (await Database.FindProjectAsync(Thread))!.Name);
    }

    [Fact]
    public async Task Installation_SavedAgain_ReplacesTheEarlierUnderANewVersion()
    {
        await Database.SaveInstallationAsync(Acme);
        var first = (await Database.FindInstallationAsync("T1"))!;
        Assert.Equal(("E1", "U1", "B1", "chat:write", Acme.Tokens, Noon), (first.EnterpriseId, first.BotUserId, first.BotId, first.Scopes, first.Tokens, first.InstalledAt));
        await Database.ClaimRenewalAsync(first, Noon.AddMinutes(1), Noon);

        await Database.SaveInstallationAsync(Acme with { Tokens = new StoredTokens("another"), At = Noon.AddDays(1) });

        var second = (await Database.FindInstallationAsync("T1"))!;
        Assert.Equal(new StoredTokens("another"), second.Tokens);
        Assert.Null(second.RenewingUntil);
        Assert.True(second.Version > first.Version + 1);
        Assert.Equal(1, Count("slack_installation"));
    }

    [Fact]
    public async Task Renewal_OfOneVersion_IsClaimedOnce()
    {
        await Database.SaveInstallationAsync(Acme);
        var row = (await Database.FindInstallationAsync("T1"))!;

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Database.ClaimRenewalAsync(row, Noon.AddMinutes(1), Noon)));

        Assert.Single(claims, claim => claim is not null);
        Assert.Null(await Database.ClaimRenewalAsync((await Database.FindInstallationAsync("T1"))!, Noon.AddMinutes(2), Noon));
        Assert.NotNull(await Database.ClaimRenewalAsync((await Database.FindInstallationAsync("T1"))!, Noon.AddMinutes(2), Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task Removed_Tokens_AreNoLongerInTheFiles()
    {
        await Database.SaveInstallationAsync(Acme with { Tokens = new StoredTokens("ENCRYPTED-TOKENS-OF-ACME") });

        Assert.True(await Database.RemoveInstallationAsync("T1", Noon.AddSeconds(1)));
        Database.Dispose();

        Assert.DoesNotContain("ENCRYPTED-TOKENS-OF-ACME", string.Concat(Directory.GetFiles(Folder.Root).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallState_IsUsedOnceAndForgottenWhenItHasExpired()
    {
        Assert.True(await Database.UseInstallStateAsync("a", Noon.AddMinutes(10), Noon));
        Assert.False(await Database.UseInstallStateAsync("a", Noon.AddMinutes(10), Noon.AddMinutes(9)));
        Assert.True(await Database.UseInstallStateAsync("b", Noon.AddMinutes(20), Noon.AddMinutes(10)));

        Assert.Equal(1, Count("slack_used_state"));
    }
}
