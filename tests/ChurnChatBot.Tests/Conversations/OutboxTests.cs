using System.Collections.Concurrent;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Jobs;
using ChurnChatBot.Tests.Storage;

namespace ChurnChatBot.Tests.Conversations;

public sealed class OutboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingChannel _channel = new();

    public void Dispose() => _folder.Dispose();

    private Task<JobHost> StartAsync() => JobHost.StartAsync(_folder.Root, new RecordingHandler(), channel: _channel);

    private static MessageWrite Say(string id, string words, string conversation = "thread-1", string author = MessageRow.BotAuthor) =>
        new(id, new ConversationKey("web", conversation), author, StoredJson.Write(new ReplyMessage(new Paragraph(words))));

    private static async Task CommitAsync(JobHost host, long version, params MessageWrite[] messages) =>
        Assert.Equal(CommitOutcome.Committed, await host.Database.CommitAsync(StorageTest.Commit(version) with { Messages = messages }));

    [Fact]
    public async Task Commit_NewAndChangedMessages_AreSentAndUpdatedInOrder()
    {
        await using var host = await StartAsync();

        await CommitAsync(host, 0, Say("m1", "one"), Say("m2", "two"), Say("said", "by a person", author: "Ada"));
        await JobHost.UntilAsync(() => _channel.Calls.Count == 2, "both are sent");
        await CommitAsync(host, 1, Say("m1", "one, changed"));
        await JobHost.UntilAsync(() => _channel.Calls.Count == 3, "the change is sent");

        Assert.Equal([("send", "m1", 1, "one"), ("send", "m2", 1, "two"), ("update handle-of-m1", "m1", 2, "one, changed")], _channel.Calls);
    }

    [Fact]
    public async Task Channel_FailsForAWhile_NothingIsLostOrOutOfOrderAndOthersPass()
    {
        _channel.FailuresOf["thread-1"] = 5;
        await using var host = await StartAsync();

        await CommitAsync(host, 0, Say("m1", "one"), Say("m2", "two"), Say("other", "passes", "thread-2"));
        await JobHost.UntilAsync(() => _channel.Calls.Count == 3, "all are sent");

        Assert.Equal(["m1", "m2"], _channel.Calls.Select(call => call.MessageId).Where(id => id != "other"));
        Assert.Equal("other", _channel.Calls.First().MessageId);
    }

    [Fact]
    public async Task Start_MessagesLeftUnsent_AreSent()
    {
        using (var database = ProjectDatabase.Open(_folder.File("churnchatbot.db")))
            await database.CommitAsync(StorageTest.Commit(0) with { Messages = [Say("m1", "one")] });

        await using var host = await StartAsync();
        await JobHost.UntilAsync(() => _channel.Calls.Count == 1, "it is sent");
        await host.StopAsync();

        Assert.Equal([("send", "m1", 1, "one")], _channel.Calls);
    }

    [Fact]
    public async Task Restart_EverythingSent_SendsNothingAgain()
    {
        await using (var host = await StartAsync())
        {
            await CommitAsync(host, 0, Say("m1", "one"));
            await JobHost.UntilAsync(async () => (await host.Database.ConversationsWithUnsentMessagesAsync()).Count == 0, "it is sent and noted");
        }

        await using var again = await StartAsync();
        await Task.Delay(200);

        Assert.Single(_channel.Calls);
    }

    [Fact]
    public async Task Message_Unreadable_DoesNotHoldUpTheNext()
    {
        await using var host = await StartAsync();

        await CommitAsync(host, 0, new MessageWrite("m1", StorageTest.Thread, MessageRow.BotAuthor, "not a message"), Say("m2", "two"));
        await JobHost.UntilAsync(() => !_channel.Calls.IsEmpty, "the second is sent");

        Assert.Equal([("send", "m2", 1, "two")], _channel.Calls);
    }

    [Fact]
    public async Task Message_ChangesFasterThanSent_LatestArrives()
    {
        _channel.Delay = TimeSpan.FromMilliseconds(20);
        await using var host = await StartAsync();

        for (var i = 0; i < 50; i++) await CommitAsync(host, i, Say("m1", $"{i} %"));
        await JobHost.UntilAsync(() => _channel.Calls.Any(call => call.Revision == 50), "the latest is sent");

        Assert.True(_channel.Calls.Count < 50);
        Assert.Equal(_channel.Calls.Select(call => call.Revision).Order(), _channel.Calls.Select(call => call.Revision));
    }

    [Fact]
    public async Task Progress_FasterThanTheChannelRests_IsHeldBackAndOthersPass()
    {
        _channel.ProgressRest = TimeSpan.FromSeconds(2);
        await using var host = await StartAsync();
        await CommitAsync(host, 0, Progress("p", 0.1));
        await JobHost.UntilAsync(() => _channel.Calls.Count == 1, "it is sent");

        for (var i = 1; i <= 10; i++) await CommitAsync(host, i, Progress("p", 0.1 + i * 0.05));
        await CommitAsync(host, 11, Say("m1", "passes"));
        await JobHost.UntilAsync(() => _channel.Calls.Count == 3, "the latest progress is shown after its rest");

        Assert.Equal([("p", 1), ("m1", 1), ("p", 11)], _channel.Calls.Select(call => (call.MessageId, call.Revision)));
    }

    [Fact]
    public async Task Progress_ThatEnds_IsNotHeldBack()
    {
        _channel.ProgressRest = TimeSpan.FromMinutes(1);
        await using var host = await StartAsync();
        await CommitAsync(host, 0, Progress("p", 0.1));
        await JobHost.UntilAsync(() => _channel.Calls.Count == 1, "it is sent");

        await CommitAsync(host, 1, Progress("p", 1, isFinished: true));

        await JobHost.UntilAsync(() => _channel.Calls.Count == 2, "its end is shown at once");
    }

    [Fact]
    public async Task Update_PostedAnew_IsFoundUnderItsNewHandle()
    {
        _channel.HandleAfterUpdate = "another";
        await using var host = await StartAsync();
        await CommitAsync(host, 0, Say("m1", "one"));
        await CommitAsync(host, 1, Say("m1", "two"));
        await JobHost.UntilAsync(() => _channel.Calls.Any(call => call.Words == "two"), "it is updated");

        await CommitAsync(host, 2, Say("m1", "three"));
        await JobHost.UntilAsync(() => _channel.Calls.Any(call => call.Words == "three"), "it is updated again");

        Assert.Equal("update another", _channel.Calls.Last().Kind);
    }

    [Fact]
    public async Task Conversation_Closed_IsToldWhenItOpensAgain()
    {
        _channel.IsClosed = true;
        await using var host = await StartAsync();
        var conversation = new ConversationKey("web", "thread-1");
        await host.Database.SaveReferenceAsync(conversation, "{}", StorageTest.Noon);
        await host.Database.CloseConversationAsync(conversation, StorageTest.Noon);
        await CommitAsync(host, 0, Say("m1", "one"));
        await Task.Delay(200);
        Assert.Empty(_channel.Calls);

        _channel.IsClosed = false;
        await host.Database.SaveReferenceAsync(conversation, "{}", StorageTest.Noon);

        await JobHost.UntilAsync(() => _channel.Calls.Count == 1, "it is told");
    }

    private static MessageWrite Progress(string id, double fraction, bool isFinished = false) =>
        new(id, new ConversationKey("web", "thread-1"), MessageRow.BotAuthor, StoredJson.Write(new ReplyMessage(new Progress("Working", fraction, isFinished))));

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(new OutboxOptions { FirstRetry = TimeSpan.Zero }.Validate);
        Assert.Throws<ArgumentException>(new OutboxOptions { LongestRetry = TimeSpan.FromMilliseconds(1) }.Validate);
        Assert.Equal([1, 2, 4, 300], new[] { 1, 2, 3, 100 }.Select(failures => new OutboxOptions().WaitAfter(failures).TotalSeconds));
    }

    private sealed class RecordingChannel : IChatChannel
    {
        public string Name => "web";

        public ConcurrentQueue<(string Kind, string MessageId, int Revision, string Words)> Calls { get; } = new();

        public ConcurrentDictionary<string, int> FailuresOf { get; } = new();

        public TimeSpan Delay { get; set; }

        public TimeSpan ProgressRest { get; set; }

        public string? HandleAfterUpdate { get; set; }

        public bool IsClosed { get; set; }

        public async Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation)
        {
            await RecordAsync("send", conversation, message, cancellation);
            return "handle-of-" + message.MessageId;
        }

        public async Task<string> UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation)
        {
            await RecordAsync("update " + handle, conversation, message, cancellation);
            return HandleAfterUpdate ?? handle;
        }

        private async Task RecordAsync(string kind, ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation)
        {
            await Task.Delay(Delay, cancellation);
            if (IsClosed) throw new ConversationClosedException("The bot was removed.");
            if (FailuresOf.AddOrUpdate(conversation.ConversationId, -1, (_, left) => left - 1) >= 0) throw new HttpRequestException("The channel is down.");
            Calls.Enqueue((kind, message.MessageId, message.Revision, message.Content.Summary));
        }
    }
}
