using ChurnChatBot.Slack.Install;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Storage;
using ChurnChatBot.Tests.Teams.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace ChurnChatBot.Tests.Slack.Install;

/// <summary>A database and an issuer of tokens for each test, and as many processes over them as it wants.</summary>
public abstract class InstallTest : StorageTest, IAsyncLifetime
{
    private protected AdjustableClock Clock { get; } = new();

    private protected TokenIssuer Slack { get; private set; } = null!;

    private protected TokenVault Vault { get; }

    private protected CapturingLogger<InstalledTokens> Log { get; } = new();

    protected InstallTest() => Vault = new TokenVault(DataProtectionProvider.Create(new DirectoryInfo(Folder.File("keys"))));

    public async Task InitializeAsync() => Slack = await TokenIssuer.StartAsync();

    public async Task DisposeAsync() => await Slack.DisposeAsync();

    private protected InstalledTokens Process() => new(Database, Vault, Slack.Client(), Clock, Log);

    private protected Installations InstallationsOf(InstalledTokens installed) => new(Slack.Options, null, installed, Database);

    /// <summary>As if somebody had gone through the installation.</summary>
    private protected async Task InstallAsync(string code = "code-1") =>
        await Process().InstallAsync(await Slack.Client().ExchangeAsync(code, new Uri("https://churn.example.com/slack/oauth"), CancellationToken.None), "B1", CancellationToken.None);

    private protected static async Task<string?> TokenAsync(InstalledTokens process, string team = "T1") => (await process.ForAsync(team, CancellationToken.None))?.Value;
}
