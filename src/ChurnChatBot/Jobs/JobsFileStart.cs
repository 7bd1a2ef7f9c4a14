using ChurnChatBot.Storage;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Jobs;

/// <summary>
/// Puts the scheduler's file into write-ahead mode before the scheduler opens it, which spares most of its syncs; SQLite keeps the mode in the
/// file. Asking for the data folder first makes sure that its lock is held.
/// </summary>
internal sealed class JobsFileStart(DataFolder folder) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.JobsFile, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
