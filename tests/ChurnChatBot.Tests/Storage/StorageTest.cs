using ChurnChatBot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Tests.Storage;

/// <summary>A database of its own for each test, and the shortest commits that say something.</summary>
public abstract class StorageTest : IDisposable
{
    internal static readonly DateTimeOffset Noon = new(2023, 8, 22, 12, 0, 0, TimeSpan.Zero);
    internal static readonly ConversationKey Thread = new("web", "thread-1");
    internal static readonly string SomeHash = new('a', 64);

    private protected TemporaryFolder Folder { get; } = new();

    private protected ProjectDatabase Database { get; private set; }

    private protected string DatabaseFile => Folder.File("churnchatbot.db");

    protected StorageTest() => Database = ProjectDatabase.Open(DatabaseFile);

    public void Dispose()
    {
        Database.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ProjectDatabase Reopen()
    {
        Database.Dispose();
        return Database = ProjectDatabase.Open(DatabaseFile);
    }

    /// <summary>Looks into or changes the file behind the program's back.</summary>
    private protected T Raw<T>(Func<SqliteConnection, T> use)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=false");
        connection.Open();
        return use(connection);
    }

    private protected long Count(string table) => Raw(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM " + table));

    internal static ProjectCommit Commit(long version, string state = "{}") => new()
    {
        ProjectId = "p1",
        ExpectedVersion = version,
        Name = "customers",
        StateJson = state,
        At = Noon,
    };

    internal static MessageWrite Say(string id, string text = "hello", string author = MessageRow.BotAuthor) => new(id, Thread, author, StoredJson.Write(text));

    private protected async Task CreateAsync(ProjectCommit? commit = null) =>
        Assert.Equal(CommitOutcome.Committed, await Database.CommitAsync(commit ?? Commit(0) with { LinkConversation = Thread }));

    private protected Task<bool> AcceptAsync(string id, ConversationKey? conversation = null, string body = "{}") =>
        Database.AddTurnAsync(id, conversation ?? Thread, body, Noon);
}
