using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class WorkTests : StorageTest
{
    private Task QueueAsync(string id = "w1") => CreateAsync(Commit(0) with { NewWork = [new NewWork(id, "training", """{"trials":60}""")] });

    [Fact]
    public async Task StartWork_CountsAttemptsAndKeepsCheckpoint()
    {
        await QueueAsync();
        Assert.Equal((WorkStatus.Running, 1), ((await Database.StartWorkAsync("w1", Noon))!.Status, (await Database.GetWorkAsync("w1"))!.Attempts));
        Assert.True(await Database.SaveCheckpointAsync("w1", """{"done":23}""", Noon));

        Reopen();

        var again = await Database.StartWorkAsync("w1", Noon);
        Assert.Equal((2, """{"done":23}""", """{"trials":60}"""), (again!.Attempts, again.CheckpointJson, again.PlanJson));
    }

    [Fact]
    public async Task StartWork_EndedOrUnknown_IsNull()
    {
        await QueueAsync();
        Assert.True(await Database.FailWorkAsync("w1", Noon));

        Assert.Null(await Database.StartWorkAsync("w1", Noon));
        Assert.Null(await Database.StartWorkAsync("w2", Noon));
        Assert.False(await Database.FailWorkAsync("w1", Noon));
        Assert.False(await Database.SaveCheckpointAsync("w1", "{}", Noon));
    }

    [Fact]
    public async Task StopRequests_ReachUnfinishedWorkOnly()
    {
        await QueueAsync();
        Assert.Equal("w1", Assert.Single(await Database.UnfinishedWorkAsync("p1")).Id);
        await CreateAsync(Commit(1) with { StopWork = ["w1", "unknown"] });
        Assert.True((await Database.GetWorkAsync("w1"))!.StopRequested);

        await CreateAsync(Commit(2) with { CompletesWork = ("w1", WorkStatus.Cancelled) });

        Assert.False(await Database.RequestStopAsync("w1"));
    }

    [Fact]
    public async Task RetryWork_BeforeItsTime_IsNotStarted()
    {
        await QueueAsync();
        await Database.StartWorkAsync("w1", Noon);
        await Database.RetryWorkAsync("w1", Noon.AddMinutes(1));

        Assert.Equal(WorkStatus.Queued, (await Database.StartWorkAsync("w1", Noon))!.Status);
        Assert.Equal(WorkStatus.Running, (await Database.StartWorkAsync("w1", Noon.AddMinutes(1)))!.Status);
    }
}
