using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>The build target run for real, into a folder of its own.</summary>
internal sealed class TeamsPackageBuild : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("churn-teams-package-");

    public string PackageFile => Path.Combine(_folder.FullName, "ChurnChatBot.zip");

    public IReadOnlyDictionary<string, byte[]> Entries
    {
        get
        {
            using var zip = ZipFile.OpenRead(PackageFile);
            return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
            {
                using var content = new MemoryStream();
                using (var packed = entry.Open()) packed.CopyTo(content);
                return content.ToArray();
            });
        }
    }

    public JsonElement Manifest => JsonElement.Parse(Entries["manifest.json"]);

    /// <param name="properties">As after "-p:", in MSBuild's own escapes.</param>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] properties) => RunAsync([], properties);

    /// <param name="environment">Variables beside those of the tests themselves.</param>
    public async Task<(int ExitCode, string Output)> RunAsync((string Name, string Value)[] environment, params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet", ["build", Path.Combine(Repository.Root, "src", "ChurnChatBot"), "-t:TeamsPackage", "--no-restore", "--nologo", "-v", "q", "-tl:off", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        foreach (var property in properties.Prepend($"TeamsPackageFolder={_folder.FullName}")) start.ArgumentList.Add($"-p:{property}");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment) start.Environment[name] = value;
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

    public void Dispose() => _folder.Delete(recursive: true);
}
