using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Tests.Jobs;
using ChurnChatBot.Tests.Storage;

namespace ChurnChatBot.Tests.Conversations;

public sealed class TurnInboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly ConversationTurn Turn = new()
    {
        TurnId = "web:1",
        Conversation = new ConversationAddress("web", "thread-1"),
        Person = new Person("web:ada", "Ada <b>L.</b> 爱达"),
        Text = "fill total_spend with 0 instead",
        Files = [new TurnFile("customer data.csv", StorageTest.SomeHash, 12)],
        Action = new TurnAction(new ActionCommand("approve", ("approval", "a1"), ("hash", "h1")), new Dictionary<string, string> { ["items"] = "s1,s2" }, "m1"),
        ReceivedAt = StorageTest.Noon,
    };

    public void Dispose() => _folder.Dispose();

    private static RecordingHandler Stuck() => new() { BeforeTurn = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation) };

    [Fact]
    public async Task Accept_Turn_IsStoredWholeBeforeItReturns()
    {
        await using var host = await JobHost.StartAsync(_folder.Root, Stuck());

        Assert.True(await host.Inbox.AcceptAsync(Turn));

        var row = await host.Database.NextTurnAsync(StorageTest.Thread);
        var read = TurnInbox.Read(row!);
        Assert.Equivalent(Turn, read, strict: true);
        Assert.Equal("s1,s2", read.Action!.Inputs["items"]);
    }

    [Fact]
    public async Task Accept_SameTurnHundredTimesAtOnce_IsHandledOnce()
    {
        var handler = new RecordingHandler();
        await using var host = await JobHost.StartAsync(_folder.Root, handler);

        var accepted = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => host.Inbox.AcceptAsync(Turn))));
        await JobHost.UntilAsync(async () => await host.Database.NextTurnAsync(StorageTest.Thread) is null, "the turn is done");
        var late = await host.Inbox.AcceptAsync(Turn);
        await Task.Delay(300);

        Assert.Single(accepted, isNew => isNew);
        Assert.False(late);
        Assert.Equal([("web:1", 1)], handler.Begun);
    }

    [Fact]
    public async Task Accept_BeyondLimits_IsRefusedAndNotStored()
    {
        await using var host = await JobHost.StartAsync(_folder.Root, new RecordingHandler());
        var file = Turn.Files[0];
        ConversationTurn[] wrong =
        [
            Turn with { TurnId = "" },
            Turn with { TurnId = new string('x', 201) },
            Turn with { Text = new string('x', 4_001) },
            Turn with { Conversation = new ConversationAddress("web", new string('x', 201)) },
            Turn with { Conversation = new ConversationAddress("", "thread-1") },
            Turn with { Files = [.. Enumerable.Repeat(file, 21)] },
            Turn with { Files = [file with { ArtifactHash = "../secret" }] },
            Turn with { Action = Turn.Action! with { Inputs = new Dictionary<string, string> { ["items"] = new string('x', 100_000) } } },
        ];

        foreach (var turn in wrong) await Assert.ThrowsAsync<ArgumentException>(() => host.Inbox.AcceptAsync(turn));

        Assert.Empty(await host.Database.ConversationsWithPendingTurnsAsync());
    }
}
