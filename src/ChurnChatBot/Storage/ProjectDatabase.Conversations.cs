using Dapper;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// Where conversations are, and which projects they have spoken about.
internal sealed partial class ProjectDatabase
{
    /// <summary>Notes how a channel reaches a conversation. A closed one is open again, and what it was not told yet is due.</summary>
    public async Task SaveReferenceAsync(ConversationKey conversation, string bodyJson, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var wasClosed = await WriteAsync(connection =>
        {
            var closed = connection.ExecuteScalar<bool>(
                "SELECT is_closed FROM conversation_reference WHERE channel = @Channel AND conversation_id = @ConversationId", Key(conversation));
            connection.Execute(
                """
                INSERT INTO conversation_reference (channel, conversation_id, body_json, updated_at) VALUES (@Channel, @ConversationId, @bodyJson, @at)
                ON CONFLICT (channel, conversation_id) DO UPDATE SET body_json = excluded.body_json, is_closed = 0, updated_at = excluded.updated_at
                """, new { conversation.Channel, conversation.ConversationId, bodyJson, at = StoredTime.Write(at) });
            return closed;
        }, cancellation).ConfigureAwait(false);
        if (wasClosed) Announce([conversation]);
    }

    public Task<ReferenceRow?> ReferenceAsync(ConversationKey conversation, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            "SELECT body_json, is_closed FROM conversation_reference WHERE channel = @Channel AND conversation_id = @ConversationId",
            Key(conversation), row => new ReferenceRow(row.GetString(0), row.GetBoolean(1))), cancellation);

    /// <summary>The bot was removed from the conversation.</summary>
    public Task CloseConversationAsync(ConversationKey conversation, DateTimeOffset at, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            "UPDATE conversation_reference SET is_closed = 1, updated_at = @at WHERE channel = @Channel AND conversation_id = @ConversationId",
            new { conversation.Channel, conversation.ConversationId, at = StoredTime.Write(at) }), cancellation);

    /// <returns>The projects that this conversation has spoken about, last changed first.</returns>
    public Task<IReadOnlyList<ProjectRow>> ProjectsOfAsync(ConversationKey conversation, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ProjectRow>)connection.Rows(
            $"""
            SELECT {ProjectColumns} FROM project WHERE id IN
                (SELECT project_id FROM project_conversation WHERE channel = @Channel AND conversation_id = @ConversationId)
            ORDER BY updated_at DESC, id
            """, Key(conversation), Project), cancellation);

    /// <returns>The projects in which this person uploaded, changed or decided something, last changed first.</returns>
    public Task<IReadOnlyList<ProjectRow>> ProjectsWorkedOnAsync(string personId, CancellationToken cancellation = default) =>
        ReadAsync(connection => (IReadOnlyList<ProjectRow>)connection.Rows(
            $"""
            SELECT {ProjectColumns} FROM project WHERE id IN (SELECT project_id FROM audit WHERE person_id = @personId AND is_erased = 0)
            ORDER BY updated_at DESC, id LIMIT 200
            """, new { personId }, Project), cancellation);

    /// <summary>The next file from <paramref name="conversation"/> is meant for another conversation of the same channel.</summary>
    public Task AwaitFileAsync(ConversationKey conversation, string targetConversationId, DateTimeOffset expiresAt, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            """
            INSERT INTO file_destination (channel, conversation_id, target_conversation_id, expires_at)
            VALUES (@Channel, @ConversationId, @targetConversationId, @expires)
            ON CONFLICT (channel, conversation_id) DO UPDATE SET target_conversation_id = excluded.target_conversation_id, expires_at = excluded.expires_at
            """, new { conversation.Channel, conversation.ConversationId, targetConversationId, expires = StoredTime.Write(expiresAt) }), cancellation);

    /// <returns>The conversation that the next file from here is meant for, or null.</returns>
    public Task<ConversationKey?> FileDestinationAsync(ConversationKey conversation, DateTimeOffset now, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            """
            SELECT target_conversation_id FROM file_destination
            WHERE channel = @Channel AND conversation_id = @ConversationId AND expires_at > @now
            """, new { conversation.Channel, conversation.ConversationId, now = StoredTime.Write(now) },
            row => new ConversationKey(conversation.Channel, row.GetString(0))), cancellation);
}
