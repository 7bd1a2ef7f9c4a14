using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// The program itself, in a process and a data folder of its own: started as people start it, and killed as a machine that loses its
/// power kills it. A second start uses the same folder and port, so that it is the same bot to those who talk with it.
/// </summary>
internal sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string _home = Directory.CreateTempSubdirectory("churn-scenario-").FullName;
    private readonly StringBuilder _log = new();
    private readonly int? _maxTrials;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process? _process;

    private BotProcess(int? maxTrials, IReadOnlyDictionary<string, string>? settings)
    {
        _maxTrials = maxTrials;
        _settings = settings ?? new Dictionary<string, string>();
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Address { get; }

    public string DataFolder => Path.Combine(_home, "data");

    public string DatabaseFile => Path.Combine(DataFolder, "churnchatbot.db");

    /// <summary>What the program wrote, over all its starts.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <param name="maxTrials">Ends trainings after so many tries, so that they do not depend on the machine's speed.</param>
    /// <param name="settings">What else it finds in its environment.</param>
    public static async Task<BotProcess> StartAsync(int? maxTrials = 4, IReadOnlyDictionary<string, string>? settings = null)
    {
        var bot = new BotProcess(maxTrials, settings);
        await bot.StartAgainAsync();
        return bot;
    }

    public async Task StartAgainAsync()
    {
        if (_process is { HasExited: false }) throw new InvalidOperationException("The bot runs already.");
        _process?.Dispose();
        _process = Launch();
        using var http = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The bot ended with {_process.ExitCode} at its start:\n{Log}");
            if (Stopwatch.GetElapsedTime(started) > StartLimit) throw new TimeoutException($"The bot was not well after {StartLimit.TotalSeconds} s:\n{Log}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/healthz", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, closed or said good-bye to.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            WorkingDirectory = _home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "ChurnChatBot.dll"), "--urls", Address.OriginalString]) start.ArgumentList.Add(argument);
        // Nothing of the machine's settings but what finds the runtime.
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "DOTNET_ROOT" or "SystemRoot")).ToArray()) start.Environment.Remove(name);
        start.Environment["HOME"] = _home;
        start.Environment["Storage__DataFolder"] = DataFolder;
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning";
        if (_maxTrials is { } most) start.Environment["Training__MaxTrials"] = most.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
