using System.Globalization;
using ChurnChatBot.Benchmarks;
using ChurnChatBot.Benchmarks.Learning;
using ChurnChatBot.Benchmarks.Load;

// Measurements, never asserted: dotnet run -c Release --project tests/ChurnChatBot.Benchmarks -- WHAT [ROWS...]
var rows = args.Skip(1).Select(word => int.Parse(word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToArray();
switch (args.FirstOrDefault())
{
    case "intake":
        IntakeBenchmark.Run(Path.GetTempPath(), rows is [] ? [100_000, 1_000_000] : rows);
        return 0;
    case "profile-card":
        await ProfileCardBenchmark.RunAsync(rows is [] ? [100_000, 1_000_000] : rows);
        return 0;
    case "boosting":
        BoostingBenchmark.Run(rows is [] ? [7_000, 100_000] : rows);
        return 0;
    case "teams-load":
        await TeamsLoad.RunAsync(rows is [var rate, ..] ? rate : 200, rows is [_, var seconds, ..] ? seconds : 60);
        return 0;
    case "slack-load":
        await SlackLoad.RunAsync(rows is [var events, ..] ? events : 200, rows is [_, var time, ..] ? time : 60);
        return 0;
    default:
        Console.Error.WriteLine("intake | profile-card | boosting, then row counts; teams-load | slack-load, then messages a second and seconds");
        return 2;
}
