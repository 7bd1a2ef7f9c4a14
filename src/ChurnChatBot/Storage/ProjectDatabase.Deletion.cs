using Dapper;
using Microsoft.Data.Sqlite;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// The audit log, and what deleting a project leaves behind.
internal sealed partial class ProjectDatabase
{
    public Task<IReadOnlyList<AuditRow>> AuditAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<AuditRow>)connection.Rows(
            $"SELECT {AuditColumns} FROM audit WHERE project_id = @projectId ORDER BY sequence", new { projectId }, Audit), cancellation);

    /// <summary>Checks every line of every project.</summary>
    public Task<AuditVerification> VerifyAuditAsync(CancellationToken cancellation = default) => ReadAsync(AuditChain.Verify, cancellation);

    /// <summary>
    /// Removes a project with its messages (those that were sent are to be taken out of their channels, see <see cref="RemovalsAsync"/>), approvals, work and links, erases who and what from its audit lines and adds one more.
    /// In the same transaction the turn that asked for it is finished and answered. The hashes are remembered until
    /// <see cref="ForgetOrphansAsync"/>, so that a kill before their files are removed loses nothing.
    /// </summary>
    /// <param name="reply">The turn that this finishes, with the messages (outside any project) that answer it.</param>
    /// <returns>Hashes that no project and no waiting turn refers to any more; null when the project is gone or the turn was finished before.</returns>
    public async Task<IReadOnlyList<string>?> DeleteProjectAsync(
        string projectId, NewAudit audit, TurnReply? reply = null, CancellationToken cancellation = default)
    {
        var touched = new List<ConversationKey>(reply?.Messages.Select(message => message.Conversation) ?? []);
        IReadOnlyList<string>? orphans;
        try
        {
            orphans = await WriteAsync(connection => Delete(connection, projectId, audit, reply, touched), cancellation).ConfigureAwait(false);
        }
        catch (CommitWriter.Refused)
        {
            return null;
        }

        // Deleted words are overwritten in the database (secure_delete), but earlier pages still stand in the log until it is emptied.
        await _writer.RunAloneAsync(connection => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"), CancellationToken.None).ConfigureAwait(false);
        Announce(touched);
        if (reply is not null) TurnFinished?.Invoke(reply.TurnId);
        return orphans;
    }

    /// <returns>Hashes of deleted projects whose files are still to be removed, without those that are referred to again.</returns>
    public Task<IReadOnlyList<string>> OrphansAsync(CancellationToken cancellation = default) => ReadAsync(Orphans, cancellation);

    /// <summary>The files of these hashes are removed.</summary>
    public Task ForgetOrphansAsync(IReadOnlyList<string> hashes, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute("DELETE FROM orphan_artifact WHERE hash IN @hashes", new { hashes }), cancellation);

    /// <summary>Whether a project or a waiting turn refers to the artifact.</summary>
    public Task<bool> IsArtifactReferredToAsync(string hash, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM artifact_link WHERE hash = @hash)
                OR EXISTS (SELECT 1 FROM turn WHERE status = 'pending' AND instr(body_json, @hash) > 0)
            """, new { hash }), cancellation);

    // A turn that waits names its uploads inside its body, which storage does not read; 64 hex digits do not occur there by chance.
    private static IReadOnlyList<string> Orphans(SqliteConnection connection) => connection.Rows(
        """
        SELECT orphan.hash FROM orphan_artifact AS orphan
        WHERE NOT EXISTS (SELECT 1 FROM artifact_link WHERE hash = orphan.hash)
          AND NOT EXISTS (SELECT 1 FROM turn WHERE status = 'pending' AND instr(body_json, orphan.hash) > 0)
        ORDER BY orphan.hash
        """, null, row => row.GetString(0));

    private static IReadOnlyList<string> Delete(
        SqliteConnection connection, string projectId, NewAudit audit, TurnReply? reply, List<ConversationKey> touched)
    {
        if (reply is not null && !TurnWriter.Finish(connection, reply.TurnId, "done", reply.At, touched)) throw new CommitWriter.Refused(CommitOutcome.TurnAlreadyDone);
        touched.AddRange(connection.Rows("SELECT DISTINCT channel, conversation_id FROM message WHERE project_id = @projectId", new { projectId },
            row => new ConversationKey(row.GetString(0), row.GetString(1))));
        var hashes = connection.Query<string>("SELECT DISTINCT hash FROM artifact_link WHERE project_id = @projectId", new { projectId }).AsList();
        connection.Execute(
            """
            INSERT INTO message_removal (channel, conversation_id, handle)
            SELECT channel, conversation_id, handle FROM message WHERE project_id = @projectId AND author = 'bot' AND handle IS NOT NULL ORDER BY sequence
            """, new { projectId });
        if (connection.Execute("DELETE FROM project WHERE id = @projectId", new { projectId }) == 0) throw new CommitWriter.Refused(CommitOutcome.VersionConflict);
        connection.Execute("INSERT INTO orphan_artifact (hash) SELECT @hash WHERE true ON CONFLICT DO NOTHING", hashes.Select(hash => new { hash }));
        AuditChain.Erase(connection, projectId);
        AuditChain.Append(connection, projectId, audit, isDeletion: true);
        foreach (var message in reply?.Messages ?? []) MessageWriter.Write(connection, message, projectId: null, reply!.At, touched);
        return [.. Orphans(connection).Intersect(hashes)];
    }
}

/// <summary>The turn that is finished, and what is said in answer to it outside any project.</summary>
internal sealed record TurnReply(string TurnId, DateTimeOffset At, IReadOnlyList<MessageWrite> Messages);
