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
        if (words[0] is not ("analyze" or "help" or "--help" or "-h" or "-?"))
        {
            await Console.Error.WriteLineAsync($"There is no command '{words[0]}'.\n\n{AnalyzeArguments.Usage}");
            return WrongArguments;
        }

        var asksForHelp = words[0] != "analyze" || words.Contains("--help") || words.Contains("-h");
        if (asksForHelp)
        {
            Console.WriteLine(AnalyzeArguments.Usage);
            return 0;
        }

        var (arguments, problem) = AnalyzeArguments.Read(words[1..]);
        if (arguments is null)
        {
            await Console.Error.WriteLineAsync($"{problem}\n\n{AnalyzeArguments.Usage}");
            return WrongArguments;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await new AnalyzeCommand(arguments, AnsiConsole.Console, TimeProvider.System).RunAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.WriteLine("Stopped; nothing was written.");
            return 1;
        }
    }
}
