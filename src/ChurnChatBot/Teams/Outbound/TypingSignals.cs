using ChurnChatBot.Conversations;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>Shows that the bot is at it when an answer takes longer than a blink. A sign that could not be given is no harm.</summary>
internal sealed partial class TypingSignals(ConnectorClient connector, TurnWaiter waiter, IHostApplicationLifetime host, ILogger<TypingSignals> log)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(300);
    private int _watched;

    /// <summary>Returns at once.</summary>
    public void Watch(ConversationReference reference, ConversationKey conversation, string turnId)
    {
        if (Interlocked.Increment(ref _watched) > MostAtOnce)
        {
            Interlocked.Decrement(ref _watched);
            return;
        }

        _ = Task.Run(() => WatchAsync(reference, conversation, turnId, host.ApplicationStopping));
    }

    private async Task WatchAsync(ConversationReference reference, ConversationKey conversation, string turnId, CancellationToken stopping)
    {
        try
        {
            if (await waiter.FinishesWithinAsync(turnId, Blink, stopping)) return;
            await connector.SendAsync(reference, conversation.ConversationId, new Activity { Type = ActivityTypes.Typing, From = reference.Bot }, stopping);
        }
        // Whatever kept the sign from being given, the answer itself comes by another way.
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogNotShown(problem.GetType().Name);
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "A typing sign could not be shown ({Problem}).")]
    private partial void LogNotShown(string problem);
}
