using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>
/// The only connection that writes. SQLite takes one writer at a time, so writes queue here instead of meeting as "database is locked".
/// Those that wait together share one transaction, each in its own savepoint: one fsync then makes many accepted turns durable (group
/// commit), while one that fails still takes only itself back. It has a thread of its own, so that computing cannot starve it.
/// </summary>
internal sealed class DatabaseWriter : IDisposable
{
    private const int MaxBatch = 256;
    private readonly BlockingCollection<PendingWrite> _queue = new(boundedCapacity: 20_000);
    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private int _disposed;

    public DatabaseWriter(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "database writer" };
        _thread.Start();
    }

    /// <returns>What <paramref name="work"/> returned, once it is on the disk.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before its turn came; after that the write is finished.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation = default) =>
        Enqueue(new PendingWrite<T>(work, cancellation), cancellation);

    /// <summary>Runs what SQLite refuses inside a transaction, between two batches.</summary>
    public Task RunAloneAsync(Action<SqliteConnection> work, CancellationToken cancellation = default) => Enqueue(
        new PendingWrite<bool>(
            connection =>
            {
                work(connection);
                return true;
            }, cancellation)
        { IsAlone = true }, cancellation);

    private Task<T> Enqueue<T>(PendingWrite<T> write, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, this);
        try
        {
            _queue.Add(write, cancellation);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(DatabaseWriter));
        }

        return write.Task;
    }

    /// <summary>Finishes what was queued, then closes the connection.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        _queue.CompleteAdding();
        _thread.Join();
        _connection.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingWrite>(MaxBatch);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            var next = first;
            do
            {
                if (next.IsAlone) break;
                batch.Add(next);
                next = null;
            }
            while (batch.Count < MaxBatch && _queue.TryTake(out next));

            if (batch.Count > 0) Commit(batch);
            batch.Clear();
            if (next is null) continue;
            next.TryRun(_connection);
            next.Publish();
        }
    }

    private void Commit(List<PendingWrite> batch)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch) RunInSavepoint(write);
            _connection.Execute("COMMIT");
        }
        // Whatever it was, those who wait must hear of it, and the thread must live on for the next.
        catch (Exception problem)
        {
            RollBack();
            foreach (var write in batch) write.Fail(problem);
            return;
        }

        foreach (var write in batch) write.Publish();
    }

    private void RunInSavepoint(PendingWrite write)
    {
        _connection.Execute("SAVEPOINT write");
        if (!write.TryRun(_connection)) _connection.Execute("ROLLBACK TO write");
        _connection.Execute("RELEASE write");
    }

    private void RollBack()
    {
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk or a failed COMMIT has already ended the transaction.
        }
    }

    private abstract class PendingWrite
    {
        public bool IsAlone { get; init; }

        /// <returns>False when it failed and must be taken back.</returns>
        public abstract bool TryRun(SqliteConnection connection);

        public abstract void Publish();

        public abstract void Fail(Exception problem);
    }

    private sealed class PendingWrite<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) : PendingWrite
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _problem;

        public Task<T> Task => _completion.Task;

        public override bool TryRun(SqliteConnection connection)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                _result = work(connection);
                return true;
            }
            catch (Exception problem)
            {
                _problem = problem;
                return false;
            }
        }

        public override void Publish()
        {
            if (_problem is OperationCanceledException) _completion.TrySetCanceled(cancellation);
            else if (_problem is not null) _completion.TrySetException(_problem);
            else _completion.TrySetResult(_result!);
        }

        public override void Fail(Exception problem) => _completion.TrySetException(_problem ?? problem);
    }
}
