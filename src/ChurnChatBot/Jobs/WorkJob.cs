using ChurnChatBot.Storage;
using Quartz;

namespace ChurnChatBot.Jobs;

/// <summary>Does one piece of long work, or makes its next attempt.</summary>
[DisallowConcurrentExecution]
internal sealed partial class WorkJob(
    ProjectDatabase database, IJobHandler handler, JobScheduler scheduler, JobClock clock, ILogger<WorkJob> log) : IJob
{
    public const string Group = "work";

    public static JobKey KeyOf(string workId) => new(JobScheduler.NameOf(workId), Group);

    public static JobDataMap DataOf(string workId) => new() { ["work"] = workId };

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        scheduler.Looks(context.JobDetail.Key);
        var workId = context.MergedJobDataMap.GetString("work")!;
        var work = await database.StartWorkAsync(workId, clock.Now, cancellationToken).ConfigureAwait(false);
        if (work is null) return;
        if (work.RetryAt is { } later) await scheduler.ScheduleWorkAsync(workId, later, cancellationToken).ConfigureAwait(false);
        else await TryAsync(work, cancellationToken).ConfigureAwait(false);
    }

    private async Task TryAsync(WorkRow work, CancellationToken cancellation)
    {
        if (work.Attempts > clock.Options.MaxAttempts)
        {
            await GiveUpAsync(work, cancellation).ConfigureAwait(false);
            return;
        }

        try
        {
            await handler.HandleWorkAsync(work, cancellation).ConfigureAwait(false);
            if (await IsUnfinishedAsync(work, cancellation).ConfigureAwait(false))
                throw new InvalidOperationException("The work was done, but it was not ended in the database.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await database.ReleaseWorkAsync(work.Id, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        // Here the world's failures are caught, once.
        catch (Exception problem)
        {
            LogFailed(problem, work.Id, work.Attempts);
            await AfterFailureAsync(work, cancellation).ConfigureAwait(false);
        }
    }

    private async Task AfterFailureAsync(WorkRow work, CancellationToken cancellation)
    {
        // A project that was deleted takes its work with it.
        if (!await IsUnfinishedAsync(work, cancellation).ConfigureAwait(false)) return;
        if (work.Attempts >= clock.Options.MaxAttempts)
        {
            await GiveUpAsync(work, cancellation).ConfigureAwait(false);
            return;
        }

        var at = clock.RetryAfter(work.Attempts);
        await database.RetryWorkAsync(work.Id, at, cancellation).ConfigureAwait(false);
        await scheduler.ScheduleWorkAsync(work.Id, at, cancellation).ConfigureAwait(false);
    }

    private async Task GiveUpAsync(WorkRow work, CancellationToken cancellation)
    {
        try
        {
            await handler.WorkFailedAsync(work, cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            LogUntold(problem, work.Id);
        }

        await database.FailWorkAsync(work.Id, clock.Now, cancellation).ConfigureAwait(false);
        LogGivenUp(work.Id, work.Attempts);
    }

    private async Task<bool> IsUnfinishedAsync(WorkRow work, CancellationToken cancellation) =>
        await database.GetWorkAsync(work.Id, cancellation).ConfigureAwait(false) is { Status: WorkStatus.Queued or WorkStatus.Running };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work {WorkId} failed at attempt {Attempt}.")]
    private partial void LogFailed(Exception problem, string workId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Work {WorkId} was given up after {Attempts} attempts.")]
    private partial void LogGivenUp(string workId, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "The person could not be told that work {WorkId} failed.")]
    private partial void LogUntold(Exception problem, string workId);
}
