using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.Tests.Scenarios;

namespace ChurnChatBot.Benchmarks.Load;

/// <summary>A project whose training runs, so that what is measured meanwhile shares the machine with it.</summary>
internal static class RunningTraining
{
    private const int Rows = 20_000;

    public static bool IsUnderWay(IEnumerable<ScenarioCard> cards) => !cards.Any(card => card.Says("ranks a leaving customer"));

    /// <summary>Walks from a file to a training that has begun.</summary>
    /// <param name="words">How long it may take, as a person says it.</param>
    public static async Task StartAsync(IScenarioThread thread, string words)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("churn-load-").FullName, "customers.csv");
        await using (var text = new StreamWriter(file)) CsvWriter.Write(new SyntheticChurn(1).Create(Rows), text);
        try
        {
            await thread.UploadAsync(file);
            await thread.WaitForCardAsync("step 1 of 5");
            await thread.PressAsync("See the cleaning plan");
            await thread.WaitForCardAsync("step 2 of 5");
            await thread.SayAsync("approve");
            await thread.WaitForCardAsync("step 3 of 5");
            await thread.SayAsync("approve");
            await thread.WaitForCardAsync("I suggest boosted trees");
            await thread.SayAsync(words);
            await thread.WaitForCardAsync("best so far");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
