using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Whether the bot still has something to do or to say, by its own books: channels that only show what was sent cannot tell.</summary>
internal sealed class PendingWork(string databaseFile)
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = databaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    public async Task<bool> IsAnyAsync() => await CountAsync() > 0;

    public async Task<long> CountAsync()
    {
        await using var database = new SqliteConnection(_connection);
        return await database.ExecuteScalarAsync<long>("""
            SELECT (SELECT count(*) FROM turn WHERE status = 'pending')
                 + (SELECT count(*) FROM work WHERE status IN ('queued', 'running'))
                 + (SELECT count(*) FROM message WHERE author = 'bot' AND revision > sent_revision)
            """);
    }
}
