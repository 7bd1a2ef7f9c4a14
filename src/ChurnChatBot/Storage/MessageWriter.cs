using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>Inserts a message or gives it its next revision; each takes the next change number.</summary>
internal static class MessageWriter
{
    /// <param name="projectId">Null for what is said outside any project.</param>
    public static void Write(SqliteConnection connection, MessageWrite message, string? projectId, DateTimeOffset at)
    {
        var change = connection.ExecuteScalar<long>("UPDATE counter SET value = value + 1 WHERE name = 'change' RETURNING value");
        var changed = connection.Execute(
            """
            INSERT INTO message (change, message_id, project_id, channel, conversation_id, revision, author, body_json, created_at, updated_at)
            VALUES (@change, @MessageId, @projectId, @Channel, @ConversationId, 1, @Author, @BodyJson, @at, @at)
            ON CONFLICT (message_id) DO UPDATE SET
                change = excluded.change, revision = revision + 1, body_json = excluded.body_json, updated_at = excluded.updated_at
            WHERE project_id IS excluded.project_id AND channel = excluded.channel AND conversation_id = excluded.conversation_id
            """, new
            {
                change,
                message.MessageId,
                projectId,
                message.Conversation.Channel,
                message.Conversation.ConversationId,
                message.Author,
                message.BodyJson,
                at = StoredTime.Write(at),
            });
        if (changed == 0) throw new ArgumentException($"Message {message.MessageId} belongs to another project or conversation.", nameof(message));
    }
}
