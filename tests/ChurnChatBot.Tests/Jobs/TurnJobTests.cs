using System.Diagnostics;
using System.Globalization;
using ChurnChatBot.Jobs;
using ChurnChatBot.Tests.Storage;

namespace ChurnChatBot.Tests.Jobs;

public sealed class TurnJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<bool> NoneWaits(JobHost host) => (await host.Database.ConversationsWithPendingTurnsAsync()).Count == 0;

    [Fact]
    public async Task Turns_OfSeveralConversations_ComeInOrderAndNeverTwoAtATime()
    {
        var inside = new int[3];
        var overlaps = 0;
        var handler = new RecordingHandler
        {
            BeforeTurn = async (turn, cancellation) =>
            {
                var conversation = turn.Conversation.ConversationId[^1] - '0';
                if (Interlocked.Increment(ref inside[conversation]) > 1) Interlocked.Increment(ref overlaps);
                await Task.Delay(5, cancellation);
                Interlocked.Decrement(ref inside[conversation]);
            },
        };
        await using var host = await JobHost.StartAsync(_folder.Root, handler);

        for (var i = 0; i < 60; i++) await host.AcceptAsync($"web:{i:00}", $"thread-{i % 3}");
        await JobHost.UntilAsync(() => NoneWaits(host), "all turns are done");

        Assert.Equal(0, overlaps);
        Assert.Equal(60, handler.Begun.Count);
        foreach (var conversation in Enumerable.Range(0, 3))
        {
            var ids = handler.Begun.Select(begun => begun.Id).Where(id => int.Parse(id[4..], CultureInfo.InvariantCulture) % 3 == conversation).ToList();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        }
    }

    [Fact]
    public async Task Turn_FailsTwice_IsTriedAgainAndDoneOnce()
    {
        var handler = new RecordingHandler { BeforeTurn = (turn, _) => turn.Attempts < 3 ? throw new IOException("The disk was busy.") : Task.CompletedTask };
        await using var host = await JobHost.StartAsync(_folder.Root, handler);

        await host.AcceptAsync("web:1");
        await host.AcceptAsync("web:2");
        await JobHost.UntilAsync(() => NoneWaits(host), "all turns are done");

        Assert.Equal([("web:1", 1), ("web:1", 2), ("web:1", 3), ("web:2", 1), ("web:2", 2), ("web:2", 3)], handler.Begun);
        Assert.Equal(["reply-web:1", "reply-web:2"], (await host.Database.MessagesSinceAsync(StorageTest.Thread, 0)).Select(message => message.MessageId));
        Assert.Empty(handler.GivenUp);
    }

    [Fact]
    public async Task Turn_AlwaysFails_IsGivenUpAfterFiveAttemptsAndTheNextFollows()
    {
        RecordingHandler handler = null!;
        handler = new RecordingHandler
        {
            BeforeTurn = (turn, _) => turn.TurnId == "web:bad" ? throw new IOException("The disk is gone.") : Task.CompletedTask,
            OnTurnFailed = turn => handler.Database.FailTurnAsync(turn.TurnId, StorageTest.Noon, [StorageTest.Say("sorry", turn.TurnId)]),
        };
        await using var host = await JobHost.StartAsync(_folder.Root, handler);

        await host.AcceptAsync("web:bad");
        await host.AcceptAsync("web:good");
        await JobHost.UntilAsync(() => NoneWaits(host), "all turns are finished");

        Assert.Equal([("web:bad", 1), ("web:bad", 2), ("web:bad", 3), ("web:bad", 4), ("web:bad", 5), ("web:good", 1)], handler.Begun);
        Assert.Equal(["web:bad"], handler.GivenUp);
        var messages = await host.Database.MessagesSinceAsync(StorageTest.Thread, 0);
        Assert.Equal([("sorry", "\"web:bad\""), ("reply-web:good", "{}")], messages.Select(message => (message.MessageId, message.BodyJson)));
    }

    [Fact]
    public async Task Turn_EvenTellingFails_StillFreesTheConversation()
    {
        var handler = new RecordingHandler
        {
            BeforeTurn = (turn, _) => turn.TurnId == "web:bad" ? throw new IOException("The disk is gone.") : Task.CompletedTask,
            OnTurnFailed = _ => throw new IOException("The disk is gone."),
        };
        await using var host = await JobHost.StartAsync(_folder.Root, handler, JobHost.Quick with { MaxAttempts = 2 });

        await host.AcceptAsync("web:bad");
        await host.AcceptAsync("web:good");
        await JobHost.UntilAsync(() => NoneWaits(host), "all turns are finished");

        Assert.Equal("reply-web:good", Assert.Single(await host.Database.MessagesSinceAsync(StorageTest.Thread, 0)).MessageId);
    }

    [Fact]
    public async Task Turn_ArrivesWhileTheJobEnds_IsNotForgotten()
    {
        var handler = new RecordingHandler();
        var noSweep = JobHost.Quick with { SweepInterval = TimeSpan.FromHours(1), LostAfter = TimeSpan.FromHours(1) };
        await using var host = await JobHost.StartAsync(_folder.Root, handler, noSweep);
        var finished = new SemaphoreSlim(0);
        host.Database.MessagesChanged += _ => finished.Release();

        for (var i = 0; i < 300; i++)
        {
            await host.AcceptAsync($"web:{i}");
            Assert.True(await finished.WaitAsync(TimeSpan.FromSeconds(10)), $"Turn {i} was forgotten.");
            // The job now looks for more and ends: the next turn comes a little later each time, to meet every moment of that.
            var moment = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(moment) < TimeSpan.FromMicroseconds(i % 30 * 100)) Thread.SpinWait(10);
        }

        Assert.Equal(300, handler.Begun.Count);
    }

    [Fact]
    public async Task Turn_LostByItsTrigger_IsFoundByTheSweep()
    {
        var handler = new RecordingHandler();
        await using var host = await JobHost.StartAsync(_folder.Root, handler, JobHost.Quick with { SweepInterval = TimeSpan.FromMilliseconds(200) });

        await host.Database.AddTurnAsync("web:1", StorageTest.Thread, "{}", StorageTest.Noon);
        await JobHost.UntilAsync(() => NoneWaits(host), "the turn is done");

        Assert.Equal([("web:1", 1)], handler.Begun);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        JobOptions[] wrong =
        [
            new() { MaxAttempts = 0 }, new() { FirstRetry = TimeSpan.Zero }, new() { RetryFactor = 0 }, new() { WorkAtOnce = 0 }, new() { TurnsAtOnce = 65 },
            new() { SweepInterval = TimeSpan.Zero }, new() { LostAfter = TimeSpan.FromSeconds(1) },
        ];

        foreach (var options in wrong) Assert.Throws<ArgumentException>(options.Validate);
        Assert.Equal([1, 4, 16, 64], Enumerable.Range(1, 4).Select(attempt => new JobOptions().WaitAfter(attempt).TotalSeconds));
    }
}
