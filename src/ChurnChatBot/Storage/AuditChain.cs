using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

/// <summary>
/// Who decided what and when, so that a later change shows. Each line's hash covers the line before it, its own time and action, and a
/// salted hash of the personal part (who, details). Deleting a project erases the personal part with its salt: the chain still holds, and
/// the erased words cannot be guessed back. An erased line is accepted only where a later line tells of the deletion.
/// </summary>
internal static class AuditChain
{
    public static readonly string Beginning = new('0', 64);

    public static void Append(SqliteConnection connection, string projectId, NewAudit line, bool isDeletion)
    {
        var sequence = connection.ExecuteScalar<long>("UPDATE counter SET value = value + 1 WHERE name = 'audit' RETURNING value");
        var previous = connection.ExecuteScalar<string?>("SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1") ?? Beginning;
        var salt = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var content = ContentHash(salt, line.PersonId, line.PersonName, line.DetailsJson);
        var at = StoredTime.Write(line.At);
        connection.Execute(
            """
            INSERT INTO audit (sequence, project_id, at, person_id, person_name, action, details_json, salt, content_hash, is_deletion, previous_hash, hash)
            VALUES (@sequence, @projectId, @at, @PersonId, @PersonName, @Action, @DetailsJson, @salt, @content, @isDeletion, @previous, @hash)
            """, new
            {
                sequence,
                projectId,
                at,
                line.PersonId,
                line.PersonName,
                line.Action,
                line.DetailsJson,
                salt,
                content,
                isDeletion,
                previous,
                hash = LineHash(previous, sequence, projectId, at, line.Action, isDeletion, content),
            });
    }

    public static void Erase(SqliteConnection connection, string projectId) => connection.Execute(
        "UPDATE audit SET person_id = '', person_name = '', details_json = '{}', salt = '', is_erased = 1 WHERE project_id = @projectId", new { projectId });

    public static AuditVerification Verify(SqliteConnection connection)
    {
        var lines = connection.Rows($"SELECT {AuditColumns} FROM audit ORDER BY sequence", null, row =>
            new Line(Audit(row), Salt: row.GetString(10), ContentHash: row.GetString(11), IsDeletion: row.GetBoolean(12)));
        var deletedIn = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.IsDeletion)) deletedIn[line.Row.ProjectId] = line.Row.Sequence;

        var previous = Beginning;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsSound(lines[i], i + 1, previous, deletedIn)) return new AuditVerification(lines.Count, i + 1);
            previous = lines[i].Row.Hash;
        }

        var written = connection.ExecuteScalar<long>("SELECT value FROM counter WHERE name = 'audit'");
        return new AuditVerification(lines.Count, lines.Count == written ? null : lines.Count + 1);
    }

    private static bool IsSound(Line line, long expected, string previous, Dictionary<string, long> deletedIn)
    {
        var row = line.Row;
        if (row.Sequence != expected || row.PreviousHash != previous) return false;
        if (row.Hash != LineHash(previous, row.Sequence, row.ProjectId, StoredTime.Write(row.At), row.Action, line.IsDeletion, line.ContentHash)) return false;
        return row.IsErased
            ? deletedIn.GetValueOrDefault(row.ProjectId) > row.Sequence && row.PersonId.Length + row.PersonName.Length == 0 && row.DetailsJson == "{}"
            : line.ContentHash == ContentHash(line.Salt, row.PersonId, row.PersonName, row.DetailsJson);
    }

    private static string ContentHash(params string[] parts) => Hash(parts);

    private static string LineHash(string previous, long sequence, string projectId, string at, string action, bool isDeletion, string content) =>
        Hash([previous, sequence.ToString(CultureInfo.InvariantCulture), projectId, at, action, isDeletion ? "deletion" : "", content]);

    // Each part is led by its length, so that no two lists of parts read the same.
    private static string Hash(string[] parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed record Line(AuditRow Row, string Salt, string ContentHash, bool IsDeletion);
}
