using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>
/// Inserts a message or gives it its next revision; each takes the next change number. What is said in one thread of a project goes as a
/// copy to every other thread that speaks about it, and with each revision the copies have theirs.
/// </summary>
internal static class MessageWriter
{
    /// <param name="projectId">Null for what is said outside any project.</param>
    /// <param name="touched">Gets the conversations in which something is new.</param>
    public static void Write(SqliteConnection connection, MessageWrite message, string? projectId, DateTimeOffset at, ICollection<ConversationKey> touched)
    {
        var place = Put(connection, message, projectId, null, at) ?? throw new ArgumentException($"Message {message.MessageId} belongs to another project.", nameof(message));
        touched.Add(place);
        if (projectId is null || message.ElsewhereJson is not { } elsewhere) return;
        foreach (var other in Others(connection, message.MessageId, projectId, place))
        {
            var copy = new MessageWrite(CopyId(message.MessageId, other), other, MessageRow.BotAuthor, elsewhere);
            if (Put(connection, copy, projectId, message.MessageId, at) is not null) touched.Add(other);
        }
    }

    /// <summary>The same for the same message and thread, so that a later revision finds its copies.</summary>
    private static string CopyId(string messageId, ConversationKey conversation) =>
        $"{messageId}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation.Channel}\n{conversation.ConversationId}")))[..16]}";

    /// <summary>The threads that speak about the project now, and those that did when the message was said.</summary>
    private static IReadOnlyList<ConversationKey> Others(SqliteConnection connection, string messageId, string projectId, ConversationKey place) =>
        [.. connection.Rows(
            """
            SELECT channel, conversation_id FROM conversation WHERE project_id = @projectId
            UNION SELECT channel, conversation_id FROM message WHERE copy_of = @messageId
            ORDER BY channel, conversation_id
            """, new { projectId, messageId }, row => new ConversationKey(row.GetString(0), row.GetString(1))).Where(other => other != place)];

    /// <returns>Where it stands; null where a message of this id belongs to another project.</returns>
    private static ConversationKey? Put(SqliteConnection connection, MessageWrite message, string? projectId, string? copyOf, DateTimeOffset at)
    {
        var change = connection.ExecuteScalar<long>("UPDATE counter SET value = value + 1 WHERE name = 'change' RETURNING value");
        return connection.FirstRow(
            """
            INSERT INTO message (change, message_id, project_id, channel, conversation_id, revision, author, body_json, created_at, updated_at, copy_of)
            VALUES (@change, @MessageId, @projectId, @Channel, @ConversationId, 1, @Author, @BodyJson, @at, @at, @copyOf)
            ON CONFLICT (message_id) DO UPDATE SET
                change = excluded.change, revision = revision + 1, body_json = excluded.body_json, updated_at = excluded.updated_at
            WHERE project_id IS excluded.project_id
            RETURNING channel, conversation_id
            """, new
            {
                change,
                message.MessageId,
                projectId,
                message.Conversation.Channel,
                message.Conversation.ConversationId,
                message.Author,
                message.BodyJson,
                copyOf,
                at = StoredTime.Write(at),
            }, row => new ConversationKey(row.GetString(0), row.GetString(1)));
    }
}
