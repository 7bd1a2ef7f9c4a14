using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>Finishes turns, inside whichever transaction does so.</summary>
internal static class TurnWriter
{
    /// <param name="status">done or failed.</param>
    /// <param name="touched">Gets the conversations of messages that waited for the turn and are now to be shown anew.</param>
    /// <returns>False when the turn was finished before or is not known.</returns>
    public static bool Finish(SqliteConnection connection, string turnId, string status, DateTimeOffset at, ICollection<ConversationKey> touched)
    {
        var finished = connection.Execute(
            "UPDATE turn SET status = @status, finished_at = @at, body_json = NULL, retry_at = NULL WHERE turn_id = @turnId AND status = 'pending'",
            new { turnId, status, at = StoredTime.Write(at) }) == 1;
        if (!finished) return false;
        var waited = connection.Rows(
            "UPDATE message SET waiting_turn = NULL, sent_revision = 0 WHERE waiting_turn = @turnId RETURNING channel, conversation_id", new { turnId },
            row => new ConversationKey(row.GetString(0), row.GetString(1)));
        foreach (var conversation in waited) touched.Add(conversation);
        return true;
    }
}
