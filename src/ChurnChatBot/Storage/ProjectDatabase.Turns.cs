using Dapper;
using Microsoft.Data.Sqlite;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// The inbox. A finished turn keeps its id, so that a repeat still collides, and loses its body.
internal sealed partial class ProjectDatabase
{
    /// <param name="forwardedFrom">The conversation whose awaited file the turn brings; it awaits none any more.</param>
    /// <returns>False when a turn of this id was stored before; then nothing changes.</returns>
    public Task<bool> AddTurnAsync(
        string turnId, ConversationKey conversation, string bodyJson, DateTimeOffset receivedAt, ConversationKey? forwardedFrom = null, CancellationToken cancellation = default) =>
        WriteAsync(connection =>
        {
            var added = connection.Execute(
                """
                INSERT INTO turn (turn_id, channel, conversation_id, body_json, received_at) VALUES (@turnId, @Channel, @ConversationId, @bodyJson, @at)
                ON CONFLICT (turn_id) DO NOTHING
                """,
                new { turnId, conversation.Channel, conversation.ConversationId, bodyJson, at = StoredTime.Write(receivedAt) }) == 1;
            if (added && forwardedFrom is not null)
                connection.Execute("DELETE FROM file_destination WHERE channel = @Channel AND conversation_id = @ConversationId", Key(forwardedFrom));
            return added;
        }, cancellation);

    /// <returns>The oldest turn of the conversation that is not finished, or null.</returns>
    public Task<TurnRow?> NextTurnAsync(ConversationKey conversation, CancellationToken cancellation = default) =>
        ReadAsync(connection => NextTurn(connection, conversation), cancellation);

    /// <summary>
    /// Counts an attempt at the conversation's oldest unfinished turn before it is made, so that a turn which takes the process down with it
    /// is not tried for ever.
    /// </summary>
    /// <returns>The turn with that attempt counted; null when none waits. One whose time to retry has not come is returned uncounted.</returns>
    public Task<TurnRow?> StartTurnAsync(ConversationKey conversation, DateTimeOffset now, CancellationToken cancellation = default) =>
        WriteAsync(connection =>
        {
            if (NextTurn(connection, conversation) is not { } turn || turn.RetryAt > now) return NextTurn(connection, conversation);
            connection.Execute("UPDATE turn SET attempts = attempts + 1, retry_at = NULL WHERE sequence = @Sequence", new { turn.Sequence });
            return turn with { Attempts = turn.Attempts + 1, RetryAt = null };
        }, cancellation);

    /// <summary>The attempt failed; the turn waits until then, and those behind it with it.</summary>
    public Task RetryTurnAsync(string turnId, DateTimeOffset retryAt, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            "UPDATE turn SET retry_at = @at WHERE turn_id = @turnId AND status = 'pending'", new { turnId, at = StoredTime.Write(retryAt) }), cancellation);

    /// <summary>The attempt was broken off by a shutdown and does not count.</summary>
    public Task ReleaseTurnAsync(string turnId, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            "UPDATE turn SET attempts = max(attempts - 1, 0) WHERE turn_id = @turnId AND status = 'pending'", new { turnId }), cancellation);

    /// <summary>Finishes a turn that changes no project, with what is said outside any project: a welcome, a help text.</summary>
    /// <returns>False when it was finished before; then the messages are not written either.</returns>
    public Task<bool> CompleteTurnAsync(
        string turnId, DateTimeOffset at, IReadOnlyList<MessageWrite>? messages = null, CancellationToken cancellation = default) =>
        FinishTurnAsync(turnId, "done", at, messages ?? [], cancellation);

    /// <summary>Gives a turn up, with the words that tell the person.</summary>
    /// <returns>False when it was finished before; then the messages are not written either.</returns>
    public Task<bool> FailTurnAsync(
        string turnId, DateTimeOffset at, IReadOnlyList<MessageWrite>? messages = null, CancellationToken cancellation = default) =>
        FinishTurnAsync(turnId, "failed", at, messages ?? [], cancellation);

    /// <returns>Conversations with unfinished turns, longest waiting first.</returns>
    public Task<IReadOnlyList<ConversationKey>> ConversationsWithPendingTurnsAsync(CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ConversationKey>)connection.Rows(
            "SELECT channel, conversation_id FROM turn WHERE status = 'pending' GROUP BY channel, conversation_id ORDER BY min(sequence)",
            null, row => new ConversationKey(row.GetString(0), row.GetString(1))), cancellation);

    private async Task<bool> FinishTurnAsync(
        string turnId, string status, DateTimeOffset at, IReadOnlyList<MessageWrite> messages, CancellationToken cancellation)
    {
        var touched = new List<ConversationKey>();
        var finished = await WriteAsync(connection =>
        {
            if (!TurnWriter.Finish(connection, turnId, status, at, touched)) return false;
            foreach (var message in messages) MessageWriter.Write(connection, message, projectId: null, at, touched);
            return true;
        }, cancellation).ConfigureAwait(false);
        if (!finished) return false;
        Announce(touched);
        TurnFinished?.Invoke(turnId);
        return true;
    }

    private static TurnRow? NextTurn(SqliteConnection connection, ConversationKey conversation) => connection.FirstRow(
        $"""
        SELECT {TurnColumns} FROM turn WHERE channel = @Channel AND conversation_id = @ConversationId AND status = 'pending' ORDER BY sequence LIMIT 1
        """, Key(conversation), Turn);
}
