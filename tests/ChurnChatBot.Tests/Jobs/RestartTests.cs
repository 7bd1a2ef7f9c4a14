using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Tests.Jobs;

/// <summary>What was begun and not committed is begun again by the next process, and committed once.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder _first = new();
    private readonly TemporaryFolder _copy = new();

    public void Dispose()
    {
        _first.Dispose();
        _copy.Dispose();
    }

    private static RecordingHandler Stuck() => new()
    {
        BeforeTurn = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation),
        BeforeWork = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation),
    };

    private static async Task BeginAsync(JobHost host, RecordingHandler handler)
    {
        await host.QueueWorkAsync("w1");
        await host.AcceptAsync("web:1");
        await host.AcceptAsync("web:2");
        await JobHost.UntilAsync(() => handler.Begun.Count == 2, "a turn and the work are begun");
    }

    private static async Task AssertFinishedOnceAsync(JobHost host)
    {
        await JobHost.UntilAsync(
            async () => (await host.Database.ConversationsWithPendingTurnsAsync()).Count + (await host.Database.UnfinishedWorkAsync()).Count == 0, "all is finished");
        // A second run of anything would show as a second revision or a further message.
        await Task.Delay(500);
        var messages = await host.Database.MessagesSinceAsync(StorageTest.Thread, 0);
        Assert.Equal(["done-w1", "reply-web:1", "reply-web:2"], messages.Select(message => message.MessageId).Order(StringComparer.Ordinal));
        Assert.All(messages, message => Assert.Equal(1, message.Revision));
        Assert.Equal(2, (await host.Database.GetProjectAsync("p1"))!.Version);
    }

    [Fact]
    public async Task Shutdown_InTheMiddle_NextHostFinishesOnce()
    {
        var stuck = Stuck();
        await using (var first = await JobHost.StartAsync(_first.Root, stuck)) await BeginAsync(first, stuck);

        var handler = new RecordingHandler();
        await using var second = await JobHost.StartAsync(_first.Root, handler);
        await AssertFinishedOnceAsync(second);

        // A shutdown is no failed attempt.
        Assert.Equal([("w1", 1), ("web:1", 1), ("web:2", 1)], handler.Begun.Order());
    }

    [Fact]
    public async Task Crash_InTheMiddle_NextHostFinishesOnce()
    {
        var stuck = Stuck();
        await using var first = await JobHost.StartAsync(_first.Root, stuck);
        await BeginAsync(first, stuck);
        // What a killed process leaves is what its files hold at that moment, write-ahead logs included.
        CopyFiles();

        var handler = new RecordingHandler();
        await using var second = await JobHost.StartAsync(_copy.Root, handler);
        await AssertFinishedOnceAsync(second);

        Assert.Equal([("w1", 2), ("web:1", 2), ("web:2", 1)], handler.Begun.Order());
    }

    [Fact]
    public async Task Crash_InTheMiddle_SchedulerItselfWouldRecoverWhatRan()
    {
        var stuck = Stuck();
        await using var first = await JobHost.StartAsync(_first.Root, stuck);
        await BeginAsync(first, stuck);
        CopyFiles();

        using var connection = new SqliteConnection($"Data Source={_copy.File("jobs.db")};Pooling=false");
        connection.Open();
        Assert.Equal(
            [("turns", 1, 1), ("work", 1, 1)],
            connection.Query<(string, long, long)>("SELECT JOB_GROUP, IS_NONCONCURRENT, REQUESTS_RECOVERY FROM QRTZ_FIRED_TRIGGERS WHERE STATE = 'EXECUTING' ORDER BY 1"));
        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Crash_WithMuchWork_NextHostStillRunsTwoAtOnce()
    {
        var stuck = Stuck();
        await using var first = await JobHost.StartAsync(_first.Root, stuck);
        await first.QueueWorkAsync("w1", "w2", "w3", "w4", "w5", "w6");
        await JobHost.UntilAsync(() => stuck.Begun.Count == 2, "two pieces of work are begun");
        CopyFiles();

        var (inside, most) = (0, 0);
        var handler = new RecordingHandler
        {
            BeforeWork = async (_, cancellation) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Delay(100, cancellation);
                Interlocked.Decrement(ref inside);
            },
        };
        await using var second = await JobHost.StartAsync(_copy.Root, handler);
        await JobHost.UntilAsync(async () => (await second.Database.UnfinishedWorkAsync()).Count == 0, "all work is done");

        Assert.Equal(2, most);
        Assert.Equal(["w1", "w2", "w3", "w4", "w5", "w6"], handler.Begun.Select(begun => begun.Id).Order());
    }

    [Fact]
    public async Task Crash_JobsFileLost_NextHostFinishesOnce()
    {
        var stuck = Stuck();
        await using var first = await JobHost.StartAsync(_first.Root, stuck);
        await BeginAsync(first, stuck);
        CopyFiles();
        foreach (var file in Directory.GetFiles(_copy.Root, "jobs.db*")) File.Delete(file);

        await using var second = await JobHost.StartAsync(_copy.Root, new RecordingHandler());
        await AssertFinishedOnceAsync(second);
    }

    [Fact]
    public async Task Crash_AgainAndAgain_TurnIsGivenUp()
    {
        using (var database = ProjectDatabase.Open(_first.File("churnchatbot.db")))
        {
            // Five processes began this turn and died of it.
            await database.AddTurnAsync("web:1", StorageTest.Thread, "{}", StorageTest.Noon);
            for (var i = 0; i < 5; i++) await database.StartTurnAsync(StorageTest.Thread, StorageTest.Noon);
        }

        var handler = new RecordingHandler();
        await using var host = await JobHost.StartAsync(_first.Root, handler);
        await JobHost.UntilAsync(async () => (await host.Database.ConversationsWithPendingTurnsAsync()).Count == 0, "the turn is given up");

        Assert.Empty(handler.Begun);
        Assert.Equal(["web:1"], handler.GivenUp);
    }

    private void CopyFiles()
    {
        foreach (var file in Directory.GetFiles(_first.Root).Where(file => !file.EndsWith("bot.lock", StringComparison.Ordinal)))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = File.Create(Path.Combine(_copy.Root, Path.GetFileName(file)));
            from.CopyTo(to);
        }
    }
}
