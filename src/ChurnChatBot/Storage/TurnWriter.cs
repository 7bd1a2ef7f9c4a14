using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>Finishes turns, inside whichever transaction does so.</summary>
internal static class TurnWriter
{
    /// <param name="status">done or failed.</param>
    /// <returns>False when the turn was finished before or is not known.</returns>
    public static bool Finish(SqliteConnection connection, string turnId, string status, DateTimeOffset at) => connection.Execute(
        "UPDATE turn SET status = @status, finished_at = @at, body_json = NULL, retry_at = NULL WHERE turn_id = @turnId AND status = 'pending'",
        new { turnId, status, at = StoredTime.Write(at) }) == 1;
}
