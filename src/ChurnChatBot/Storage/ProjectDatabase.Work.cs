using Dapper;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// Long work: queued by a commit, run by a job, ended by a commit.
internal sealed partial class ProjectDatabase
{
    private const string Unfinished = "status IN ('queued', 'running')";

    public Task<WorkRow?> GetWorkAsync(string workId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow($"SELECT {WorkColumns} FROM work WHERE id = @workId", new { workId }, Work), cancellation);

    /// <returns>Work that is queued or running, oldest first.</returns>
    public Task<IReadOnlyList<WorkRow>> UnfinishedWorkAsync(CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<WorkRow>)connection.Rows(
            $"SELECT {WorkColumns} FROM work WHERE {Unfinished} ORDER BY sequence", null, Work), cancellation);

    /// <returns>The same, of one project.</returns>
    public Task<IReadOnlyList<WorkRow>> UnfinishedWorkAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<WorkRow>)connection.Rows(
            $"SELECT {WorkColumns} FROM work WHERE project_id = @projectId AND {Unfinished} ORDER BY sequence", new { projectId }, Work), cancellation);

    /// <summary>Marks work as running and counts the attempt before it is made.</summary>
    /// <returns>The work with that attempt counted; null when it has ended or is gone. Before its time to retry it is returned as it stands.</returns>
    public Task<WorkRow?> StartWorkAsync(string workId, DateTimeOffset now, CancellationToken cancellation = default) =>
        WriteAsync(connection =>
        {
            var at = StoredTime.Write(now);
            connection.Execute(
                $"""
                UPDATE work SET status = 'running', attempts = attempts + 1, retry_at = NULL, updated_at = @at
                WHERE id = @workId AND {Unfinished} AND (retry_at IS NULL OR retry_at <= @at)
                """, new { workId, at });
            return connection.FirstRow($"SELECT {WorkColumns} FROM work WHERE id = @workId AND {Unfinished}", new { workId }, Work);
        }, cancellation);

    /// <returns>False when the work is no longer running.</returns>
    public Task<bool> SaveCheckpointAsync(string workId, string checkpointJson, DateTimeOffset at, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            "UPDATE work SET checkpoint_json = @checkpointJson, updated_at = @at WHERE id = @workId AND status = 'running'",
            new { workId, checkpointJson, at = StoredTime.Write(at) }) == 1, cancellation);

    /// <returns>False when the work has ended already.</returns>
    public Task<bool> RequestStopAsync(string workId, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute($"UPDATE work SET stop_requested = 1 WHERE id = @workId AND {Unfinished}", new { workId }) == 1, cancellation);

    /// <summary>The attempt failed; the work is queued again for then, with its checkpoint.</summary>
    public Task RetryWorkAsync(string workId, DateTimeOffset retryAt, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            $"UPDATE work SET status = 'queued', retry_at = @at WHERE id = @workId AND {Unfinished}",
            new { workId, at = StoredTime.Write(retryAt) }), cancellation);

    /// <summary>The attempt was broken off by a shutdown and does not count.</summary>
    public Task ReleaseWorkAsync(string workId, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            $"UPDATE work SET status = 'queued', attempts = max(attempts - 1, 0) WHERE id = @workId AND {Unfinished}", new { workId }), cancellation);

    /// <summary>Gives work up outside a commit.</summary>
    /// <returns>False when it has ended already.</returns>
    public Task<bool> FailWorkAsync(string workId, DateTimeOffset at, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            $"UPDATE work SET status = 'failed', retry_at = NULL, updated_at = @at WHERE id = @workId AND {Unfinished}",
            new { workId, at = StoredTime.Write(at) }) == 1, cancellation);
}
