using System.Diagnostics;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// Waits for something in a thread of a channel that only shows what was sent: for as long as the bot works on something by its own books, and a
/// little longer.
/// </summary>
/// <param name="cards">What the person sees, oldest first.</param>
internal sealed class ThreadLook(BotProcess bot, Func<IReadOnlyList<ScenarioCard>> cards)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>How long a bot that works on nothing may stay without what is waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(60);
    private readonly PendingWork _pending = new(bot.DatabaseFile);

    public async Task<T> UntilAsync<T>(string what, Func<IReadOnlyList<ScenarioCard>, bool, T?> look)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        var lastWork = started;
        while (true)
        {
            // In this order: what was sent before the work ended is seen.
            var isWorking = await _pending.IsAnyAsync();
            var seen = cards();
            if (look(seen, isWorking) is { } found) return found;
            if (isWorking) lastWork = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(started) > Patience || Stopwatch.GetElapsedTime(lastWork) > Silence) throw new TimeoutException($"Waited for: {what}\n{Newest(seen)}");
            await Task.Delay(Rest);
        }
    }

    public static string Newest(IReadOnlyList<ScenarioCard> cards) => string.Join('\n', cards.TakeLast(4).Select(card => card.Text.Length > 800 ? card.Text[..800] : card.Text));
}
