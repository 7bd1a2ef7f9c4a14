using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Storage;

public sealed class MessageTests : StorageTest
{
    [Fact]
    public async Task Messages_UpdatedOne_HasNextRevisionAndLatestChange()
    {
        await CreateAsync(Commit(0) with { Messages = [Say("m1"), Say("m2")] });
        await CreateAsync(Commit(1) with { Messages = [Say("m1", "changed")] });

        var inOrder = await Database.MessagesAsync("p1", Thread);
        Assert.Equal([("m1", 2, "\"changed\""), ("m2", 1, "\"hello\"")], inOrder.Select(message => (message.MessageId, message.Revision, message.BodyJson)));
        var feed = await Database.MessagesSinceAsync(Thread, inOrder[1].Change);
        Assert.Equal(["m1"], feed.Select(message => message.MessageId));
        Assert.Empty(await Database.MessagesSinceAsync(Thread, feed[0].Change));
    }

    [Fact]
    public async Task MessagesSince_ManyWriters_FeedThatResumesMissesNothing()
    {
        var seen = new List<long>();
        var writers = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++) await CreateAsync(Commit(0) with { ProjectId = $"p{writer}-{i}", Messages = [Say($"m{writer}-{i}")] });
        })));
        while (true)
        {
            var finished = writers.IsCompleted;
            var news = await Database.MessagesSinceAsync(Thread, seen.Count == 0 ? 0 : seen[^1]);
            seen.AddRange(news.Select(message => message.Change));
            if (finished && news.Count == 0) break;
        }

        await writers;
        Assert.Equal(200, seen.Count);
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task Commit_WithMessages_AnnouncesTheirConversationAfterwards()
    {
        var announced = new List<(ConversationKey, int)>();
        Database.MessagesChanged += conversation => announced.Add((conversation, Database.MessagesSinceAsync(conversation, 0).Result.Count));

        await CreateAsync(Commit(0) with { Messages = [Say("m1"), Say("m2")] });
        await Database.CommitAsync(Commit(0) with { Messages = [Say("m3")] });

        Assert.Equal([(Thread, 2)], announced);
    }

    [Fact]
    public async Task ProgressMessage_WorkNotRunning_IsNotWritten()
    {
        await CreateAsync(Commit(0) with { NewWork = [new NewWork("w1", "training", "{}")] });
        Assert.False(await Database.UpsertProgressMessageAsync("w1", Say("m1"), Noon));

        await Database.StartWorkAsync("w1", Noon);
        Assert.True(await Database.UpsertProgressMessageAsync("w1", Say("m1", "10 %"), Noon));
        Assert.True(await Database.UpsertProgressMessageAsync("w1", Say("m1", "20 %"), Noon));
        await CreateAsync(Commit(1) with { CompletesWork = ("w1", WorkStatus.Done), Messages = [Say("m1", "done")] });

        Assert.False(await Database.UpsertProgressMessageAsync("w1", Say("m1", "30 %"), Noon));
        Assert.Equal(("\"done\"", 3), ((await Database.GetMessageAsync("m1"))!.BodyJson, (await Database.GetMessageAsync("m1"))!.Revision));
    }

    [Fact]
    public async Task Commit_MessageOfAnotherProject_IsRefused()
    {
        await CreateAsync(Commit(0) with { Messages = [Say("m1")] });

        await Assert.ThrowsAsync<ArgumentException>(() => Database.CommitAsync(Commit(0) with { ProjectId = "p2", Messages = [Say("m1", "mine now")] }));

        Assert.Null(await Database.GetProjectAsync("p2"));
        Assert.Equal("\"hello\"", (await Database.GetMessageAsync("m1"))!.BodyJson);
    }

    [Fact]
    public async Task Unsent_OnlyBotMessagesWhoseRevisionWasNotSent()
    {
        await CreateAsync(Commit(0) with { Messages = [Say("m1"), Say("m2"), Say("said", author: "Ada")] });
        await Database.MarkSentAsync("m1", 1, "handle-1");
        Assert.Equal(["m2"], (await Database.UnsentMessagesAsync(Thread, 10)).Select(unsent => unsent.Message.MessageId));

        await CreateAsync(Commit(1) with { Messages = [Say("m1", "changed")] });

        var unsent = await Database.UnsentMessagesAsync(Thread, 10);
        Assert.Equal([("m1", 2, "handle-1"), ("m2", 1, null)], unsent.Select(one => (one.Message.MessageId, one.Message.Revision, one.Handle)));
        Assert.Equal([Thread], await Database.ConversationsWithUnsentMessagesAsync());
        await Database.MarkSentAsync("m1", 1, null);
        Assert.Equal(2, (await Database.UnsentMessagesAsync(Thread, 10)).Count);
    }
}
