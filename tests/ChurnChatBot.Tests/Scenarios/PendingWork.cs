using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Whether the bot still has something to do or to say, by its own books: channels that only show what was sent cannot tell.</summary>
internal sealed class PendingWork(string databaseFile)
{
    private const string Turns = "SELECT count(*) FROM turn WHERE status = 'pending'";
    private const string Messages = "SELECT count(*) FROM message WHERE author = 'bot' AND revision > sent_revision";
    private const string Works = "SELECT count(*) FROM work WHERE status IN ('queued', 'running')";
    private const string Removals = "SELECT count(*) FROM message_removal";
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = databaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    public async Task<bool> IsAnyAsync() => await CountAsync() > 0;

    public Task<long> CountAsync() => CountAsync($"SELECT ({Turns}) + ({Works}) + ({Messages}) + ({Removals})");

    /// <summary>Whether there is something to answer; long work may still be going on.</summary>
    public async Task<bool> IsAnyTurnAsync() => await CountAsync($"SELECT ({Turns}) + ({Messages})") > 0;

    public async Task<long> CountAsync(string sql)
    {
        await using var database = new SqliteConnection(_connection);
        return await database.ExecuteScalarAsync<long>(sql);
    }
}
