using Dapper;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// What was said, for feeds and for the outbox.
internal sealed partial class ProjectDatabase
{
    /// <returns>The project's messages in one conversation, in the order in which they were first said.</returns>
    public Task<IReadOnlyList<MessageRow>> MessagesAsync(string projectId, ConversationKey conversation, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<MessageRow>)connection.Rows(
            $"""
            SELECT {MessageColumns} FROM message
            WHERE project_id = @projectId AND channel = @Channel AND conversation_id = @ConversationId ORDER BY sequence
            """, new { projectId, conversation.Channel, conversation.ConversationId }, Message), cancellation);

    /// <summary>Everything in a conversation that is new or changed since a change number, 0 for all; said outside projects included.</summary>
    /// <returns>In order of change, each message once, in its latest revision.</returns>
    public Task<IReadOnlyList<MessageRow>> MessagesSinceAsync(ConversationKey conversation, long change, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<MessageRow>)connection.Rows(
            $"""
            SELECT {MessageColumns} FROM message
            WHERE channel = @Channel AND conversation_id = @ConversationId AND change > @change ORDER BY change
            """, new { conversation.Channel, conversation.ConversationId, change }, Message), cancellation);

    public Task<MessageRow?> GetMessageAsync(string messageId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow($"SELECT {MessageColumns} FROM message WHERE message_id = @messageId", new { messageId }, Message), cancellation);

    /// <summary>Inserts or updates the one message that tells how work goes, outside a commit.</summary>
    /// <returns>False, and nothing written, when the work is no longer running: its end has already said the last word.</returns>
    public async Task<bool> UpsertProgressMessageAsync(
        string workId, MessageWrite message, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var touched = new List<ConversationKey>();
        var written = await WriteAsync(connection =>
        {
            var projectId = connection.ExecuteScalar<string?>("SELECT project_id FROM work WHERE id = @workId AND status = 'running'", new { workId });
            if (projectId is null) return false;
            MessageWriter.Write(connection, message, projectId, at, touched);
            return true;
        }, cancellation).ConfigureAwait(false);
        if (written) Announce(touched);
        return written;
    }

    /// <returns>Conversations with messages of the bot that are not sent in their latest revision, longest waiting first.</returns>
    public Task<IReadOnlyList<ConversationKey>> ConversationsWithUnsentMessagesAsync(CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ConversationKey>)connection.Rows(
            """
            SELECT channel, conversation_id FROM message WHERE author = 'bot' AND revision > sent_revision
            GROUP BY channel, conversation_id ORDER BY min(sequence)
            """, null, row => new ConversationKey(row.GetString(0), row.GetString(1))), cancellation);

    /// <returns>Those messages of one conversation, in the order in which they were first said.</returns>
    public Task<IReadOnlyList<UnsentMessage>> UnsentMessagesAsync(ConversationKey conversation, int limit, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<UnsentMessage>)connection.Rows(
            $"""
            SELECT {MessageColumns} FROM message INDEXED BY message_unsent
            WHERE author = 'bot' AND revision > sent_revision AND channel = @Channel AND conversation_id = @ConversationId ORDER BY sequence LIMIT @limit
            """, new { conversation.Channel, conversation.ConversationId, limit }, Unsent), cancellation);

    /// <returns>Conversations in which the bot is to take something back.</returns>
    public Task<IReadOnlyList<ConversationKey>> ConversationsWithRemovalsAsync(CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ConversationKey>)connection.Rows(
            "SELECT DISTINCT channel, conversation_id FROM message_removal", null, row => new ConversationKey(row.GetString(0), row.GetString(1))), cancellation);

    /// <returns>What is to be taken out of a conversation, oldest first.</returns>
    public Task<IReadOnlyList<MessageRemoval>> RemovalsAsync(ConversationKey conversation, int limit, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<MessageRemoval>)connection.Rows(
            "SELECT sequence, handle FROM message_removal WHERE channel = @Channel AND conversation_id = @ConversationId ORDER BY sequence LIMIT @limit",
            new { conversation.Channel, conversation.ConversationId, limit }, row => new MessageRemoval(row.GetInt64(0), row.GetString(1))), cancellation);

    public Task MarkRemovedAsync(long sequence, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute("DELETE FROM message_removal WHERE sequence = @sequence", new { sequence }), cancellation);

    /// <summary>Notes that a revision was sent. A message that was removed meanwhile is passed over.</summary>
    public Task MarkSentAsync(string messageId, int revision, string? handle, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            "UPDATE message SET sent_revision = max(sent_revision, @revision), handle = coalesce(@handle, handle) WHERE message_id = @messageId",
            new { messageId, revision, handle }), cancellation);
}
