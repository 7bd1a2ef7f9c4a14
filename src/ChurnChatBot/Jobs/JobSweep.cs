using ChurnChatBot.Storage;

namespace ChurnChatBot.Jobs;

/// <summary>
/// Wakes jobs for everything that stands unfinished in the project database: at the start, which is the recovery after a kill, and then now
/// and again, so that even a lost trigger loses nothing.
/// </summary>
internal sealed partial class JobSweep(
    ProjectDatabase database, JobScheduler scheduler, JobOptions options, TimeProvider time, ILogger<JobSweep> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(scheduler.StoreWantedAsync(LogProblem, stoppingToken), SweepAsync(stoppingToken));

    private async Task SweepAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.SweepInterval, time);
        do
        {
            try
            {
                await SweepOnceAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogProblem(problem);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private async Task SweepOnceAsync(CancellationToken cancellation)
    {
        scheduler.ForgetLost(options.LostAfter);
        foreach (var conversation in await database.ConversationsWithPendingTurnsAsync(cancellation).ConfigureAwait(false))
            await scheduler.EnqueueTurnsAsync(conversation, cancellation).ConfigureAwait(false);
        foreach (var work in await database.UnfinishedWorkAsync(cancellation).ConfigureAwait(false))
            await scheduler.EnqueueWorkAsync(work.Id, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Jobs could not be scheduled; the next sweep tries again.")]
    private partial void LogProblem(Exception problem);
}
