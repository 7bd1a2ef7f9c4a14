using Spectre.Console;

namespace ChurnChatBot.CommandLine;

/// <summary>The commands that are not the server.</summary>
internal static class CommandLineEntry
{
    private const int WrongArguments = 2;

    public static async Task<int> RunAsync(string[] words)
    {
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
