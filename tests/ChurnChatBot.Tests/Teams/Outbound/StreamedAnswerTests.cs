using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Teams.StandIn;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>Progress that is written before the person's eyes, up to its end and across everything that may end it early.</summary>
public sealed class StreamedAnswerTests : IAsyncLifetime
{
    private static readonly ReplyMessage Result = new(new Heading("Read 5,012 customers."));
    private readonly AdjustableClock _clock = new();
    private StandInTeams _teams = null!;
    private OutboundBot _bot = null!;
    private StandInConversation _chat = null!;
    private ConversationAddress _conversation = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync(new StandInOptions { Clock = _clock });
        _bot = await OutboundBot.StartAsync(_teams);
        _chat = _teams.People.Personal(_teams.People.Add("Ada"));
        _conversation = await _bot.MeetAsync(_chat);
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    private static ReplyMessage Reading(double fraction) => new(new Progress(RichText.Of($"Reading, {Fact.Share("read", fraction)}"), fraction));

    private PostedActivity OnlyMessage => Assert.Single(_chat.BotMessages);

    [Fact]
    public async Task Progress_FromFirstPartToResult_IsOneMessage()
    {
        var first = await _bot.SendAsync(_conversation, Reading(0.1));
        var second = await _bot.UpdateAsync(_conversation, first, Reading(0.5));
        var last = await _bot.UpdateAsync(_conversation, second, Result);

        Assert.Equal((OnlyMessage.Id, 3), (last, OnlyMessage.Revisions.Count));
        Assert.Equal(["typing", "typing", "message"], OnlyMessage.Revisions.Select(revision => (string?)revision.Activity["type"]));
        Assert.Equal([1, 2, null], OnlyMessage.Revisions.Select(revision => (int?)revision.Activity["channelData"]!["streamSequence"]));
        Assert.Contains("50.0 %", (string?)OnlyMessage.Revisions[1].Activity["text"], StringComparison.Ordinal);
        Assert.Contains("5,012", OnlyMessage.Card()!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("default", (string?)OnlyMessage.Current["channelData"]!["feedbackLoop"]!["type"]);
    }

    [Fact]
    public async Task Result_AfterTheStream_IsUpdatedInPlace()
    {
        var handle = await _bot.UpdateAsync(_conversation, await _bot.SendAsync(_conversation, Reading(0.1)), Result);

        Assert.Equal(handle, await _bot.UpdateAsync(_conversation, handle, new ReplyMessage(new Heading("Approved."))));
        Assert.Contains("Approved.", OnlyMessage.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoMinutes_NearlyOver_StreamEndsAndGoesOnAsACard()
    {
        var handle = await _bot.SendAsync(_conversation, Reading(0.1));
        _clock.Now += TimeSpan.FromSeconds(105);

        var ended = await _bot.UpdateAsync(_conversation, handle, Reading(0.4));
        _clock.Now += TimeSpan.FromMinutes(5);
        await _bot.UpdateAsync(_conversation, ended, Reading(0.8));
        await _bot.UpdateAsync(_conversation, ended, Result);

        Assert.Equal(["typing", "message", "message", "message"], OnlyMessage.Revisions.Select(revision => (string?)revision.Activity["type"]));
        Assert.Equal("final", (string?)OnlyMessage.Revisions[1].Activity["channelData"]!["streamType"]);
        Assert.Contains("80.0 %", OnlyMessage.Revisions[2].Activity.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, _teams.Faults.Count("PUT"));
    }

    [Fact]
    public async Task TwoMinutes_PassedMeanwhile_ResultReplacesWhatThereIs()
    {
        var handle = await _bot.SendAsync(_conversation, Reading(0.1));
        _clock.Now += TimeSpan.FromMinutes(3);

        Assert.Equal(OnlyMessage.Id, await _bot.UpdateAsync(_conversation, handle, Result));

        Assert.Contains("5,012", OnlyMessage.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_Stops_ResultStillArrives()
    {
        var handle = await _bot.SendAsync(_conversation, Reading(0.1));
        _chat.StopStreams();

        var stopped = await _bot.UpdateAsync(_conversation, handle, Reading(0.4));
        await _bot.UpdateAsync(_conversation, stopped, Result);

        Assert.Null(StreamHandle.Read(stopped));
        Assert.Contains("5,012", OnlyMessage.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_InTheMiddle_HandleIsEnough()
    {
        var handle = await _bot.SendAsync(_conversation, Reading(0.1));
        _bot = _bot.Restart();

        var next = await _bot.UpdateAsync(_conversation, handle, Reading(0.5));
        await _bot.UpdateAsync(_conversation, next, Result);

        Assert.Equal(3, OnlyMessage.Revisions.Count);
    }

    [Fact]
    public async Task Part_SentAgainAfterACrash_EndsTheStreamWithoutLoss()
    {
        var handle = await _bot.SendAsync(_conversation, Reading(0.1));
        await _bot.UpdateAsync(_conversation, handle, Reading(0.4));

        // The part was sent, and the process ended before its handle was noted.
        var again = await _bot.UpdateAsync(_conversation, handle, Reading(0.4));
        await _bot.UpdateAsync(_conversation, again, Result);

        Assert.Contains("5,012", OnlyMessage.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ForgottenByTheService_IsPostedAnew()
    {
        var handle = new StreamHandle("unknown", 3, _clock.Now).ToString();

        var posted = await _bot.UpdateAsync(_conversation, handle, Result);

        Assert.Equal(posted, OnlyMessage.Id);
    }

    [Fact]
    public async Task Bot_RemovedInTheMiddle_ConversationIsClosed()
    {
        var handle = await _bot.SendAsync(_conversation, Reading(0.1));
        _chat.IsBotRemoved = true;

        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.UpdateAsync(_conversation, handle, Result));
    }

    [Fact]
    public async Task Progress_InAGroupOrWithAButton_IsACard()
    {
        var group = _teams.People.Group("Churn", _teams.People.Add("Grace"));
        var stoppable = new ReplyMessage([.. Reading(0.1).Sections, new Choices([new Choice("Stop", new ActionCommand(ActionVerb.StopTraining))])]);

        var shared = await _bot.SendAsync(await _bot.MeetAsync(group), Reading(0.1));
        var pressed = await _bot.SendAsync(_conversation, stoppable);

        Assert.All([shared, pressed], handle => Assert.Null(StreamHandle.Read(handle)));
        Assert.NotNull(Assert.Single(group.BotMessages).Card());
        Assert.NotNull(OnlyMessage.Card());
    }

    [Fact]
    public async Task Chat_WithoutStreams_ProgressIsACard()
    {
        // Known to the bot as personal, and not to the service.
        var group = _teams.People.Group("Churn", _teams.People.Add("Grace"));

        await _bot.SendAsync(await _bot.MeetAsync(group.Id), Reading(0.1));

        Assert.NotNull(Assert.Single(group.BotMessages).Card());
    }

    [Fact]
    public void Handle_WrittenAndRead_IsTheSame() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>(), ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<PositiveInt>(),
        (id, sequence, seconds) =>
        {
            var handle = new StreamHandle(id.Get, sequence.Get, DateTimeOffset.UnixEpoch.AddSeconds(seconds.Get));
            return StreamHandle.Read(handle.ToString()) == handle;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1795229873884")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("stream:")]
    [InlineData("stream::")]
    [InlineData("stream:a:1")]
    [InlineData("stream:a:x:1")]
    [InlineData("stream:a:1:-5")]
    [InlineData("stream:a:1:9223372036854775807")]
    [InlineData("stream:a:99999999999:1")]
    public void Handle_OfNoStream_IsNotRead(string handle) => Assert.Null(StreamHandle.Read(handle));
}
