using System.Net;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using static ChurnChatBot.Tests.Slack.Inbound.SamplePayloads;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>What events mean, from the signed request to the stored turn.</summary>
public sealed class EventIntakeTests : IAsyncLifetime
{
    private SlackHost _host = null!;

    public async Task InitializeAsync() => _host = await SlackHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private Task SendAsync(JsonObject happened, string id = "Ev1") => SendAsync(_host, Envelope(happened, id));

    private static async Task SendAsync(SlackHost host, JsonObject envelope)
    {
        using var answer = await host.EventAsync(envelope);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Message_DeliveredThreeTimes_IsOneTurn()
    {
        for (var i = 0; i < 3; i++) await SendAsync(Message("churn rate by city?", "D1"));

        var turn = Assert.Single(await _host.TakeAsync("T1/D1/100.1"));
        Assert.Equal(("churn rate by city?", "slack:T1:U1"), (turn.Text, turn.Person.Id));
        await SendAsync(Message("churn rate by city?", "D1"));
        Assert.Empty(await _host.TakeAsync("T1/D1/100.1"));
    }

    [Fact]
    public async Task Retry_WhoseFirstDeliveryWasLost_IsHandled()
    {
        using var answer = await _host.PostAsync("events", Envelope(Message("hi", "D1")).ToJsonString(), "application/json", request =>
        {
            request.Headers.Add("X-Slack-Retry-Num", "1");
            request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await _host.TakeAsync("T1/D1/100.1"));
    }

    [Fact]
    public async Task Mention_ToldTwice_IsOneTurn()
    {
        await SendAsync(Message("<@UBOT> where are we?", type: "app_mention"));
        await SendAsync(Message("<@UBOT> where are we?").With("channel_type", "channel"), "Ev2");

        Assert.Equal("where are we?", Assert.Single(await _host.TakeAsync("T1/C1/100.1")).Text);
    }

    [Fact]
    public async Task SameTs_InTwoChannels_IsTwoTurns()
    {
        await SendAsync(Message("hi", "D1"));
        await SendAsync(Message("hi", "D2"), "Ev2");

        Assert.Equal(2, (await _host.Database.ConversationsWithPendingTurnsAsync()).Count);
    }

    [Fact]
    public async Task Channel_IsListenedTo_OnlyWhereTheBotSpeaks()
    {
        await SendAsync(Message("lunch?", ts: "101.1"));
        await SendAsync(Message("yes", ts: "101.2", thread: "101.1"), "Ev2");
        Assert.True(await _host.IsEmptyAsync());

        await SendAsync(Message("<@UBOT> hi", type: "app_mention"), "Ev3");
        // Before the first turn is even begun.
        await SendAsync(Message("and by age?", ts: "100.2", thread: "100.1"), "Ev4");
        Assert.Equal(["hi", "and by age?"], (await _host.TakeAsync("T1/C1/100.1")).Select(turn => turn.Text));

        await _host.SayAsync("m1", new ReplyMessage(new Heading("An answer")), "T1/C1/500.1");
        await SendAsync(Message("thanks", ts: "500.2", thread: "500.1"), "Ev5");
        Assert.Single(await _host.TakeAsync("T1/C1/500.1"));
    }

    [Theory]
    [InlineData("bot_id", "\"B9\"")]
    [InlineData("subtype", "\"bot_message\"")]
    [InlineData("subtype", "\"channel_join\"")]
    [InlineData("subtype", "\"something_new\"")]
    [InlineData("user", "\"UBOT\"")]
    [InlineData("user", "null")]
    public async Task Message_OfNoPerson_IsPassedOver(string part, string value)
    {
        await SendAsync(Message("<@UBOT> hi", "D1").With(part, JsonNode.Parse(value)));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Theory]
    [InlineData("file_share")]
    [InlineData("thread_broadcast")]
    public async Task Message_OfTheseSubtypes_IsSaid(string subtype)
    {
        await SendAsync(Message("hi", "D1").With("subtype", subtype));
        Assert.Single(await _host.TakeAsync("T1/D1/100.1"));
    }

    [Theory]
    [InlineData(SlackView.Agent, "T1/D1/100.1")]
    [InlineData(SlackView.Assistant, "T1/D1/100.1")]
    [InlineData(SlackView.Messages, "T1/D1")]
    internal async Task DirectMessage_IsAThread_OrTheWholeConversation(SlackView view, string conversation)
    {
        await using var host = await SlackHost.StartAsync(options => options with { View = view });
        await SendAsync(host, Envelope(Message("hi", "D1")));
        await SendAsync(host, Envelope(Message("more", "D1", "100.2", "100.1"), "Ev2"));

        Assert.Equal(["hi", "more"], (await host.TakeAsync(conversation)).Select(turn => turn.Text));
    }

    [Fact]
    public async Task Files_ArePartOfTheTurn_PicturesAndGoneOnesAreNot()
    {
        await SendAsync(Message("here", "D1").With("subtype", "file_share").With("files", new JsonArray(
            File("../kunden\u202E.csv"), File("photo.png", "image/png", "F2"), File("old.csv", id: "F3").With("mode", "tombstone"),
            new JsonObject { ["id"] = "F4", ["file_access"] = "check_file_info" }, new JsonObject { ["id"] = "F5" }, 7)));

        var turn = Assert.Single(await _host.TakeAsync("T1/D1/100.1"));
        Assert.Equal(["kunden.csv", "upload"], turn.Files.Select(file => file.Name));
        var source = JsonNode.Parse(turn.Files[0].Source!)!;
        Assert.Equal(("T1", "F1", "https://files.slack.com/files-pri/T1-F1/download/x"), ((string?)source["team"], (string?)source["id"], (string?)source["url"]));
        Assert.Null(JsonNode.Parse(turn.Files[1].Source!)!["url"]);
    }

    [Fact]
    public async Task WhatCannotBeRead_IsTold()
    {
        await SendAsync(Message("", "D1").With("subtype", "file_share").With("files", new JsonArray(File("p.png", "image/png"))));
        await SendAsync(Message(new string('x', 4_001), "D1", "100.2", "100.1"), "Ev2");
        await SendAsync(Message("<@UBOT>", "C1", "100.3", type: "app_mention"), "Ev3");

        Assert.Equal(["picture", "too_long"], (await _host.TakeAsync("T1/D1/100.1")).Select(turn => turn.Action!.Command.Data["kind"]));
        Assert.Equal("help", Assert.Single(await _host.TakeAsync("T1/C1/100.3")).Text);
    }

    [Fact]
    public async Task Edit_IsACorrectionEachTimeItSaysSomethingElse()
    {
        await SendAsync(Changed(Message("approve", "D1"), Message("aprove", "D1"), channel: "D1"));
        await SendAsync(Changed(Message("approve", "D1"), Message("aprove", "D1"), channel: "D1"), "Ev2");
        await SendAsync(Changed(Message("approve it", "D1"), Message("approve", "D1"), channel: "D1"), "Ev3");
        // Only a preview of a link was added.
        await SendAsync(Changed(Message("approve it", "D1").With("attachments", new JsonArray()), Message("approve it", "D1"), channel: "D1"), "Ev4");
        // The bot's own message, shown anew.
        await SendAsync(Changed(Message("done", "D1").With("bot_id", "B1"), Message("working", "D1"), channel: "D1"), "Ev5");

        var turns = await _host.TakeAsync("T1/D1/100.1");
        Assert.Equal([("approve", true), ("approve it", true)], turns.Select(turn => (turn.Text, turn.IsCorrection)));
    }

    [Fact]
    public async Task Deletion_TakesBackTheTurn_ThePersonsOwnOnly()
    {
        await _host.SayAsync("m1", new ReplyMessage(new Heading("An answer")), "T1/D1/100.1");
        await SendAsync(Message("my salary", "D1"));
        var said = Assert.Single(await _host.TakeAsync("T1/D1/100.1"));
        await SendAsync(Changed([], Message("my salary", "D1"), "message_deleted", "D1"), "Ev2");
        await SendAsync(Changed(new JsonObject { ["subtype"] = "tombstone", ["user"] = "USLACKBOT", ["ts"] = "100.1" }, Message("my salary", "D1"), channel: "D1"), "Ev3");
        await SendAsync(Changed([], Message("an answer", "D1", "100.3", "100.1").With("bot_id", "B1"), "message_deleted", "D1"), "Ev4");
        await SendAsync(Changed([], Message("chat of others", "C1", "700.2", "700.1"), "message_deleted"), "Ev5");
        await SendAsync(Changed([], Message("<@UBOT> never heard", "D1", "800.1"), "message_deleted", "D1"), "Ev6");

        var taken = Assert.Single(await _host.TakeAsync("T1/D1/100.1"));
        Assert.Equal((ActionVerb.Retract, said.TurnId, "slack:T1:U1"), (taken.Action!.Command.Verb, taken.Action.Command.Data["turn"], taken.Person.Id));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Fact]
    public async Task Opening_IsWelcomedOnce()
    {
        var opened = new JsonObject { ["type"] = "app_home_opened", ["user"] = "U1", ["channel"] = "D1", ["tab"] = "messages", ["event_ts"] = "1.1" };
        var started = new JsonObject
        {
            ["type"] = "assistant_thread_started",
            ["assistant_thread"] = new JsonObject { ["user_id"] = "U1", ["channel_id"] = "D1", ["thread_ts"] = "5.5", ["context"] = new JsonObject() },
        };
        await SendAsync(opened);
        await SendAsync(opened, "Ev2");
        await SendAsync(opened.DeepClone().AsObject().With("tab", "home"), "Ev3");
        await SendAsync(started, "Ev4");

        Assert.Equal(ActionVerb.Welcome, Assert.Single(await _host.TakeAsync("T1/D1")).Action!.Command.Verb);
        Assert.Equal(ActionVerb.Welcome, Assert.Single(await _host.TakeAsync("T1/D1/5.5")).Action!.Command.Verb);
    }

    [Theory]
    [InlineData("T1/C1/100.1")]
    [InlineData("T1/C1")]
    public async Task Reaction_ToAMessageOfTheBot_IsFeedback(string conversation)
    {
        await _host.SayAsync("m1", new ReplyMessage(new Heading("An answer")), conversation);
        await _host.Database.MarkSentAsync("m1", 1, "200.1");
        var reaction = new JsonObject { ["type"] = "reaction_added", ["user"] = "U1", ["reaction"] = "thumbsup", ["item"] = new JsonObject { ["type"] = "message", ["channel"] = "C1", ["ts"] = "200.1" } };
        await SendAsync(reaction);
        await SendAsync(reaction.DeepClone().AsObject().With("type", "reaction_removed"), "Ev2");
        await SendAsync(reaction.DeepClone().AsObject().With("item", new JsonObject { ["channel"] = "C10", ["ts"] = "200.1" }), "Ev3");
        await SendAsync(reaction.DeepClone().AsObject().With("item", new JsonObject { ["channel"] = "C1", ["ts"] = "200.2" }), "Ev4");
        await SendAsync(reaction.DeepClone().AsObject().With("user", "UBOT"), "Ev5");

        var turns = await _host.TakeAsync(conversation);
        Assert.Equal([("m1", "thumbsup"), ("m1", "taken back")], turns.Select(turn => (turn.Action!.MessageId!, turn.Action.Command.Data["reaction"])));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Fact]
    public async Task StopButton_StopsWhatRunsInAKnownThread()
    {
        var stop = new JsonObject { ["type"] = "agent_session_stopped", ["user"] = "U1", ["channel"] = "D1", ["thread_ts"] = "100.1", ["streaming_message_ts"] = new JsonArray() };
        await SendAsync(stop);
        Assert.True(await _host.IsEmptyAsync());
        await _host.SayAsync("m1", new ReplyMessage(new Heading("Training")), "T1/D1/100.1");
        await SendAsync(stop);

        Assert.Equal(ActionVerb.StopTraining, Assert.Single(await _host.TakeAsync("T1/D1/100.1")).Action!.Command.Verb);
    }

    [Fact]
    public async Task People_OfWorkspacesThatAreNotAllowed_AreNotAnswered()
    {
        await using var host = await SlackHost.StartAsync(options => options with { AllowedTeams = ["T2"] });
        await SendAsync(host, Envelope(Message("hi", "D1")));
        Assert.True(await host.IsEmptyAsync());
        await SendAsync(host, Envelope(Message("hi", "D1"), team: "T2"));

        Assert.Single(await host.TakeAsync("T2/D1/100.1"));
        Assert.DoesNotContain("hi", host.Log.Text.Split("T1")[1][..20], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("T7", true)]
    public async Task Stranger_InASharedChannel_IsAnsweredOnlyWhereTheirWorkspaceIsNamed(string? allowed, bool isAnswered)
    {
        await using var host = await SlackHost.StartAsync(options => options with { AllowedTeams = allowed is null ? [] : ["T1", allowed] });
        await SendAsync(host, Envelope(Message("<@UBOT> delete this project", type: "app_mention").With("user_team", "T7")).With("is_ext_shared_channel", true));

        var turns = await host.TakeAsync("T1/C1/100.1");
        Assert.Equal(isAnswered ? ["slack:T7:U1"] : [], turns.Select(turn => turn.Person.Id));
    }

    [Fact]
    public async Task ManyDeliveriesAtOnce_EachMessageIsOneTurn()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => SendAsync(Message($"say {i % 20}", "D1", $"100.{i % 20 + 1}", "100.1"), $"Ev{i}")));

        Assert.Equal(20, (await _host.TakeAsync("T1/D1/100.1")).Count);
    }

    [Fact]
    public async Task Handle_OfAnotherChannelWhoseIdBeginsAlike_IsNotFound()
    {
        await _host.SayAsync("m1", new ReplyMessage(new Heading("An answer")), "T1/C12/100.1");
        await _host.Database.MarkSentAsync("m1", 1, "200.1");

        Assert.Null(await _host.Database.FindMessageWithinAsync("slack", "T1/C1", "200.1"));
        Assert.Equal("m1", (await _host.Database.FindMessageWithinAsync("slack", "T1/C12", "200.1"))?.MessageId);
        Assert.Null(await _host.Database.FindMessageWithinAsync("teams", "T1/C12", "200.1"));
    }
}
