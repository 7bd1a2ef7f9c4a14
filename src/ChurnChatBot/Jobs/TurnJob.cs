using ChurnChatBot.Storage;
using Quartz;

namespace ChurnChatBot.Jobs;

/// <summary>Handles the waiting turns of one conversation, oldest first, until none waits or one has to be tried again later.</summary>
[DisallowConcurrentExecution]
internal sealed partial class TurnJob(
    ProjectDatabase database, IJobHandler handler, JobScheduler scheduler, JobClock clock, ILogger<TurnJob> log) : IJob
{
    public const string Group = "turns";

    public static JobKey KeyOf(ConversationKey conversation) => new(JobScheduler.NameOf(conversation.Channel, conversation.ConversationId), Group);

    public static JobDataMap DataOf(ConversationKey conversation) => new() { ["channel"] = conversation.Channel, ["conversation"] = conversation.ConversationId };

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        scheduler.Looks(context.JobDetail.Key);
        var data = context.MergedJobDataMap;
        var conversation = new ConversationKey(data.GetString("channel")!, data.GetString("conversation")!);
        while (await database.StartTurnAsync(conversation, clock.Now, cancellationToken).ConfigureAwait(false) is { } turn)
        {
            if (turn.RetryAt is { } later)
            {
                // Woken before its time. Those behind it wait too, so that the order holds.
                await scheduler.ScheduleTurnsAsync(conversation, later, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (!await TryAsync(turn, cancellationToken).ConfigureAwait(false)) return;
        }
    }

    /// <returns>Whether the turn is finished and the next may follow.</returns>
    private async Task<bool> TryAsync(TurnRow turn, CancellationToken cancellation)
    {
        if (turn.Attempts > clock.Options.MaxAttempts) return await GiveUpAsync(turn, cancellation).ConfigureAwait(false);
        try
        {
            await handler.HandleTurnAsync(turn, cancellation).ConfigureAwait(false);
            var next = await database.NextTurnAsync(turn.Conversation, cancellation).ConfigureAwait(false);
            if (next?.TurnId == turn.TurnId) throw new InvalidOperationException("The turn was handled, but it was not finished in the database.");
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await database.ReleaseTurnAsync(turn.TurnId, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        // Here the world's failures are caught, once.
        catch (Exception problem)
        {
            LogFailed(problem, turn.TurnId, turn.Attempts);
            return turn.Attempts >= clock.Options.MaxAttempts
                ? await GiveUpAsync(turn, cancellation).ConfigureAwait(false)
                : await RetryLaterAsync(turn, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<bool> RetryLaterAsync(TurnRow turn, CancellationToken cancellation)
    {
        var at = clock.RetryAfter(turn.Attempts);
        await database.RetryTurnAsync(turn.TurnId, at, cancellation).ConfigureAwait(false);
        await scheduler.ScheduleTurnsAsync(turn.Conversation, at, cancellation).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> GiveUpAsync(TurnRow turn, CancellationToken cancellation)
    {
        try
        {
            await handler.TurnFailedAsync(turn, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            LogUntold(problem, turn.TurnId);
        }

        await database.FailTurnAsync(turn.TurnId, clock.Now, cancellation: cancellation).ConfigureAwait(false);
        LogGivenUp(turn.TurnId, turn.Attempts);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turn {TurnId} failed at attempt {Attempt}.")]
    private partial void LogFailed(Exception problem, string turnId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn {TurnId} was given up after {Attempts} attempts.")]
    private partial void LogGivenUp(string turnId, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "The person could not be told that turn {TurnId} failed.")]
    private partial void LogUntold(Exception problem, string turnId);
}
