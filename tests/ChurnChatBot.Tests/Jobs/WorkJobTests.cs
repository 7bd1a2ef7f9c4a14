using System.Diagnostics;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;

namespace ChurnChatBot.Tests.Jobs;

public sealed class WorkJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<bool> NoneUnfinished(JobHost host) => (await host.Database.UnfinishedWorkAsync()).Count == 0;

    [Fact]
    public async Task Work_MoreThanTwo_RunsTwoAtOnceAndTurnsStillPass()
    {
        var release = new TaskCompletionSource();
        var (inside, most) = (0, 0);
        var handler = new RecordingHandler
        {
            BeforeWork = async (_, cancellation) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await release.Task.WaitAsync(cancellation);
                Interlocked.Decrement(ref inside);
            },
        };
        await using var host = await JobHost.StartAsync(_folder.Root, handler);
        await host.QueueWorkAsync("w1", "w2", "w3", "w4", "w5");
        await JobHost.UntilAsync(() => inside == 2, "two pieces of work run");

        await host.AcceptAsync("web:1");
        await JobHost.UntilAsync(async () => (await host.Database.ConversationsWithPendingTurnsAsync()).Count == 0, "a turn passes the work");
        Assert.False(release.Task.IsCompleted);
        release.SetResult();
        await JobHost.UntilAsync(() => NoneUnfinished(host), "all work is done");

        Assert.Equal(2, most);
        Assert.Equal(6, handler.Begun.Count);
    }

    [Fact]
    public async Task Work_EnqueuedOften_IsDoneOnce()
    {
        var handler = new RecordingHandler { BeforeWork = (_, cancellation) => Task.Delay(50, cancellation) };
        await using var host = await JobHost.StartAsync(_folder.Root, handler);

        await host.QueueWorkAsync("w1");
        for (var i = 0; i < 20; i++)
        {
            await host.Jobs.EnqueueWorkAsync("w1");
            await Task.Delay(10);
        }

        await JobHost.UntilAsync(() => NoneUnfinished(host), "the work is done");
        Assert.Equal([("w1", 1)], handler.Begun);
    }

    [Fact]
    public async Task Work_AlwaysFails_IsGivenUpAfterFiveAttemptsWithBackOff()
    {
        var handler = new RecordingHandler { BeforeWork = (_, _) => throw new IOException("The disk is gone.") };
        var watch = Stopwatch.StartNew();
        await using var host = await JobHost.StartAsync(_folder.Root, handler, JobHost.Quick with { FirstRetry = TimeSpan.FromMilliseconds(20), RetryFactor = 3 });

        await host.QueueWorkAsync("w1");
        await JobHost.UntilAsync(() => NoneUnfinished(host), "the work is given up");

        Assert.Equal(Enumerable.Range(1, 5).Select(attempt => ("w1", attempt)), handler.Begun);
        Assert.Equal(["w1"], handler.GivenUp);
        Assert.Equal(WorkStatus.Failed, (await host.Database.GetWorkAsync("w1"))!.Status);
        Assert.True(watch.ElapsedMilliseconds >= 20 + 60 + 180 + 540, $"took only {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Work_ItsProjectIsDeletedMeanwhile_IsLeftAlone()
    {
        RecordingHandler handler = null!;
        handler = new RecordingHandler
        {
            BeforeWork = async (work, _) =>
            {
                for (var i = 0; await NotDeleted(work); i++) Assert.True(i < 1_000);
                throw new IOException("The frame is gone.");
            },
        };
        await using var host = await JobHost.StartAsync(_folder.Root, handler);
        await host.QueueWorkAsync("w1");
        await JobHost.UntilAsync(() => handler.Begun.Count == 1, "the work runs");

        await host.Database.DeleteProjectAsync("p1", new NewAudit(StorageTest.Noon, "web:ada", "Ada", "project_deleted"));
        await Task.Delay(300);

        Assert.Single(handler.Begun);
        Assert.Empty(handler.GivenUp);

        async Task<bool> NotDeleted(WorkRow work)
        {
            await Task.Delay(10);
            return await handler.Database.GetWorkAsync(work.Id) is not null;
        }
    }
}
