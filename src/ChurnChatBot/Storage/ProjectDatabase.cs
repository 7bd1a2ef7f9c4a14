using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>
/// All state of the bot but its artifacts, in one SQLite file. Write-ahead log with a full sync at each commit: what was acknowledged
/// survives a kill and a loss of power. Reads take pooled read-only connections and never wait for a write.
/// SQLite has no asynchronous reads, so reads complete before they return; they are short.
/// </summary>
internal sealed partial class ProjectDatabase : IDisposable
{
    private readonly DatabaseWriter _writer;
    private readonly string _readerSource;

    static ProjectDatabase() => SQLitePCL.Batteries_V2.Init();

    private ProjectDatabase(DatabaseWriter writer, string readerSource)
    {
        _writer = writer;
        _readerSource = readerSource;
    }

    /// <summary>Raised after a commit that inserted, updated or removed messages, once for each conversation they are in.</summary>
    public event Action<ConversationKey>? MessagesChanged;

    /// <summary>Raised with a turn's id after it was finished, done or given up.</summary>
    public event Action<string>? TurnFinished;

    /// <exception cref="DatabaseTooNewException">A later version of the program has already used this file.</exception>
    public static ProjectDatabase Open(string file)
    {
        var connection = new SqliteConnection(Source(file, SqliteOpenMode.ReadWriteCreate, pooling: false));
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 10000;");
            Migrations.Apply(connection);
            return new ProjectDatabase(new DatabaseWriter(connection), Source(file, SqliteOpenMode.ReadOnly, pooling: true));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(_readerSource)) SqliteConnection.ClearPool(pooled);
        _writer.Dispose();
    }

    private static string Source(string file, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    private Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            using var connection = new SqliteConnection(_readerSource);
            connection.Open();
            return Task.FromResult(read(connection));
        }
        catch (OperationCanceledException)
        {
            return Task.FromCanceled<T>(cancellation);
        }
        catch (Exception problem)
        {
            return Task.FromException<T>(problem);
        }
    }

    private Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellation) => _writer.WriteAsync(write, cancellation);

    private Task WriteAsync(Action<SqliteConnection> write, CancellationToken cancellation) => _writer.WriteAsync(
        connection =>
        {
            write(connection);
            return true;
        }, cancellation);

    private void Announce(IEnumerable<ConversationKey> conversations)
    {
        foreach (var conversation in conversations.Distinct()) MessagesChanged?.Invoke(conversation);
    }

    private static object Key(ConversationKey conversation) => new { conversation.Channel, conversation.ConversationId };
}
