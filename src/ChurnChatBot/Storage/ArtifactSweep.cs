namespace ChurnChatBot.Storage;

/// <summary>
/// Removes artifacts that no one refers to: those of deleted projects where a kill came between the deletion and the removal of the files,
/// and uploads that never became part of a project, once they are a day old (younger ones may be about to). At the start and every hour.
/// </summary>
internal sealed partial class ArtifactSweep(ProjectDatabase database, IArtifactStore artifacts, TimeProvider time, ILogger<ArtifactSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation) =>
        await RemoveOrphansAsync(cancellation).ConfigureAwait(false) + await RemoveUnclaimedAsync(cancellation).ConfigureAwait(false);

    /// <summary>Removes the files of deleted projects. Call after a deletion; a kill before it is made good by the next sweep.</summary>
    public async Task<int> RemoveOrphansAsync(CancellationToken cancellation)
    {
        var orphans = await database.OrphansAsync(cancellation).ConfigureAwait(false);
        foreach (var hash in orphans) artifacts.Delete(hash);
        if (orphans.Count > 0) await database.ForgetOrphansAsync(orphans, cancellation).ConfigureAwait(false);
        return orphans.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogProblem(problem);
            }
        }
    }

    private async Task<int> RemoveUnclaimedAsync(CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var hash in artifacts.SavedBefore(time.GetUtcNow() - Grace))
        {
            if (await database.IsArtifactReferredToAsync(hash, cancellation).ConfigureAwait(false)) continue;
            artifacts.Delete(hash);
            removed++;
        }

        return removed;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Artifacts without a project could not be removed; the next sweep tries again.")]
    private partial void LogProblem(Exception problem);
}
