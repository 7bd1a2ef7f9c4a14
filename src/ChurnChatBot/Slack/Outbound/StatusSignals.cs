using ChurnChatBot.Conversations;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// Shows that the bot is at it when an answer takes longer than a blink, and takes that away when the turn is over: a thread with a status looks
/// busy, and one cannot answer what is asked in it. In channels Slack has no such sign. One that could not be given is no harm.
/// </summary>
internal sealed class StatusSignals(AssistantThreads threads, TurnWaiter waiter, IHostApplicationLifetime host)
{
    private const string AtIt = "is working on it…";
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(300);

    /// <summary>By then Slack has taken it away by itself.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private int _watched;

    /// <summary>Returns at once.</summary>
    public void Watch(SlackPlace place, string turnId)
    {
        if (!threads.HaveStatus(place)) return;
        if (Interlocked.Increment(ref _watched) > MostAtOnce)
        {
            Interlocked.Decrement(ref _watched);
            return;
        }

        _ = Task.Run(() => WatchAsync(place, turnId, host.ApplicationStopping));
    }

    private async Task WatchAsync(SlackPlace place, string turnId, CancellationToken stopping)
    {
        try
        {
            if (await waiter.FinishesWithinAsync(turnId, Blink, stopping)) return;
            await threads.SetStatusAsync(place, AtIt, stopping);
            if (await waiter.FinishesWithinAsync(turnId, Longest, stopping)) await threads.SetStatusAsync(place, "", stopping);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            Interlocked.Decrement(ref _watched);
        }
    }
}
