using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class TurnTests : StorageTest
{
    [Fact]
    public async Task AddTurn_SameIdHundredTimesAtOnce_StoredOnce()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => AcceptAsync("web:1"))));

        Assert.Single(accepted, isNew => isNew);
        Assert.Equal(1, Count("turn"));
    }

    [Fact]
    public async Task AddTurn_IdOfFinishedTurn_Dropped()
    {
        await AcceptAsync("web:1");
        Assert.True(await Database.CompleteTurnAsync("web:1", Noon));

        Assert.False(await AcceptAsync("web:1"));
        Assert.Null(await Database.NextTurnAsync(Thread));
    }

    [Fact]
    public async Task NextTurn_SeveralConversations_KeepsOrderOfEach()
    {
        var other = new ConversationKey("web", "thread-2");
        for (var i = 0; i < 10; i++) await AcceptAsync($"web:{i}", i % 2 == 0 ? Thread : other);

        var order = new List<string>();
        while (await Database.NextTurnAsync(other) is { } turn)
        {
            order.Add(turn.TurnId);
            await Database.CompleteTurnAsync(turn.TurnId, Noon);
        }

        Assert.Equal(["web:1", "web:3", "web:5", "web:7", "web:9"], order);
        Assert.Equal([Thread], await Database.ConversationsWithPendingTurnsAsync());
        Assert.Equal("web:0", (await Database.NextTurnAsync(Thread))!.TurnId);
    }

    [Fact]
    public async Task StartTurn_CountsAttempts_AndReleaseTakesOneBack()
    {
        await AcceptAsync("web:1");
        Assert.Equal(1, (await Database.StartTurnAsync(Thread, Noon))!.Attempts);
        Assert.Equal(2, (await Database.StartTurnAsync(Thread, Noon))!.Attempts);

        await Database.ReleaseTurnAsync("web:1");

        Assert.Equal(1, (await Database.NextTurnAsync(Thread))!.Attempts);
    }

    [Fact]
    public async Task StartTurn_BeforeRetryTime_IsNotCounted()
    {
        await AcceptAsync("web:1");
        await Database.StartTurnAsync(Thread, Noon);
        await Database.RetryTurnAsync("web:1", Noon.AddSeconds(10));

        var early = await Database.StartTurnAsync(Thread, Noon.AddSeconds(9));
        var due = await Database.StartTurnAsync(Thread, Noon.AddSeconds(10));

        Assert.Equal((1, Noon.AddSeconds(10)), (early!.Attempts, early.RetryAt));
        Assert.Equal((2, null), (due!.Attempts, due.RetryAt));
    }

    [Fact]
    public async Task CompleteTurn_Twice_SaysItsWordsOnce()
    {
        await AcceptAsync("web:1", body: """{"text":"secret"}""");

        Assert.True(await Database.CompleteTurnAsync("web:1", Noon, [Say("m1")]));
        Assert.False(await Database.CompleteTurnAsync("web:1", Noon, [Say("m2")]));

        var message = Assert.Single(await Database.MessagesSinceAsync(Thread, 0));
        Assert.Equal(("m1", ""), (message.MessageId, message.ProjectId));
        Assert.Equal(0, Count("turn WHERE body_json IS NOT NULL"));
    }

    [Fact]
    public async Task PendingTurn_DatabaseReopened_IsStillThere()
    {
        await AcceptAsync("web:1", body: """{"text":"hello"}""");

        Reopen();

        var turn = await Database.NextTurnAsync(Thread);
        Assert.Equal(("web:1", """{"text":"hello"}""", Noon), (turn!.TurnId, turn.BodyJson, turn.ReceivedAt));
    }

    [Fact]
    public async Task Write_Cancelled_WritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Database.AddTurnAsync("web:1", Thread, "{}", Noon, cancellation: cancelled.Token));

        Assert.Equal(0, Count("turn"));
    }
}
