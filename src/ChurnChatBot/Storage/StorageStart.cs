namespace ChurnChatBot.Storage;

/// <summary>
/// Opens everything before any other part of the bot starts, so that a folder in use or a database too new ends the start with its
/// sentence, and removes the files that a kill during a deletion left behind.
/// </summary>
internal sealed partial class StorageStart(IServiceProvider services, ILogger<StorageStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var folder = services.GetRequiredService<DataFolder>();
        var database = services.GetRequiredService<ProjectDatabase>();
        var artifacts = services.GetRequiredService<IArtifactStore>();
        var orphans = await database.OrphansAsync(cancellationToken).ConfigureAwait(false);
        foreach (var hash in orphans) artifacts.Delete(hash);
        if (orphans.Count > 0) await database.ForgetOrphansAsync(orphans, cancellationToken).ConfigureAwait(false);
        LogOpened(folder.Root, orphans.Count);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Data folder {Folder} opened; {Orphans} artifacts of deleted projects removed.")]
    private partial void LogOpened(string folder, int orphans);
}
