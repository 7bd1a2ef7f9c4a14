using ChurnChatBot.CommandLine;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Storage;
using Spectre.Console;

namespace ChurnChatBot.Tests.CommandLine;

/// <summary>The command in this process, at no terminal, writing into a temporary folder.</summary>
internal sealed class AnalyzeRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Out => _folder.File("out");

    /// <summary>What was printed, with line breaks of the terminal taken out.</summary>
    public string Printed { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public IReadOnlyList<string> Written => Directory.Exists(Out) ? [.. Directory.EnumerateFiles(Out).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Out, name));

    public string Save(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        return _folder.File(name);
    }

    public async Task<int> AnalyzeAsync(string file, params string[] options)
    {
        using var printed = new StringWriter();
        using var errors = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(printed) });
        console.Profile.Width = 10_000;
        var code = await CommandLineEntry.RunAsync(["analyze", file, "--out", Out, .. options], new Terminal(console, errors, new AdjustableClock()), default);
        (Printed, Errors) = (printed.ToString(), errors.ToString());
        return code;
    }

    public void Dispose() => _folder.Dispose();
}
