using System.Globalization;
using ChurnChatBot.Tests.Scenarios;

namespace ChurnChatBot.Benchmarks.Load;

/// <summary>A conversation that is spoken in: what the bot has said there, and every sign of life that it gave there.</summary>
internal sealed record LoadChat(Func<int> CountAnswers, Func<IEnumerable<DateTimeOffset>> Signs);

/// <param name="Send">Delivers it; may be done again. Answers whether it was acknowledged.</param>
internal sealed record LoadMessage(LoadChat Chat, Func<Task<bool>> Send);

/// <summary>
/// Messages of people at a fixed rate against the real program in a process of its own, while a training runs in it; every twentieth is delivered
/// twice. Whoever sends, answers the bot's calls and counts them runs on the same cores.
/// </summary>
internal sealed class LoadRun(BotProcess bot, int rate, int seconds)
{
    private const int EveryTwice = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public int Messages => rate * seconds;

    /// <summary>As many as two seconds bring: connections and code are warm then, as in a bot that has run for a while.</summary>
    public int WarmUp => 2 * rate;

    public async Task WarmAsync(IEnumerable<LoadMessage> messages)
    {
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (message, _) => await message.Send());
        await QuietAsync();
    }

    public async Task MeasureAsync(LoadMessage[] messages, TimeProvider clock, Func<bool> isTraining)
    {
        var chats = messages.Select(message => message.Chat).Distinct().ToDictionary(chat => chat, chat => chat.CountAnswers());
        var deliveries = WithRepeats().ToArray();
        var started = clock.GetUtcNow();
        var acknowledged = await OpenLoop.RunAsync(deliveries.Length, rate * (double)deliveries.Length / messages.Length, i => messages[deliveries[i]].Send());
        var trained = isTraining() ? "ran throughout" : "HAD ENDED";
        await QuietAsync();
        var wanted = messages.GroupBy(message => message.Chat).ToDictionary(group => group.Key, group => group.Count());
        var answered = chats.ToDictionary(chat => chat.Key, chat => chat.Key.CountAnswers() - chat.Value);
        var signs = deliveries.Select((message, i) => (messages[message].Chat, acknowledged[i].Due, message)).DistinctBy(one => one.message).Select(one => SignOfLife(one.Chat, started + one.Due));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            {messages.Length:N0} messages at {rate}/s for {seconds} s, {deliveries.Length - messages.Length:N0} of them delivered twice; training {trained}
            acknowledged: {Percentiles.Describe(acknowledged.Select(one => one.After))}; refused {acknowledged.Count(one => !one.IsTaken)}
            answered {answered.Values.Sum():N0}: lost {wanted.Sum(chat => Math.Max(0, chat.Value - answered[chat.Key]))}, doubled {wanted.Sum(chat => Math.Max(0, answered[chat.Key] - chat.Value))}
            first sign of life: {Percentiles.Describe(signs)}
            """));
    }

    /// <summary>Every message, and some of them again a quarter of a second later, among the others.</summary>
    private IEnumerable<int> WithRepeats()
    {
        for (var i = 0; i < Messages; i++)
        {
            yield return i;
            if (i - rate / 4 is >= 0 and var earlier && earlier % EveryTwice == 0) yield return earlier;
        }
    }

    /// <summary>From when it was due to the bot's next sign there.</summary>
    private static TimeSpan SignOfLife(LoadChat chat, DateTimeOffset due) => chat.Signs().Where(at => at > due).Append(DateTimeOffset.MaxValue).Min() - due;

    /// <summary>Until every turn is answered and every answer has gone out.</summary>
    private async Task QuietAsync()
    {
        var pending = new PendingWork(bot.DatabaseFile);
        for (var waited = TimeSpan.Zero; await pending.IsAnyTurnAsync(); waited += TimeSpan.FromMilliseconds(250))
        {
            if (waited > Patience) throw new TimeoutException("The bot did not come to an end with what it was asked.");
            await Task.Delay(250);
        }
    }
}
