using System.Net;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Storage;
using static ChurnChatBot.Tests.Slack.Inbound.SamplePayloads;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>Pressed buttons and sent forms, from the signed request to the stored turn and what is shown at once.</summary>
public sealed class InteractionTests : IAsyncLifetime
{
    private const string Thread = "T1/C1/100.1";
    private static readonly ReplyMessage Plan = new(
        new Heading("A plan"), new Toggles("items", [new Toggle("s1", "First", true), new Toggle("s2", "Second", false), new Toggle("s3", "Third", true)]), new Choices([]));

    private SlackHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SlackHost.StartAsync();
        await _host.SayAsync("m1", Plan);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private async Task<JsonNode?> SendAsync(JsonObject payload, SlackHost? host = null)
    {
        using var answer = await (host ?? _host).InteractAsync(payload);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    private async Task<string> WhisperAsync(SlackHost? host = null)
    {
        var call = await (host ?? _host).Api.NextAsync("respond");
        Assert.Equal(("ephemeral", false), ((string?)call.Body["response_type"], (bool?)call.Body["replace_original"]));
        Assert.True(await (host ?? _host).IsEmptyAsync());
        return (string)call.Body["text"]!;
    }

    [Fact]
    public async Task Press_IsATurnWithItsInputs_AndTheMessageSaysThatItIsWorkedOn()
    {
        var press = Press(_host.Api, Button("m1", ActionVerb.Approve, ("approval", "a1"), ("hash", "h1"))).With("state", State(("items", Ticked("s1", "s2"))));
        await SendAsync(press);
        await SendAsync(press);

        var shown = await _host.Api.NextAsync("respond");
        Assert.True((bool)shown.Body["replace_original"]!);
        Assert.Equal("page 0, working True, shared True, ticked ", (string?)shown.Body["blocks"]![0]!["text"]);
        var turn = Assert.Single(await _host.TakeAsync(Thread));
        Assert.Equal((ActionVerb.Approve, "m1", "s1,s2", "slack:T1:U1"), (turn.Action!.Command.Verb, turn.Action.MessageId, turn.Action.Inputs["items"], turn.Person.Id));
        // When the turn is done, the message is due again.
        Assert.Single(await _host.Database.UnsentMessagesAsync(new ConversationKey("slack", Thread), 10));
    }

    [Fact]
    public async Task Press_WhoseTurnEndsWhileTheMessageIsDrawn_ShowsWhatCameOfIt()
    {
        _host.Api.Answers["respond"] = async body =>
        {
            if (((string?)body["blocks"]?[0]?["text"])?.Contains("working True", StringComparison.Ordinal) == true) await _host.TakeAsync(Thread);
            return new JsonObject { ["ok"] = true };
        };
        await SendAsync(Press(_host.Api, Button("m1", ActionVerb.Say, ("text", "why?"))));

        Assert.Contains("working False", (string?)(await _host.Api.NextAsync("respond", 1)).Body["blocks"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Press_WithoutResponseUrl_UpdatesTheMessageItself()
    {
        await SendAsync(Press(_host.Api, Button("m1", ActionVerb.Say, ("text", "why?"))).With("response_url", "https://evil.example/x"));

        var call = await _host.Api.NextAsync("chat.update");
        Assert.Equal(("T1", "C1", "200.1"), (call.Team, (string?)call.Body["channel"], (string?)call.Body["ts"]));
    }

    [Fact]
    public async Task Page_IsDrawnAndIsNoTurn()
    {
        await SendAsync(Press(_host.Api, Button("m1", "page", ("page", "2"))).With("state", State(("items", Ticked("s3")))));

        Assert.Equal("page 2, working False, shared True, ticked s3", (string?)(await _host.Api.NextAsync("respond")).Body["blocks"]![0]!["text"]);
        Assert.True(await _host.IsEmptyAsync());
    }

    [Theory]
    [InlineData("m1", "T1", "C2")]
    [InlineData("m1", "T2", "C1")]
    [InlineData("gone", "T1", "C1")]
    [InlineData("", "T1", "C1")]
    public async Task Button_OfAnotherPlaceOrNoMessage_IsRefusedInWords(string message, string team, string channel)
    {
        await SendAsync(Press(_host.Api, Button(message, ActionVerb.Approve, ("approval", "a1"), ("hash", "h1")), team: team, channel: channel));
        Assert.Contains("not known in this conversation", await WhisperAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Button_OfAnotherChannelsMessage_IsRefusedInWords()
    {
        var key = new ConversationKey("teams", Thread);
        await _host.Database.CommitAsync(new ProjectCommit
        {
            ProjectId = "p-t",
            ExpectedVersion = 0,
            Name = "x",
            StateJson = "{}",
            LinkConversation = key,
            At = DateTimeOffset.UnixEpoch,
            Messages = [new MessageWrite("t1", key, MessageRow.BotAuthor, StoredJson.Write(Plan))],
        });
        await SendAsync(Press(_host.Api, Button("t1", ActionVerb.StopTraining)));
        Assert.Contains("not known in this conversation", await WhisperAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("{}")]
    [InlineData("""{"verb":"approve"}""")]
    [InlineData("""{"verb":"approve","message":{"x":1}}""")]
    public async Task Button_ThatCannotBeRead_IsRefusedInWords(string value)
    {
        await SendAsync(Press(_host.Api, value));
        Assert.Contains("could not read that button", await WhisperAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkboxes")]
    [InlineData("static_select")]
    [InlineData("never_heard_of")]
    public async Task Input_ThatOnlyChanged_DoesNothing(string type)
    {
        await SendAsync(Press(_host.Api, Button("m1", ActionVerb.StopTraining), type));
        await Task.Delay(100);
        Assert.True(await _host.IsEmptyAsync());
        Assert.DoesNotContain(_host.Api.Calls, call => call.Method == "respond");
    }

    [Fact]
    public async Task Person_WhoMayNot_IsToldAlone_ByTheRightsTheyHaveNow()
    {
        await using var host = await SlackHost.StartAsync(options => options with { Roles = [new RoleAssignment { Role = Role.Approver, People = ["U2"] }] });
        await host.SayAsync("m1", Plan);
        await SendAsync(Press(host.Api, Button("m1", ActionVerb.Approve, ("approval", "a1"), ("hash", "h1"))), host);
        Assert.Contains("may decide on repairs", await WhisperAsync(host), StringComparison.Ordinal);

        await SendAsync(Press(host.Api, Button("m1", ActionVerb.Approve, ("approval", "a1"), ("hash", "h1")), user: "U2"), host);
        Assert.Single(await host.TakeAsync(Thread));
    }

    [Fact]
    public async Task Press_OfAPersonWhoseWorkspaceIsNotAllowed_IsRefusedInWords()
    {
        await using var host = await SlackHost.StartAsync(options => options with { AllowedTeams = ["T2"] });
        await SendAsync(Press(host.Api, Button("m1", ActionVerb.StopTraining)), host);
        Assert.Contains("do not answer people of your workspace", await WhisperAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ForOnePerson_IsPressedByThatPersonOnly()
    {
        await _host.SayAsync("m2", Plan with { OnlyFor = "slack:T1:U2" }, "T1/C1/500.1");
        await SendAsync(Press(_host.Api, Button("m2", ActionVerb.Say, ("text", "why?"))));
        Assert.Contains("not known", await WhisperAsync(), StringComparison.Ordinal);

        await SendAsync(Press(_host.Api, Button("m2", ActionVerb.Say, ("text", "why?")), user: "U2", channel: "D2"));
        Assert.Single(await _host.TakeAsync("T1/C1/500.1"));
    }

    [Fact]
    public async Task FeedbackButtons_AreFeedback_AndChangeNothingThatIsShown()
    {
        await SendAsync(Press(_host.Api, Button("m1", ActionVerb.Feedback, ("reaction", "like")), "feedback_buttons"));

        var turn = Assert.Single(await _host.TakeAsync(Thread));
        Assert.Equal((ActionVerb.Feedback, "m1", "like"), (turn.Action!.Command.Verb, turn.Action.MessageId, turn.Action.Command.Data["reaction"]));
        await Task.Delay(400);
        Assert.DoesNotContain(_host.Api.Calls, call => call.Method == "respond");
    }

    [Fact]
    public async Task Amend_OpensAFormAtOnce_ThatComesBackAsTurns()
    {
        await SendAsync(Press(_host.Api, Button("m1", ActionVerb.Amend)));
        var opened = await _host.Api.NextAsync("views.open");
        var view = opened.Body["view"]!;
        Assert.Equal(("13.37.abc", "amend"), ((string?)opened.Body["trigger_id"], (string?)view["callback_id"]));

        var answer = await SendAsync(Submission("amend", (string?)view["private_metadata"], State(("items", Ticked("s1", "s2")), ("own_words", Typed("fill age with the mean")))));

        Assert.Null(answer);
        var turns = await _host.TakeAsync(Thread);
        Assert.Equal((ActionVerb.Amend, "s2", "s3"), (turns[0].Action!.Command.Verb, turns[0].Action!.Command.Data["on"], turns[0].Action!.Command.Data["off"]));
        Assert.Equal("fill age with the mean", turns[1].Text);
        var request = Assert.IsType<AmendRequest>(ChurnChatBot.Conversations.ActionRequests.Read(turns[0].Action!));
        Assert.Equal([new SelectItem("s2", true), new SelectItem("s3", false)], request.Edits);
    }

    [Fact]
    public async Task Amend_ThatSlackDoesNotOpen_IsTold()
    {
        _host.Api.Answer("views.open", new JsonObject { ["ok"] = false, ["error"] = "expired_trigger_id" });
        await SendAsync(Press(_host.Api, Button("m1", ActionVerb.Amend)));
        Assert.Contains("Press again", await WhisperAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m1", "s1,s3", "Nothing was changed")]
    [InlineData("decided", "s2", "decided or replaced")]
    [InlineData("gone", "s2", "not there any more")]
    public async Task Amend_ThatCannotCount_SaysWhyInTheForm(string message, string ticked, string sentence)
    {
        await _host.SayAsync("decided", new ReplyMessage(new Heading("A plan"), new Toggles("items", [new Toggle("s1", "First", true)], IsEnabled: false)), "T1/C1/800.1");
        var answer = await SendAsync(Submission("amend", ButtonValue.Write(new ActionCommand(ActionVerb.Amend), message), State(("items", Ticked(ticked.Split(','))))));

        Assert.Equal("update", (string?)answer!["response_action"]);
        Assert.Contains(sentence, (string?)answer["view"]!["blocks"]![0]!["text"]!["text"], StringComparison.Ordinal);
        Assert.True(await _host.IsEmptyAsync());
    }

    [Fact]
    public async Task Forms_OfUnknownNamesAndClosedOnes_DoNothing()
    {
        Assert.Null(await SendAsync(Submission("never_heard_of", "x", State())));
        Assert.Null(await SendAsync(Submission("amend", null, State()).With("type", "view_closed")));
        Assert.NotNull(await SendAsync(Submission("amend", "{", State())));
        Assert.True(await _host.IsEmptyAsync());
    }

    internal static JsonObject Submission(string callback, string? about, JsonObject state) => new()
    {
        ["type"] = "view_submission",
        ["team"] = new JsonObject { ["id"] = "T1" },
        ["user"] = new JsonObject { ["id"] = "U1", ["name"] = "ada", ["team_id"] = "T1" },
        ["view"] = new JsonObject { ["id"] = "V1", ["callback_id"] = callback, ["private_metadata"] = about, ["state"] = state },
    };
}
