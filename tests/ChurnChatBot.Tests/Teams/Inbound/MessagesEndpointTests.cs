using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Teams.Inbound;

/// <summary>The endpoint without a registered app, as it is tried by hand: what it takes, what it refuses, what it stores.</summary>
public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private TeamsHost _host = null!;

    public async Task InitializeAsync() => _host = await TeamsHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private static JsonObject Local(string text = "where are we?", string type = "personal") => SampleActivities.Message(text, type).With("serviceUrl", "http://127.0.0.1:9/");

    private async Task<HttpStatusCode> PostAsync(JsonNode activity)
    {
        using var answer = await _host.PostAsync(activity);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string body, string mediaType = "application/json")
    {
        using var answer = await _host.PostAsync(body, mediaType: mediaType);
        return answer.StatusCode;
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    public async Task Probe_IsHarmless(string method)
    {
        using var answer = await _host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/messages"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Message_IsStoredBeforeItIsAcknowledged_AndDeliveredAgainIsDropped()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Local()));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Local()));

        Assert.Equal("where are we?", (await _host.PendingTurnAsync())!.Text);
        Assert.Single(await _host.Database.ConversationsWithPendingTurnsAsync());
        Assert.NotNull(await _host.Database.ReferenceAsync(new ConversationKey("teams", "19:thread")));
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("never-heard-of")]
    public async Task UnknownTypes_AreAcknowledgedAndDoNothing(string type)
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Local().With("type", type)));
        Assert.Null(await _host.PendingTurnAsync());
    }

    [Theory]
    [InlineData("conversation", HttpStatusCode.BadRequest)]
    [InlineData("from", HttpStatusCode.BadRequest)]
    [InlineData("serviceUrl", HttpStatusCode.Forbidden)]
    [InlineData("type", HttpStatusCode.BadRequest)]
    [InlineData("recipient", HttpStatusCode.Forbidden)]
    [InlineData("text", HttpStatusCode.OK)]
    [InlineData("id", HttpStatusCode.OK)]
    public async Task Activity_WithoutAPart_IsAnsweredAndNeverCrashes(string part, HttpStatusCode status)
    {
        var activity = Local();
        activity.Remove(part);

        Assert.Equal(status, await PostAsync(activity));
    }

    [Fact]
    public async Task Bodies_ThatAreNoActivity_AreRefused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("{"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("[]"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("null"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("""{"type":"message","text":{}}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("""{"type":"message","value":""" + string.Concat(Enumerable.Repeat("""{"a":""", 200)) + "1" + new string('}', 201)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync(Local().ToJsonString(), "text/plain"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new string(' ', 10 << 20)));
        Assert.Empty(await _host.Database.ConversationsWithPendingTurnsAsync());
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    public async Task Caller_BroughtBySomebodyElse_IsNotThisMachine(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(Local().ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(await _host.PendingTurnAsync());
    }

    [Fact]
    public async Task ServiceAddress_ElsewhereThanHere_IsRefused() =>
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(Local().With("serviceUrl", "https://evil.example/")));

    [Fact]
    public async Task Conversation_FromAnotherTenant_IsRefused()
    {
        await PostAsync(Local());
        var foreign = Local().With("id", "2");
        foreign["conversation"]!["tenantId"] = "33333333-3333-3333-3333-333333333333";

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(foreign));
    }

    [Fact]
    public async Task Group_WithoutMention_IsNotListenedTo()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Local("hello all", "groupChat")));
        Assert.Null(await _host.PendingTurnAsync());

        await PostAsync(Local("<at>ChurnChatBot</at> hello", "groupChat").With("id", "2").With("entities", new JsonArray(SampleActivities.Mention("<at>ChurnChatBot</at>"))));
        Assert.Equal("hello", (await _host.PendingTurnAsync())!.Text);
    }

    [Fact]
    public async Task Removal_ClosesAndSpeakingOpensAgain()
    {
        var key = new ConversationKey("teams", "19:thread");
        await PostAsync(Local());
        await PostAsync(Local("").With("type", "installationUpdate").With("action", "remove").With("id", "r"));
        Assert.True((await _host.Database.ReferenceAsync(key))!.IsClosed);

        await PostAsync(Local().With("id", "3"));

        Assert.False((await _host.Database.ReferenceAsync(key))!.IsClosed);
    }

    [Fact]
    public async Task Press_ThatTakesLong_IsAnsweredInTimeWithAWorkingCard()
    {
        await SayAsync("m1", new ReplyMessage(new Heading("A plan"), new Choices([new Choice("Why?", new ActionCommand(ActionVerb.Say, ("text", "why?")))])));
        var started = TimeProvider.System.GetTimestamp();

        using var answer = await _host.PostAsync(Press("m1", "say", ("text", "why?")));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 3.5, 5);
        var body = await ReadAsync(answer);
        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int)body["statusCode"]!, (string?)body["type"]));
        Assert.Equal("why?", (await _host.PendingTurnAsync())!.Action!.Command.Data["text"]);
        // When the turn is done, the card is due again.
        await _host.Database.CompleteTurnAsync((await _host.PendingTurnAsync())!.TurnId, DateTimeOffset.UnixEpoch);
        Assert.Single(await _host.Database.UnsentMessagesAsync(new ConversationKey("teams", "19:thread"), 10));
    }

    [Theory]
    [InlineData("m2")]
    [InlineData("no-such")]
    [InlineData("")]
    public async Task Press_OnACardOfAnotherConversation_IsRefusedInWords(string message)
    {
        await SayAsync("m2", new ReplyMessage(new Heading("Another plan")), "19:elsewhere");

        using var answer = await _host.PostAsync(Press(message, "approve", ("approval", "a1"), ("hash", "h1")));

        var body = await ReadAsync(answer);
        Assert.Equal((HttpStatusCode.OK, "application/vnd.microsoft.error"), (answer.StatusCode, (string?)body["type"]));
        Assert.NotEmpty((string?)body["value"]!["message"] ?? "");
        Assert.Null(await _host.PendingTurnAsync());
    }

    [Theory]
    [InlineData("task/fetch", HttpStatusCode.NotImplemented)]
    [InlineData("message/submitAction", HttpStatusCode.OK)]
    [InlineData("fileConsent/invoke", HttpStatusCode.OK)]
    [InlineData("adaptiveCard/action", HttpStatusCode.OK)]
    public async Task Invoke_WithNothingUsefulInIt_IsAnswered(string name, HttpStatusCode status)
    {
        foreach (var value in (string[])["null", "5", "[]", "{}", """{"action":5}""", """{"actionName":"feedback","actionValue":7}""", """{"action":"accept","context":3}"""])
            Assert.Equal(status, await PostAsync(Local().With("type", "invoke").With("name", name).With("value", JsonNode.Parse(value))));
    }

    [Theory]
    [InlineData("\"great answer\"")]
    [InlineData("\"{\\\"feedbackText\\\":\\\"great answer\\\"}\"")]
    public async Task Feedback_InBothShapes_IsATurnAboutItsMessage(string words)
    {
        await SayAsync("m1", new ReplyMessage(new Heading("An answer")));
        await _host.Database.MarkSentAsync("m1", 1, "1700000000001");
        var value = JsonNode.Parse("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":WORDS}}""".Replace("WORDS", words, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(Local().With("type", "invoke").With("name", "message/submitAction").With("value", value).With("replyToId", "1700000000001")));

        var turn = (await _host.PendingTurnAsync())!;
        Assert.Equal(("m1", "like", "great answer"), (turn.Action!.MessageId, turn.Action.Command.Data["reaction"], turn.Action.Command.Data["text"]));
    }

    /// <summary>An answer for one person stands in their own chat; what they think of it belongs to the thread that they asked in.</summary>
    [Fact]
    public async Task Feedback_OnAnAnswerSaidInThePersonsOwnChat_BelongsToTheThread()
    {
        await SayAsync("m1", new ReplyMessage(new Heading("An answer")), "19:channel");
        await _host.Database.MarkSentAsync("m1", 1, "19:thread\n1700000000001");
        var value = JsonNode.Parse("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"good"}}""");

        Assert.Equal(HttpStatusCode.OK, await PostAsync(Local().With("type", "invoke").With("name", "message/submitAction").With("value", value).With("replyToId", "1700000000001")));

        Assert.Null(await _host.PendingTurnAsync());
        Assert.Equal("m1", (await _host.PendingTurnAsync("19:channel"))!.Action!.MessageId);
    }

    [Fact]
    public async Task Reaction_ToAMessageOfTheBot_IsFeedback()
    {
        await SayAsync("m1", new ReplyMessage(new Heading("An answer")));
        await _host.Database.MarkSentAsync("m1", 1, "1700000000001");
        var reaction = Local("").With("type", "messageReaction").With("reactionsAdded", JsonNode.Parse("""[{"type":"heart"}]"""));

        await PostAsync(reaction.DeepClone().AsObject().With("replyToId", "somebody-else's"));
        Assert.Null(await _host.PendingTurnAsync());
        await PostAsync(reaction.With("replyToId", "1700000000001").With("id", "2"));

        Assert.Equal("heart", (await _host.PendingTurnAsync())!.Action!.Command.Data["reaction"]);
    }

    [Fact]
    public async Task AwaitedFile_GoesToTheThreadThatAsked_AndOnce()
    {
        await _host.Database.AwaitFileAsync(new ConversationKey("teams", "19:thread"), "19:channel;messageid=1", DateTimeOffset.MaxValue.AddDays(-2));
        var file = Local("").With("attachments", new JsonArray(SampleActivities.File("customers.csv", "https://contoso.sharepoint.com/f")));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(file));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(file));

        Assert.Equal("customers.csv", Assert.Single((await _host.PendingTurnAsync("19:channel;messageid=1"))!.Files).Name);
        Assert.Equal("file_forwarded", (await _host.PendingTurnAsync())!.Action!.Command.Data["kind"]);
        Assert.Null(await _host.Database.FileDestinationAsync(new ConversationKey("teams", "19:thread"), DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Log_HoldsNothingThatWasWritten()
    {
        await PostAsync(Local("my password is hunter2"));
        await PostAsync("""{"type":"message","text":{"secret":"hunter2"}}""");
        await PostAsync(Local("hunter2").With("serviceUrl", "https://hunter2.example/"));

        Assert.Contains("was refused", _host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", _host.Log.Text, StringComparison.Ordinal);
    }

    private static JsonObject Press(string message, string verb, params (string Name, string Value)[] data)
    {
        var values = new JsonObject { ["message"] = message };
        foreach (var (name, value) in data) values[name] = value;
        return Local("").With("type", "invoke").With("name", "adaptiveCard/action").With("id", "i1")
            .With("value", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = values } });
    }

    private async Task SayAsync(string id, ReplyMessage message, string conversation = "19:thread")
    {
        var key = new ConversationKey("teams", conversation);
        Assert.Equal(CommitOutcome.Committed, await _host.Database.CommitAsync(new ProjectCommit
        {
            ProjectId = "p-" + id,
            ExpectedVersion = 0,
            Name = "customers.csv",
            StateJson = "{}",
            LinkConversation = key,
            Messages = [new MessageWrite(id, key, MessageRow.BotAuthor, StoredJson.Write(message))],
            At = DateTimeOffset.UnixEpoch,
        }));
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync()) ?? throw new JsonException("Empty answer.");
}
