using System.IO.Compression;
using System.Text.Json;

namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>The build target that makes the app package: what comes out, and what it says to values that Teams would refuse.</summary>
public sealed class TeamsPackageTests
{
    private const string BotId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    private const string AppId = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Host = "churn-5058.euw.devtunnels.ms";

    [Fact]
    public async Task TeamsPackage_ForABot_HoldsManifestAndIconsAtItsRoot()
    {
        using var build = new TeamsPackageBuild();
        var (exitCode, output) = await build.RunAsync($"BotAppId={BotId}", $"BotDomain={Host}");
        Assert.True(exitCode == 0, output);
        var entries = build.Entries;
        Assert.Equal(["color.png", "manifest.json", "outline.png"], entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(ManifestSource.Folder, "color.png")), entries["color.png"]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(ManifestSource.Folder, "outline.png")), entries["outline.png"]);
        var manifest = build.Manifest;
        Assert.Equal(BotId, manifest.GetProperty("id").GetString());
        Assert.Equal(BotId, manifest.GetProperty("bots")[0].GetProperty("botId").GetString());
        Assert.Equal($"https://{Host}/", manifest.GetProperty("developer").GetProperty("privacyUrl").GetString());
        Assert.Empty(ManifestRules.Violations(manifest));
    }

    [Fact]
    public async Task TeamsPackage_WithEveryValueGiven_DiffersFromItsSourceInThemAlone()
    {
        using var build = new TeamsPackageBuild();
        var (exitCode, output) = await build.RunAsync($"BotAppId={BotId}", $"TeamsAppId={AppId}", $"BotDomain={Host}", "DeveloperName=O'Neil & Söhne%2C (Wien)%3B %24(Path)",
            "DeveloperWebsite=https://example.com/churn", "DeveloperPrivacy=https://example.com/privacy?of=bot&v=%2520", "DeveloperTermsOfUse=https://example.com/terms#bot");
        Assert.True(exitCode == 0, output);
        var expected = ManifestSource.FilledWith(("BOT_APP_ID", BotId), ("TEAMS_APP_ID", AppId), ("BOT_DOMAIN", Host), ("DEVELOPER_NAME", "O'Neil & Söhne, (Wien); $(Path)"),
            ("DEVELOPER_WEBSITE", "https://example.com/churn"), ("DEVELOPER_PRIVACY", "https://example.com/privacy?of=bot&v=%20"), ("DEVELOPER_TERMS_OF_USE", "https://example.com/terms#bot"));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), build.Manifest), build.Manifest.GetRawText());
        Assert.Empty(ManifestRules.Violations(build.Manifest));
    }

    [Fact]
    public async Task TeamsPackage_ValuesInTheEnvironment_AreTakenWhereNoPropertyIsGiven()
    {
        using var build = new TeamsPackageBuild();
        var (exitCode, output) = await build.RunAsync([("BOT_APP_ID", BotId), ("TEAMS_APP_ID", AppId), ("BOT_DOMAIN", "elsewhere.example.com")], $"BotDomain={Host}");
        Assert.True(exitCode == 0, output);
        Assert.Equal(AppId, build.Manifest.GetProperty("id").GetString());
        Assert.Equal(BotId, build.Manifest.GetProperty("bots")[0].GetProperty("botId").GetString());
        Assert.Equal([Host], build.Manifest.GetProperty("validDomains").EnumerateArray().Select(domain => domain.GetString()!));
    }

    [Fact]
    public async Task TeamsPackage_MadeTwice_HasTheSameBytes()
    {
        using var build = new TeamsPackageBuild();
        await build.RunAsync($"BotAppId={BotId}", $"BotDomain={Host}");
        var first = File.ReadAllBytes(build.PackageFile);
        await build.RunAsync($"BotAppId={BotId}", $"BotDomain={Host}");
        Assert.Equal(first, File.ReadAllBytes(build.PackageFile));
        using var zip = ZipFile.OpenRead(build.PackageFile);
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(2000, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Theory]
    [InlineData("BotAppId is “”", "BotDomain=" + Host)]
    [InlineData("BotAppId is “my-bot”", "BotAppId=my-bot", "BotDomain=" + Host)]
    [InlineData("BotDomain is “”", "BotAppId=" + BotId)]
    [InlineData("BotDomain is “https://churn.example.com”", "BotAppId=" + BotId, "BotDomain=https://churn.example.com")]
    [InlineData("BotDomain is “churn.example.com:5058”", "BotAppId=" + BotId, "BotDomain=churn.example.com:5058")]
    [InlineData("BotDomain is “localhost”", "BotAppId=" + BotId, "BotDomain=localhost")]
    [InlineData("BotDomain is “127.0.0.1”", "BotAppId=" + BotId, "BotDomain=127.0.0.1")]
    [InlineData("BotDomain is “x.example.com') or ('a”", "BotAppId=" + BotId, "BotDomain=x.example.com') or ('a")]
    [InlineData("TeamsAppId is “7”", "BotAppId=" + BotId, "BotDomain=" + Host, "TeamsAppId=7")]
    [InlineData("DeveloperName is “A\"B”", "BotAppId=" + BotId, "BotDomain=" + Host, "DeveloperName=A%22B")]
    [InlineData("DeveloperPrivacy is “http://example.com/”", "BotAppId=" + BotId, "BotDomain=" + Host, "DeveloperPrivacy=http://example.com/")]
    [InlineData("DeveloperTermsOfUse is “https://example.com/\"”", "BotAppId=" + BotId, "BotDomain=" + Host, "DeveloperTermsOfUse=https://example.com/%22")]
    public async Task TeamsPackage_ValueThatTeamsWouldRefuse_EndsWithOneSentenceAndNoPackage(string found, params string[] properties)
    {
        using var build = new TeamsPackageBuild();
        var (exitCode, output) = await build.RunAsync([("BOT_APP_ID", ""), ("BOT_DOMAIN", "")], properties);
        Assert.NotEqual(0, exitCode);
        var errors = output.Split('\n').Where(line => line.Contains(": error", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct();
        Assert.Contains($": error : {found}; expected ", Assert.Single(errors), StringComparison.Ordinal);
        Assert.False(File.Exists(build.PackageFile));
    }
}
