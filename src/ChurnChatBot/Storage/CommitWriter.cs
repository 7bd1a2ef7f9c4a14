using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>
/// Writes a <see cref="ProjectCommit"/> inside the writer's transaction. Its refusals come as <see cref="Refused"/>, whose throw takes
/// back the savepoint with everything written before.
/// </summary>
internal static class CommitWriter
{
    private static readonly string[] Decisions = [ApprovalStatus.Approved, ApprovalStatus.Rejected, ApprovalStatus.Superseded];
    private static readonly string[] Ends = [WorkStatus.Done, WorkStatus.Failed, WorkStatus.Cancelled];

    public static void Validate(ProjectCommit commit)
    {
        ArgumentException.ThrowIfNullOrEmpty(commit.ProjectId);
        if (commit.ExpectedVersion < 0) throw new ArgumentException($"Expected version {commit.ExpectedVersion}; at least 0 was expected.", nameof(commit));
        if (commit.Decisions.FirstOrDefault(decision => !Decisions.Contains(decision.Status)) is { } odd)
            throw new ArgumentException($"'{odd.Status}' is no decision.", nameof(commit));
        if (commit.CompletesWork is { } end && !Ends.Contains(end.Status))
            throw new ArgumentException($"'{end.Status}' is no end of work.", nameof(commit));
        if (commit.Artifacts.Any(link => link.ProjectId != commit.ProjectId || !ArtifactHash.IsValid(link.Hash)))
            throw new ArgumentException("An artifact link belongs to another project or has no valid hash.", nameof(commit));
    }

    /// <returns>Conversations in which something is new or to be shown anew.</returns>
    /// <exception cref="Refused">Nothing may be written.</exception>
    public static IReadOnlyList<ConversationKey> Write(SqliteConnection connection, ProjectCommit commit)
    {
        var touched = new List<ConversationKey>();
        CompleteTurn(connection, commit, touched);
        CompleteWork(connection, commit);
        if (commit.RedeemsLink is { } code) Redeem(connection, commit, code);
        WriteProject(connection, commit);
        foreach (var decision in commit.Decisions) Decide(connection, commit, decision);
        foreach (var approval in commit.NewApprovals) AddApproval(connection, commit, approval);
        foreach (var message in commit.Messages) MessageWriter.Write(connection, message, commit.ProjectId, commit.At, touched);
        foreach (var work in commit.NewWork) AddWork(connection, commit, work);
        foreach (var id in commit.StopWork) StopWork(connection, commit, id);
        foreach (var link in commit.Artifacts) AddArtifact(connection, link);
        foreach (var line in commit.Audit) AuditChain.Append(connection, commit.ProjectId, line, isDeletion: false);
        foreach (var word in commit.Feedback) AddFeedback(connection, commit, word);
        foreach (var link in commit.NewLinks) AddLink(connection, commit, link);
        return touched;
    }

    private static void CompleteTurn(SqliteConnection connection, ProjectCommit commit, List<ConversationKey> touched)
    {
        if (commit.CompletesTurn is { } turnId && !TurnWriter.Finish(connection, turnId, "done", commit.At, touched))
            throw new Refused(CommitOutcome.TurnAlreadyDone);
    }

    private static void CompleteWork(SqliteConnection connection, ProjectCommit commit)
    {
        if (commit.CompletesWork is not { } end) return;
        var changed = connection.Execute(
            """
            UPDATE work SET status = @Status, retry_at = NULL, updated_at = @at
            WHERE id = @WorkId AND project_id = @ProjectId AND status IN ('queued', 'running')
            """, new { end.Status, end.WorkId, commit.ProjectId, at = StoredTime.Write(commit.At) });
        if (changed == 0) throw new Refused(CommitOutcome.WorkAlreadyDone);
    }

    private static void WriteProject(SqliteConnection connection, ProjectCommit commit)
    {
        var parameters = new { commit.ProjectId, commit.Name, commit.StateJson, commit.ExpectedVersion, at = StoredTime.Write(commit.At) };
        var changed = connection.Execute(
            commit.ExpectedVersion == 0
                ? """
                  INSERT INTO project (id, name, version, state_json, created_at, updated_at) VALUES (@ProjectId, @Name, 1, @StateJson, @at, @at)
                  ON CONFLICT (id) DO NOTHING
                  """
                : """
                  UPDATE project SET name = @Name, state_json = @StateJson, version = version + 1, updated_at = @at
                  WHERE id = @ProjectId AND version = @ExpectedVersion
                  """, parameters);
        if (changed == 0) throw new Refused(CommitOutcome.VersionConflict);
        if (commit.LinkConversation is not { } conversation) return;
        connection.Execute(
            """
            INSERT INTO conversation (channel, conversation_id, project_id, linked_at) VALUES (@Channel, @ConversationId, @ProjectId, @at)
            ON CONFLICT (channel, conversation_id) DO UPDATE SET project_id = excluded.project_id, linked_at = excluded.linked_at;
            INSERT INTO project_conversation (project_id, channel, conversation_id, linked_at) VALUES (@ProjectId, @Channel, @ConversationId, @at)
            ON CONFLICT DO NOTHING;
            """, new { conversation.Channel, conversation.ConversationId, commit.ProjectId, at = StoredTime.Write(commit.At) });
    }

    // What a later plan supersedes may have expired; a person's decision must come in time.
    private static void Decide(SqliteConnection connection, ProjectCommit commit, ApprovalDecision decision)
    {
        var changed = connection.Execute(
            """
            UPDATE approval SET status = @Status, decided_by = @PersonId, decided_by_name = @PersonName, decided_at = @at, reason = @Reason
            WHERE id = @ApprovalId AND project_id = @ProjectId AND plan_hash = @PlanHash AND status = 'open'
              AND (@Status = 'superseded' OR expires_at > @at)
            """, new
            {
                decision.Status,
                decision.PersonId,
                decision.PersonName,
                decision.Reason,
                decision.ApprovalId,
                decision.PlanHash,
                commit.ProjectId,
                at = StoredTime.Write(decision.At),
            });
        if (changed == 0) throw new Refused(CommitOutcome.ApprovalNotOpen);
    }

    private static void AddApproval(SqliteConnection connection, ProjectCommit commit, NewApproval approval) => connection.Execute(
        """
        INSERT INTO approval (id, project_id, kind, plan_json, plan_hash, format_version, who_may, expires_at, message_id)
        VALUES (@Id, @ProjectId, @Kind, @PlanJson, @PlanHash, @FormatVersion, @WhoMay, @expires, @MessageId)
        """, new
        {
            approval.Id,
            commit.ProjectId,
            approval.Kind,
            approval.PlanJson,
            approval.PlanHash,
            approval.FormatVersion,
            approval.WhoMay,
            expires = StoredTime.Write(approval.ExpiresAt),
            approval.MessageId,
        });

    private static void AddWork(SqliteConnection connection, ProjectCommit commit, NewWork work) => connection.Execute(
        """
        INSERT INTO work (id, project_id, kind, plan_json, created_at, updated_at) VALUES (@Id, @ProjectId, @Kind, @PlanJson, @at, @at)
        """, new { work.Id, commit.ProjectId, work.Kind, work.PlanJson, at = StoredTime.Write(commit.At) });

    // Work that has ended meanwhile needs no stopping: that is no conflict.
    private static void StopWork(SqliteConnection connection, ProjectCommit commit, string id) => connection.Execute(
        "UPDATE work SET stop_requested = 1 WHERE id = @id AND project_id = @ProjectId AND status IN ('queued', 'running')",
        new { id, commit.ProjectId });

    private static void AddFeedback(SqliteConnection connection, ProjectCommit commit, NewFeedback word) => connection.Execute(
        """
        INSERT INTO feedback (project_id, message_id, person_id, person_name, reaction, text, at)
        VALUES (@ProjectId, @MessageId, @PersonId, @PersonName, @Reaction, @Text, @at)
        ON CONFLICT (project_id, message_id, person_id) DO UPDATE SET reaction = excluded.reaction, text = excluded.text, at = excluded.at
        """, new { commit.ProjectId, word.MessageId, word.PersonId, word.PersonName, word.Reaction, word.Text, at = StoredTime.Write(commit.At) });

    private static void AddLink(SqliteConnection connection, ProjectCommit commit, NewLink link) => connection.Execute(
        """
        DELETE FROM project_link WHERE expires_at <= @now;
        INSERT INTO project_link (code_hash, project_id, expires_at) VALUES (@CodeHash, @ProjectId, @expires);
        """, new { link.CodeHash, commit.ProjectId, expires = StoredTime.Write(link.ExpiresAt), now = StoredTime.Write(commit.At) });

    private static void Redeem(SqliteConnection connection, ProjectCommit commit, string code)
    {
        var used = connection.Execute("DELETE FROM project_link WHERE code_hash = @code AND project_id = @ProjectId AND expires_at > @now",
            new { code, commit.ProjectId, now = StoredTime.Write(commit.At) });
        if (used == 0) throw new Refused(CommitOutcome.LinkNotOpen);
    }

    private static void AddArtifact(SqliteConnection connection, ArtifactLink link)
    {
        connection.Execute(
            """
            INSERT INTO artifact_link (project_id, hash, kind, name, media_type, size) VALUES (@ProjectId, @Hash, @Kind, @Name, @MediaType, @Size)
            ON CONFLICT DO NOTHING
            """, link);
        connection.Execute("DELETE FROM orphan_artifact WHERE hash = @Hash", link);
    }

    /// <summary>Carries the outcome out of the savepoint; never leaves the database room.</summary>
    internal sealed class Refused(CommitOutcome outcome) : Exception
    {
        public CommitOutcome Outcome => outcome;
    }
}
