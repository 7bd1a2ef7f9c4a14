namespace ChurnChatBot.Storage;

/// <summary>
/// Opens everything before any other part of the bot starts, so that a folder in use or a database too new ends the start with its
/// sentence, and removes the artifacts that no one refers to.
/// </summary>
internal sealed partial class StorageStart(IServiceProvider services, ILogger<StorageStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var folder = services.GetRequiredService<DataFolder>();
        services.GetRequiredService<ProjectDatabase>();
        var removed = await services.GetRequiredService<ArtifactSweep>().SweepAsync(cancellationToken).ConfigureAwait(false);
        LogOpened(folder.Root, removed);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Data folder {Folder} opened; {Removed} artifacts without a project removed.")]
    private partial void LogOpened(string folder, int removed);
}
