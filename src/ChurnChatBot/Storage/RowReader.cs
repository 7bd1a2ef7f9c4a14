using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>Columns of each kind of row and how a row is read from them. By position: the column lists are beside their readers.</summary>
internal static class RowReader
{
    public const string ProjectColumns = "id, name, version, state_json, created_at, updated_at";

    public const string TurnColumns = "sequence, turn_id, channel, conversation_id, body_json, received_at, attempts, retry_at";

    public const string MessageColumns =
        "sequence, change, message_id, project_id, channel, conversation_id, revision, author, body_json, created_at, updated_at, handle, copy_of";

    public const string ApprovalColumns =
        "id, project_id, kind, plan_json, plan_hash, format_version, who_may, expires_at, status, decided_by, decided_by_name, decided_at, reason, message_id";

    public const string WorkColumns = "id, project_id, kind, plan_json, checkpoint_json, status, attempts, stop_requested, retry_at";

    public const string AuditColumns =
        "sequence, project_id, at, person_id, person_name, action, details_json, previous_hash, hash, is_erased, salt, content_hash, is_deletion";

    public const string ArtifactColumns = "project_id, hash, kind, name, media_type, size";

    public static ProjectRow Project(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3), Time(row, 4), Time(row, 5));

    public static TurnRow Turn(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), new ConversationKey(row.GetString(2), row.GetString(3)), Text(row, 4) ?? "", Time(row, 5), row.GetInt32(6),
            TimeOrNull(row, 7));

    public static MessageRow Message(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), Text(row, 3) ?? "", new ConversationKey(row.GetString(4), row.GetString(5)), row.GetInt32(6),
            row.GetString(7), row.GetString(8), Time(row, 9), Time(row, 10))
        { CopyOf = Text(row, 12) };

    public static UnsentMessage Unsent(DbDataReader row) => new(Message(row), Text(row, 11));

    public static ApprovalRow Approval(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5), Text(row, 6), Time(row, 7),
            row.GetString(8), Text(row, 9), Text(row, 10), TimeOrNull(row, 11), Text(row, 12), Text(row, 13));

    public static WorkRow Work(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Text(row, 4), row.GetString(5), row.GetInt32(6), row.GetBoolean(7),
            TimeOrNull(row, 8));

    public static AuditRow Audit(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), Time(row, 2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
            row.GetString(8), row.GetBoolean(9));

    public static ArtifactLink Artifact(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5));

    public static List<T> Rows<T>(this SqliteConnection connection, string sql, object? parameters, Func<DbDataReader, T> read)
    {
        using var reader = connection.ExecuteReader(sql, parameters);
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read((DbDataReader)reader));
        return rows;
    }

    public static T? FirstRow<T>(this SqliteConnection connection, string sql, object? parameters, Func<DbDataReader, T> read)
        where T : class
    {
        using var reader = connection.ExecuteReader(sql, parameters);
        return reader.Read() ? read((DbDataReader)reader) : null;
    }

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Time(DbDataReader row, int column) => StoredTime.Read(row.GetString(column));

    public static DateTimeOffset? TimeOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : Time(row, column);
}
