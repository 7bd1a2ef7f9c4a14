using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// Projects, their commits, approvals and artifacts.
internal sealed partial class ProjectDatabase
{
    /// <summary>Writes all of it or nothing.</summary>
    /// <exception cref="ArgumentException">The commit contradicts itself: a status that does not exist, an artifact of another project.</exception>
    public async Task<CommitOutcome> CommitAsync(ProjectCommit commit, CancellationToken cancellation = default)
    {
        CommitWriter.Validate(commit);
        IReadOnlyList<ConversationKey> touched;
        try
        {
            touched = await WriteAsync(connection => CommitWriter.Write(connection, commit), cancellation).ConfigureAwait(false);
        }
        catch (CommitWriter.Refused refused)
        {
            return refused.Outcome;
        }

        Announce(touched);
        if (commit.CompletesTurn is { } turn) TurnFinished?.Invoke(turn);
        return CommitOutcome.Committed;
    }

    /// <returns>The project that the conversation speaks about now, or null.</returns>
    public Task<ProjectRow?> FindProjectAsync(ConversationKey conversation, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            $"""
            SELECT {ProjectColumns} FROM project WHERE id =
                (SELECT project_id FROM conversation WHERE channel = @Channel AND conversation_id = @ConversationId)
            """, Key(conversation), Project), cancellation);

    public Task<ProjectRow?> GetProjectAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow($"SELECT {ProjectColumns} FROM project WHERE id = @projectId", new { projectId }, Project), cancellation);

    /// <returns>The projects that some conversation of the channel speaks about with that conversation, last changed first.</returns>
    public Task<IReadOnlyList<(ProjectRow Project, ConversationKey Conversation)>> ListProjectsAsync(string channel, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<(ProjectRow, ConversationKey)>)connection.Rows(
            $"""
            SELECT {ProjectColumns}, conversation_id FROM project JOIN conversation ON project_id = id
            WHERE channel = @channel ORDER BY updated_at DESC, id, conversation_id
            """, new { channel }, row => (Project(row), new ConversationKey(channel, row.GetString(6)))), cancellation);

    /// <returns>The project that a code joins, by the code's hash; null for one that is not known, was used or has expired.</returns>
    public Task<ProjectRow?> FindLinkAsync(string codeHash, DateTimeOffset now, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            $"SELECT {ProjectColumns} FROM project WHERE id = (SELECT project_id FROM project_link WHERE code_hash = @codeHash AND expires_at > @now)",
            new { codeHash, now = StoredTime.Write(now) }, Project), cancellation);

    /// <returns>The conversations that speak about the project at this moment.</returns>
    public Task<IReadOnlyList<ConversationKey>> ThreadsOfAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ConversationKey>)connection.Rows(
            "SELECT channel, conversation_id FROM conversation WHERE project_id = @projectId ORDER BY linked_at, channel, conversation_id",
            new { projectId }, row => new ConversationKey(row.GetString(0), row.GetString(1))), cancellation);

    /// <returns>The conversations that speak or spoke about the project, in the order in which they were linked.</returns>
    public Task<IReadOnlyList<ConversationKey>> ConversationsOfAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ConversationKey>)connection.Rows(
            "SELECT channel, conversation_id FROM project_conversation WHERE project_id = @projectId ORDER BY linked_at, channel, conversation_id",
            new { projectId }, row => new ConversationKey(row.GetString(0), row.GetString(1))), cancellation);

    public Task<ApprovalRow?> GetApprovalAsync(string approvalId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow($"SELECT {ApprovalColumns} FROM approval WHERE id = @approvalId", new { approvalId }, Approval), cancellation);

    /// <returns>Those not decided yet, expired ones included, oldest expiry first.</returns>
    public Task<IReadOnlyList<ApprovalRow>> OpenApprovalsAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ApprovalRow>)connection.Rows(
            $"SELECT {ApprovalColumns} FROM approval WHERE project_id = @projectId AND status = 'open' ORDER BY expires_at, id",
            new { projectId }, Approval), cancellation);

    public Task<IReadOnlyList<ArtifactLink>> ArtifactsAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ArtifactLink>)connection.Rows(
            $"SELECT {ArtifactColumns} FROM artifact_link WHERE project_id = @projectId ORDER BY kind, name, hash", new { projectId }, Artifact), cancellation);

    /// <returns>The project's link to that artifact, or null: a hash alone opens nothing.</returns>
    public Task<ArtifactLink?> FindArtifactAsync(string projectId, string hash, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            $"SELECT {ArtifactColumns} FROM artifact_link WHERE project_id = @projectId AND hash = @hash ORDER BY kind, name LIMIT 1",
            new { projectId, hash }, Artifact), cancellation);
}
