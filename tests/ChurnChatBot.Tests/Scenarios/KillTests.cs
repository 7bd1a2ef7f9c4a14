using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// The program is killed in the middle of things and started again on the same folder. Whatever was acknowledged happens exactly once, and
/// what comes of it is what an undisturbed run makes.
/// </summary>
[Collection(ProgramRuns.Name)]
public sealed partial class KillTests
{
    private const int Seed = 20230822;
    private const int Trials = 6;

    [Fact]
    public async Task Training_KilledAfterTwoTries_EndsOnceWithTheUndisturbedModel()
    {
        await using var undisturbed = await BotProcess.StartAsync(Trials);
        using var calm = await ThreadClient.OpenAsync(undisturbed);
        await StartTrainingAsync(calm);
        var expected = await ModelAsync(calm);
        await undisturbed.KillAsync();

        await using var bot = await BotProcess.StartAsync(Trials);
        using var thread = await ThreadClient.OpenAsync(bot);
        await StartTrainingAsync(thread);
        await thread.UntilAsync("two tries", (cards, _) => cards.FirstOrDefault(card => Tries().Match(card.Text) is { Success: true } tries && int.Parse(tries.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 2));
        await bot.KillAsync();
        Assert.Equal("running", await ReadAsync(bot, "SELECT status FROM work WHERE checkpoint_json IS NOT NULL"));
        await bot.StartAgainAsync();
        var model = await ModelAsync(thread);

        Assert.Equal(expected, model);
        var cards = await thread.SettledAsync();
        Assert.Single(cards, card => card.Says("ranks a leaving customer above a staying one"));
        Assert.Single(cards, card => card.Says($"Training done: {Trials} tries."));
        Assert.DoesNotContain(cards, card => Tries().IsMatch(card.Text));
        Assert.Equal("2", await ReadAsync(bot, "SELECT attempts FROM work WHERE checkpoint_json IS NOT NULL"));
    }

    [Fact]
    public async Task CleaningProposal_KilledAtAnyMomentAfterItWasOrdered_IsMadeOnce()
    {
        await using var bot = await BotProcess.StartAsync();
        var calm = await ProfiledAsync(bot);
        await calm.PressAsync("See the cleaning plan");
        var expected = await calm.WaitForCardAsync("repairs I suggest");
        var random = new Random(Seed);
        for (var run = 0; run < 6; run++)
        {
            using var thread = await ProfiledAsync(bot);
            await thread.PressAsync("See the cleaning plan");
            await Task.Delay(random.Next(600));
            await bot.KillAsync();
            await bot.StartAgainAsync();

            var cards = await thread.SettledAsync();

            var card = Assert.Single(cards, card => card.Says("repairs I suggest"));
            Assert.Equal((expected.Text, string.Join('\n', expected.Toggles)), (card.Text, string.Join('\n', card.Toggles)));
            Assert.Single(cards, card => card.Text == "Repairs are measured.");
            Assert.Single(cards, card => !card.IsBot);
        }

        calm.Dispose();
    }

    [Fact]
    public async Task Questions_KilledAfterABurstOfTwenty_AreAnsweredOnceAndInOrder()
    {
        string[] questions = [.. Enumerable.Range(0, 20).Select(i => $"churn rate by city among customers older than {20 + i}")];
        await using var bot = await BotProcess.StartAsync();
        using var calm = await ProfiledAsync(bot);
        foreach (var question in questions) await calm.SayAtOnceAsync(question, Guid.NewGuid());
        var expected = (await calm.SettledAsync()).TakeLast(40).Select(card => card.Text).ToArray();
        Assert.Equal(questions, expected.Where((_, i) => i % 2 == 0));
        Assert.Equal(20, expected.Where((_, i) => i % 2 == 1).Distinct().Count());
        var random = new Random(Seed);
        for (var run = 0; run < 3; run++)
        {
            using var thread = await ProfiledAsync(bot);
            var before = await thread.SettledAsync();
            foreach (var question in questions) await thread.SayAtOnceAsync(question, Guid.NewGuid());
            await Task.Delay(random.Next(60));
            await bot.KillAsync();
            await bot.StartAgainAsync();

            var cards = await thread.SettledAsync();

            Assert.Equal(expected, cards.Skip(before.Count).Select(card => card.Text));
        }
    }

    [Fact]
    public async Task Turn_SentAgainUnderItsId_DoesNothingTwice()
    {
        await using var bot = await BotProcess.StartAsync();
        using var thread = await ProfiledAsync(bot);
        var before = await thread.SettledAsync();
        var (asked, pressed) = (Guid.NewGuid(), Guid.NewGuid());
        var card = before.Last(card => card.Buttons.Any(button => button.Label == "See the cleaning plan"));
        var button = card.Buttons.Single(button => button.Label == "See the cleaning plan");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => thread.SayAtOnceAsync("churn rate by city?", asked)));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => thread.PressAtOnceAsync(card, button, pressed)));
        await thread.SettledAsync();
        await bot.KillAsync();
        await bot.StartAgainAsync();
        await thread.SayAtOnceAsync("churn rate by city?", asked);
        await thread.PressAtOnceAsync(card, button, pressed);

        // Question and answer; the press as words, its progress and the plan.
        var cards = (await thread.SettledAsync()).Skip(before.Count).ToArray();
        Assert.Equal(5, cards.Length);
        Assert.Single(cards, card => card.Says("Leipzig loses most"));
        Assert.Single(cards, card => card.Says("repairs I suggest"));
    }

    private static async Task<ThreadClient> ProfiledAsync(BotProcess bot)
    {
        var thread = await ThreadClient.OpenAsync(bot);
        await thread.PressAsync("Try the sample");
        await thread.WaitForCardAsync("5,012 customers");
        await thread.SettledAsync();
        return thread;
    }

    private static async Task StartTrainingAsync(ThreadClient thread)
    {
        await thread.PressAsync("Try the sample");
        await thread.WaitForCardAsync("5,012 customers");
        await thread.PressAsync("See the cleaning plan");
        await thread.WaitForCardAsync("repairs I suggest");
        await thread.PressAsync("Approve 8 steps");
        await thread.WaitForCardAsync("each tested on customers it had not seen");
        await thread.PressAsync("Approve 3 measures");
        await thread.WaitForCardAsync("I suggest boosted trees");
        await thread.PressAsync("Start (60 seconds)");
    }

    /// <summary>The bytes of the model that the training made.</summary>
    private static async Task<byte[]> ModelAsync(ThreadClient thread)
    {
        await thread.UntilAsync("the results", (cards, _) => cards.FirstOrDefault(card => card.Says("ranks a leaving customer above a staying one")));
        await thread.SayAsync("show the files");
        var files = await thread.WaitForCardAsync("Files of this project");
        return await thread.DownloadAsync(files.Files["model.json"], "application/json");
    }

    private static async Task<string?> ReadAsync(BotProcess bot, string query)
    {
        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = bot.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        return (await database.QuerySingleAsync<object>(query) as IDictionary<string, object>)!.Values.Single()?.ToString();
    }

    [GeneratedRegex(@"^Training: (\d+)")]
    private static partial Regex Tries();
}
