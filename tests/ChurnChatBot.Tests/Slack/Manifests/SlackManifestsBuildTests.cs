using System.Diagnostics;
using System.Text.Json;

namespace ChurnChatBot.Tests.Slack.Manifests;

/// <summary>The build target that fills a host into the manifests, run for real into a folder of its own.</summary>
public sealed class SlackManifestsBuildTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("churn-slack-manifests-");

    [Fact]
    public async Task SlackManifests_ForAHost_DifferFromTheirSourceInItAlone()
    {
        var (exitCode, output) = await RunAsync($"BotDomain={SlackManifest.Domain}");

        Assert.True(exitCode == 0, output);
        foreach (var manifest in SlackManifest.All.Where(manifest => manifest.HasAddress))
            Assert.Equal(manifest.Filled.TrimEnd(), Built(manifest).TrimEnd());
    }

    [Fact]
    public async Task SlackManifests_ForATokenByHand_DoNotRotate()
    {
        var (exitCode, output) = await RunAsync($"BotDomain={SlackManifest.Domain}", "SlackTokenRotation=false");

        Assert.True(exitCode == 0, output);
        foreach (var manifest in SlackManifest.All.Where(manifest => manifest.HasAddress))
            Assert.False(JsonElement.Parse(Built(manifest)).GetProperty("settings").GetProperty("token_rotation_enabled").GetBoolean());
    }

    [Theory]
    [InlineData("BotDomain is “”", "BotDomain=")]
    [InlineData("BotDomain is “https://churn.example.com”", "BotDomain=https://churn.example.com")]
    [InlineData("BotDomain is “x.example.com\"”", "BotDomain=x.example.com%22")]
    [InlineData("SlackTokenRotation is “no”", "BotDomain=" + SlackManifest.Domain, "SlackTokenRotation=no")]
    public async Task SlackManifests_ForAValueThatSlackWouldRefuse_EndWithOneSentence(string found, params string[] properties)
    {
        var (exitCode, output) = await RunAsync(properties);

        Assert.NotEqual(0, exitCode);
        var errors = output.Split('\n').Where(line => line.Contains(": error", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct();
        Assert.Contains($": error : {found}; expected ", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Built(SlackManifest manifest) => File.ReadAllText(Path.Combine(_folder.FullName, manifest.Name));

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet", ["build", Path.Combine(Repository.Root, "src", "ChurnChatBot"), "-t:SlackManifests", "--no-restore", "--nologo", "-v", "q", "-tl:off", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        foreach (var property in properties.Prepend($"SlackManifestFolder={_folder.FullName}")) start.ArgumentList.Add($"-p:{property}");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["BOT_DOMAIN"] = "";
        using var limit = new CancellationTokenSource(Limit);
        using var build = Process.Start(start)!;
        try
        {
            var output = await build.StandardOutput.ReadToEndAsync(limit.Token);
            await build.WaitForExitAsync(limit.Token);
            return (build.ExitCode, output);
        }
        finally
        {
            if (!build.HasExited) build.Kill(entireProcessTree: true);
        }
    }
}
