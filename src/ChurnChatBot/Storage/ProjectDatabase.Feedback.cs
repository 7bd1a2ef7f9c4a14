using Dapper;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// What people think of messages, and finding the message that a channel means.
internal sealed partial class ProjectDatabase
{
    /// <returns>Of one project, oldest first.</returns>
    public Task<IReadOnlyList<FeedbackRow>> FeedbackAsync(string projectId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<FeedbackRow>)connection.Rows(
            "SELECT message_id, person_name, reaction, text, at FROM feedback WHERE project_id = @projectId ORDER BY at, message_id, person_id", new { projectId },
            row => new FeedbackRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), StoredTime.Read(row.GetString(4)))), cancellation);

    /// <returns>The message that the channel knows by this handle, or null.</returns>
    public Task<MessageRow?> FindMessageAsync(ConversationKey conversation, string handle, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            $"SELECT {MessageColumns} FROM message WHERE channel = @Channel AND conversation_id = @ConversationId AND handle = @handle",
            new { conversation.Channel, conversation.ConversationId, handle }, Message), cancellation);

    /// <summary>For a handle that names its place as well, of a message that stands in another conversation than its own.</summary>
    public Task<MessageRow?> FindMessageAsync(string channel, string handle, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow($"SELECT {MessageColumns} FROM message WHERE channel = @channel AND handle = @handle", new { channel, handle }, Message), cancellation);

    /// <summary>For a channel that tells a message without its thread: the conversation is the one named, or one whose id begins with that name and a slash.</summary>
    /// <returns>The message that the channel knows by this handle, or null.</returns>
    public Task<MessageRow?> FindMessageWithinAsync(string channel, string place, string handle, CancellationToken cancellation = default) =>
        // '0' is what comes after '/'. A range, so that the index of handles serves.
        ReadAsync(connection => connection.FirstRow(
            $"""
            SELECT {MessageColumns} FROM message WHERE channel = @channel AND handle = @handle
                AND (conversation_id = @place OR (conversation_id >= @place || '/' AND conversation_id < @place || '0'))
            """, new { channel, place, handle }, Message), cancellation);

    /// <returns>Id of the last message of the bot in the conversation, or null.</returns>
    public Task<string?> LastMessageAsync(ConversationKey conversation, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.ExecuteScalar<string?>(
            """
            SELECT message_id FROM message WHERE channel = @Channel AND conversation_id = @ConversationId AND author = 'bot'
            ORDER BY sequence DESC LIMIT 1
            """, Key(conversation)), cancellation);

    /// <summary>The message now shows that the turn is being worked on; when the turn is finished, the message is due again.</summary>
    /// <returns>False when the turn is finished already, or there is no such message.</returns>
    public Task<bool> ShowAsWorkingAsync(string messageId, string turnId, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            """
            UPDATE message SET waiting_turn = @turnId
            WHERE message_id = @messageId AND EXISTS (SELECT 1 FROM turn WHERE turn_id = @turnId AND status = 'pending')
            """, new { messageId, turnId }) == 1, cancellation);

    public Task<bool> IsTurnPendingAsync(string turnId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM turn WHERE turn_id = @turnId AND status = 'pending')", new { turnId }), cancellation);
}
