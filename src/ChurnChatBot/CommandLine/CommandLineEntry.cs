using Spectre.Console;

namespace ChurnChatBot.CommandLine;

/// <summary>The commands that are not the server.</summary>
internal static class CommandLineEntry
{
    private const int WrongArguments = 2;

    /// <summary>Options of the server begin with a dash; everything else is a command, a known one or a mistake that is told.</summary>
    public static bool Handles(string[] words) => words is ["--help" or "-h" or "-?", ..] || (words.Length > 0 && !words[0].StartsWith('-'));

    public static async Task<int> RunAsync(string[] words)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        return await RunAsync(words, new Terminal(AnsiConsole.Console, Console.Error, TimeProvider.System), stop.Token);
    }

    public static async Task<int> RunAsync(string[] words, Terminal terminal, CancellationToken cancellation)
    {
        if (words[0] is not ("analyze" or "help" or "--help" or "-h" or "-?"))
        {
            await terminal.Error.WriteLineAsync($"There is no command '{words[0]}'.\n\n{AnalyzeArguments.Usage}");
            return WrongArguments;
        }

        var asksForHelp = words[0] != "analyze" || words.Contains("--help") || words.Contains("-h");
        if (asksForHelp)
        {
            await terminal.Console.Profile.Out.Writer.WriteLineAsync(AnalyzeArguments.Usage);
            return 0;
        }

        var (arguments, problem) = AnalyzeArguments.Read(words[1..]);
        if (arguments is null)
        {
            await terminal.Error.WriteLineAsync($"{problem}\n\n{AnalyzeArguments.Usage}");
            return WrongArguments;
        }

        try
        {
            return await new AnalyzeCommand(arguments, terminal.Console, terminal.Time).RunAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            terminal.Console.WriteLine("Stopped; nothing was written.");
            return 1;
        }
    }
}

/// <summary>Where a command writes, and the clock it goes by.</summary>
internal sealed record Terminal(IAnsiConsole Console, TextWriter Error, TimeProvider Time);
