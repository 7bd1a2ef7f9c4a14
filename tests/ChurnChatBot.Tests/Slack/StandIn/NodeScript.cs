using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A script of tests/oracles/slack-clients that runs against the stand-in and says in lines what happens to it.</summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly StringBuilder _all = new();

    private NodeScript(Process process) => _process = process;

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "oracles", "slack-clients");

    public static bool HasNode { get; } = CanRunNode();

    /// <summary>What it is told in its environment: where the stand-in is, and whom it may speak with.</summary>
    public static NodeScript Start(string name, StandInSlack slack, IReadOnlyDictionary<string, string>? more = null)
    {
        var start = new ProcessStartInfo("node", [name]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLACK_API"] = slack.Api.AbsoluteUri;
        start.Environment["SLACK_BOT_TOKEN"] = slack.BotToken;
        start.Environment["SLACK_APP_TOKEN"] = slack.Options.AppToken;
        start.Environment["SLACK_SIGNING_SECRET"] = slack.Options.SigningSecret;
        start.Environment["SLACK_TEAM"] = slack.Workspace.TeamId;
        // The clients speak to this machine alone.
        foreach (var proxy in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]) start.Environment.Remove(proxy);
        foreach (var (key, value) in more ?? new Dictionary<string, string>()) start.Environment[key] = value;
        var script = new NodeScript(new Process { StartInfo = start });
        script.Run();
        return script;
    }

    /// <summary>Waits for a line that begins so, passing over others.</summary>
    /// <exception cref="InvalidOperationException">It did not come.</exception>
    public async Task<string> LineAsync(string beginning)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            if (await Task.Run(() => _lines.TryTake(out var taken, TimeSpan.FromMilliseconds(100)) ? taken : null) is { } line)
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
            }
            else if (_lines.IsCompleted)
            {
                break;
            }
        }

        lock (_all) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The script did not say “{beginning}”:\n{_all}"));
    }

    /// <summary>Hands it a line.</summary>
    public void Say(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>Tells a script that runs until then that it is enough.</summary>
    public Task<string> EndAsync()
    {
        _process.StandardInput.Close();
        return LineAsync("done");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _lines.Dispose();
    }

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data, isSaid: true);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, isSaid: false);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line, bool isSaid)
    {
        if (line is null)
        {
            if (isSaid) _lines.CompleteAdding();
            return;
        }

        lock (_all) _all.AppendLine(line);
        if (isSaid) _lines.Add(line);
    }

    private static bool CanRunNode()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
