using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Teams.StandIn;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>Messages on their way into conversations of Teams, and what becomes of those that are refused.</summary>
public sealed class TeamsChannelTests : IAsyncLifetime
{
    private static readonly ReplyMessage First = new(new Heading("Five repairs I suggest."));
    private static readonly ReplyMessage Second = new(new Heading("Four repairs I suggest."));
    private StandInTeams _teams = null!;
    private OutboundBot _bot = null!;
    private StandInPerson _ada = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync();
        _bot = await OutboundBot.StartAsync(_teams);
        _ada = _teams.People.Add("Ada");
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    private StandInConversation Chat => _teams.People.Personal(_ada);

    [Fact]
    public async Task Message_SentAndUpdated_IsReplacedInPlace()
    {
        var conversation = await _bot.MeetAsync(Chat);

        var handle = await _bot.SendAsync(conversation, First);
        var again = await _bot.UpdateAsync(conversation, handle, Second);

        var message = Assert.Single(Chat.BotMessages);
        Assert.Equal((message.Id, handle), (handle, again));
        Assert.Equal(2, message.Revisions.Count);
        Assert.Contains("Four repairs", message.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChannelThread_Message_LandsInTheThread()
    {
        var channel = new StandInConversation("19:c@thread.tacv2", StandInConversation.Channel, _ada.TenantId, TimeProvider.System) { ChannelId = "19:c@thread.tacv2" };
        var thread = _teams.People.Thread(channel, new PostedActivity("17", isBot: false, [], DateTimeOffset.UnixEpoch));
        var conversation = await _bot.MeetAsync(thread);

        await _bot.SendAsync(conversation, First);

        Assert.Single(thread.BotMessages);
    }

    [Fact]
    public async Task Update_OfAnActivityThatIsGone_IsPostedAnew()
    {
        var conversation = await _bot.MeetAsync(Chat);
        var handle = await _bot.SendAsync(conversation, First);
        Assert.Single(Chat.BotMessages).Delete();

        var posted = await _bot.UpdateAsync(conversation, handle, Second);
        await _bot.UpdateAsync(conversation, posted, First);

        var message = Assert.Single(Chat.BotMessages);
        Assert.Equal((posted, 2), (message.Id, message.Revisions.Count));
        Assert.NotEqual(handle, posted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bot_Removed_ConversationIsClosedUntilSomebodySpeaks(bool isUpdate)
    {
        var conversation = await _bot.MeetAsync(Chat);
        var handle = await _bot.SendAsync(conversation, First);
        Chat.IsBotRemoved = true;

        await Assert.ThrowsAsync<ConversationClosedException>(() => isUpdate ? _bot.UpdateAsync(conversation, handle, Second) : _bot.SendAsync(conversation, Second));
        var calls = _teams.Faults.Calls.Count;
        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(conversation, Second));

        Assert.Equal(calls, _teams.Faults.Calls.Count);
        Assert.True((await _bot.Database.ReferenceAsync(conversation.ToKey()))!.IsClosed);
    }

    [Fact]
    public async Task Bot_AddedAgain_SameReferenceOpensTheConversation()
    {
        var references = _bot.Service<ConversationReferences>();
        var spoken = new Activity { ServiceUrl = _teams.ServiceUrl, Recipient = new ChannelAccount("28:bot"), Conversation = new ConversationAccount(Chat.Id, "personal", "t") };
        await references.NoteAsync(spoken, isVerified: true, new Person("teams:t:ada", "Ada"), default);
        var conversation = new ConversationAddress("teams", Chat.Id);
        Chat.IsBotRemoved = true;
        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(conversation, First));
        Chat.IsBotRemoved = false;

        await references.NoteAsync(spoken, isVerified: true, new Person("teams:t:ada", "Ada"), default);
        await _bot.SendAsync(conversation, First);

        Assert.Single(Chat.BotMessages);
    }

    [Fact]
    public async Task Conversation_Unknown_IsClosed()
    {
        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(new ConversationAddress("teams", "never met"), First));
        var gone = await _bot.MeetAsync("19:gone@thread.v2", ConversationTypes.GroupChat);
        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(gone, First));

        Assert.True((await _bot.Database.ReferenceAsync(gone.ToKey()))!.IsClosed);
    }

    [Fact]
    public async Task Address_NotedBeforeTheAppWasRegistered_IsSentNothing()
    {
        var conversation = await _bot.MeetAsync(Chat.Id, isVerified: false);

        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(conversation, First));

        Assert.Empty(_teams.Faults.Calls);
    }

    [Theory]
    [InlineData(nameof(FaultKind.TooManyRequests))]
    [InlineData(nameof(FaultKind.PreconditionFailed))]
    [InlineData(nameof(FaultKind.ServerError))]
    [InlineData(nameof(FaultKind.BadGateway))]
    [InlineData(nameof(FaultKind.Hang))]
    [InlineData(nameof(FaultKind.Reset))]
    public async Task Fault_ThatPasses_MessageArrivesOnce(string kind)
    {
        var conversation = await _bot.MeetAsync(Chat);
        _teams.Faults.Order(new FaultOrder(Enum.Parse<FaultKind>(kind)));

        var handle = await _bot.SendAsync(conversation, First);

        Assert.Equal(handle, Assert.Single(Chat.BotMessages).Id);
    }

    [Fact]
    public async Task Answer_WithoutAnId_ResultIsSaidBelow()
    {
        var conversation = await _bot.MeetAsync(Chat);
        _teams.Faults.Order(new FaultOrder(FaultKind.EmptyBody));
        var working = new ReplyMessage(new Progress("Training", 0.2), new Choices([]));

        var handle = await _bot.SendAsync(conversation, working);
        var still = await _bot.UpdateAsync(conversation, handle, working);
        var finished = await _bot.UpdateAsync(conversation, still, Second);

        Assert.Equal(handle, still);
        Assert.Equal(finished, Chat.BotMessages[^1].Id);
        Assert.Equal(2, Chat.BotMessages.Count);
    }

    [Theory]
    [InlineData(400, "application/json", """{"error":{"code":"BadArgument"}}""")]
    [InlineData(413, "text/html", "<html>Payload Too Large</html>")]
    public async Task Card_NotTaken_IsSaidInPlainWords(int status, string type, string body)
    {
        await using var service = await ScriptedService.StartAsync(Say(status, type, body), Json(201, """{"id":"1"}"""), Say(status, type, body), Json(200, "{}"));
        using var bot = Against(service);
        var conversation = await bot.MeetAsync("c");

        var handle = await bot.SendAsync(conversation, First);
        await bot.UpdateAsync(conversation, handle, Second);

        Assert.Equal("1", handle);
        Assert.Equal(["POST", "POST", "PUT", "PUT"], service.Received.Select(request => request.Method));
        var (posted, replaced) = (service.Received[1].Json, service.Received[3].Json);
        Assert.StartsWith("Five repairs I suggest.", (string?)posted["text"], StringComparison.Ordinal);
        Assert.StartsWith("Four repairs I suggest.", (string?)replaced["text"], StringComparison.Ordinal);
        Assert.Equal(("plain", null), ((string?)posted["textFormat"], posted["attachments"]));
        Assert.DoesNotContain("repairs", bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_NotTakenEither_AreGivenUp()
    {
        await using var service = await ScriptedService.StartAsync(Json(400, ""));
        using var bot = Against(service);
        var conversation = await bot.MeetAsync("c");

        var handle = await bot.SendAsync(conversation, First);
        await bot.UpdateAsync(conversation, "5", Second);

        Assert.Equal("-", handle);
        Assert.Equal(4, service.Received.Count);
    }

    [Fact]
    public async Task Update_Forbidden_IsPostedAnew()
    {
        await using var service = await ScriptedService.StartAsync(Json(403, """{"error":{"code":"MessageEditNotAllowed"}}"""), Json(201, """{"id":"2"}"""));
        using var bot = Against(service);

        Assert.Equal("2", await bot.UpdateAsync(await bot.MeetAsync("c"), "1", Second));
    }

    private static OutboundBot Against(ScriptedService service) => OutboundBot.Start(new OutboundSetup { ServiceUrl = service.Address.AbsoluteUri, Options = new TeamsOptions() });
}
