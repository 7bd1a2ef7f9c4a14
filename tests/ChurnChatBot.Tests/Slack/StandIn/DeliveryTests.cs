using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What reaches a bot over HTTP: signed events, sent again where nobody took them; presses with what was filled in; commands.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Ticks = """
        [{"type":"section","block_id":"plan","text":{"type":"mrkdwn","text":"Plan"},"accessory":{"type":"checkboxes","action_id":"items",
          "options":[{"text":{"type":"plain_text","text":"One"},"value":"1"},{"text":{"type":"plain_text","text":"Two"},"value":"2"}],
          "initial_options":[{"text":{"type":"plain_text","text":"One"},"value":"1"}]}},
         {"type":"actions","block_id":"buttons","elements":[{"type":"button","action_id":"approve","text":{"type":"plain_text","text":"Approve"},"value":"v"}]}]
        """;

    private StandInSlack _slack = null!;
    private StandInReceiver _receiver = null!;
    private StandInCaller _caller = null!;
    private ThreadMember _ada = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync(new StandInSlackOptions { RetryRests = [TimeSpan.Zero, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)] });
        _receiver = await StandInReceiver.StartAsync(_slack);
        _caller = StandInCaller.For(_slack);
        _ada = ThreadMember.Direct(_slack, _slack.Workspace.Add("Ada"));
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _receiver.DisposeAsync();
        await _slack.DisposeAsync();
    }

    /// <summary>The example in Slack's documentation of signatures.</summary>
    [Fact]
    public void Signature_OfSlacksOwnExample_IsTheSame()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackSignature.Sign("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, body));
    }

    [Fact]
    public async Task Message_InDirectMessages_ArrivesSigned()
    {
        await _ada.SayAsync("a < b & c");

        var received = Assert.Single(_receiver.All);
        var stamp = long.Parse(received.Headers[SlackSignature.TimestampHeader], CultureInfo.InvariantCulture);
        var inner = received.Json["event"]!;
        Assert.Equal(SlackSignature.Sign(_slack.Options.SigningSecret, stamp, received.Body), received.Headers[SlackSignature.Header]);
        Assert.Equal(("message", "im", "a &lt; b &amp; c"), ((string?)inner["type"], (string?)inner["channel_type"], (string?)inner["text"]));
        Assert.Equal(_slack.Workspace.TeamId, (string?)received.Json["team_id"]);
        Assert.False(received.Headers.ContainsKey("x-slack-retry-num"));
    }

    [Fact]
    public async Task Mention_InAChannel_ArrivesAsTwoEventsOfOneMessage()
    {
        var inChannel = _ada with { Channel = _slack.Workspace.Channel("churn", _ada.User) };

        var message = await inChannel.MentionAsync("help");

        Assert.Equal(["app_mention", "message"], _receiver.All.Select(one => (string?)one.Json["event"]!["type"]).Order());
        Assert.All(_receiver.All, one => Assert.Equal(message.Ts, (string?)one.Json["event"]!["ts"]));
        Assert.Equal(2, _receiver.All.Select(one => (string?)one.Json["event_id"]).Distinct().Count());
    }

    [Fact]
    public async Task Event_NotTaken_IsSentAgainThreeTimesWithItsReason()
    {
        for (var i = 0; i < 4; i++) _receiver.Answers.Enqueue(Results.StatusCode(500));

        await _ada.SayAsync("hello");

        Assert.Equal([null, "1", "2", "3"], _receiver.All.Select(one => one.Headers.GetValueOrDefault("x-slack-retry-num")));
        Assert.Equal("http_error", _receiver.All[^1].Headers["x-slack-retry-reason"]);
        Assert.Single(_receiver.All.Select(one => one.Body).Distinct());
        Assert.Equal(4, Assert.Single(_slack.Delivery.Failures).Deliveries);
    }

    [Fact]
    public async Task Bot_HearsItself_EditsAndDeletions()
    {
        await _caller.PostAsync(_ada.Channel, "I am the bot");
        await _ada.EchoAsync(_ada.Seen[0]);
        var said = await _ada.SayAsync("frist");
        await _ada.EditAsync(said, "first");
        await _ada.DeleteAsync(said);

        var events = _receiver.All.Select(one => one.Json["event"]!).ToArray();
        Assert.Equal([null, null, "message_changed", "message_deleted"], events.Select(inner => (string?)inner["subtype"]));
        Assert.Equal((_slack.Workspace.BotId, "first", "frist"), ((string?)events[0]["bot_id"], (string?)events[2]["message"]!["text"], (string?)events[2]["previous_message"]!["text"]));
        Assert.Equal(said.Ts, (string?)events[3]["deleted_ts"]);
    }

    [Fact]
    public async Task App_Removed_IsToldInEitherOrder_AndItsTokensOpenNothing()
    {
        await _ada.UninstallAsync(tokensFirst: true);

        Assert.Equal(["tokens_revoked", "app_uninstalled"], _receiver.All.Select(one => (string?)one.Json["event"]!["type"]));
        Assert.Equal("token_revoked", (await _caller.CallFormAsync("auth.test")).Error);
    }

    [Fact]
    public async Task Assistant_Opened_HasAThreadBeforeAnythingIsSaid()
    {
        var thread = await _ada.StartAssistantThreadAsync();
        await thread.SayAsync("hello");

        Assert.Equal(thread.ThreadTs, (string?)_receiver.All[0].Json["event"]!["assistant_thread"]!["thread_ts"]);
        Assert.Equal(thread.ThreadTs, (string?)_receiver.All[1].Json["event"]!["thread_ts"]);
    }

    [Fact]
    public async Task Session_Stopped_IsToldWithItsThread()
    {
        var thread = _ada.In(await _ada.SayAsync("train"));

        await thread.StopAsync();

        var inner = _receiver.All[^1].Json["event"]!;
        Assert.Equal(("agent_session_stopped", thread.ThreadTs), ((string?)inner["type"], (string?)inner["thread_ts"]));
    }

    [Fact]
    public async Task Event_Copied_ArrivesTwiceUnderOneId()
    {
        _slack.Delivery.Copies = 2;

        await _ada.SayAsync("hello");

        Assert.Equal(2, _receiver.All.Count);
        Assert.Single(_receiver.All.Select(one => (string?)one.Json["event_id"]).Distinct());
    }

    [Fact]
    public async Task Press_CarriesWhatIsTicked_EvenAfterAnUpdate()
    {
        var ts = (await _caller.CallFormAsync("chat.postMessage", ("channel", _ada.Channel.Id), ("text", "Plan"), ("blocks", Ticks))).Ts!;
        var message = _ada.Channel.Find(ts)!;
        var (ticks, button) = (BlockElements.Of(message.Blocks).First(), BlockElements.Of(message.Blocks).Last());

        await _ada.GiveAsync(message, ticks, InputState.Filled(ticks.Element, "2"));
        await _caller.CallFormAsync("chat.update", ("channel", _ada.Channel.Id), ("ts", ts), ("text", "Plan"), ("blocks", Ticks));
        await _ada.PressAsync(message, button);

        Assert.Equal(["checkboxes", "button"], _receiver.All.Select(one => (string?)one.Json["actions"]![0]!["type"]));
        var press = _receiver.All[^1].Json;
        Assert.Equal(("approve", "v"), ((string?)press["actions"]![0]!["action_id"], (string?)press["actions"]![0]!["value"]));
        Assert.Equal(["2"], ((JsonArray)press["state"]!["values"]!["plan"]!["items"]!["selected_options"]!).Select(option => (string?)option!["value"]));
    }

    [Fact]
    public async Task ResponseUrl_TakesFiveAnswers()
    {
        await _caller.CallFormAsync("chat.postMessage", ("channel", _ada.Channel.Id), ("text", "Plan"), ("blocks", Ticks));
        var message = _ada.Seen[0];
        await _ada.PressAsync(message, BlockElements.Of(message.Blocks).Last());
        var address = new Uri((string)_receiver.All[0].Json["response_url"]!);
        _caller.Use(null);
        var statuses = new List<int>();
        foreach (var body in (string[])["""{"text":"only you"}""", """{"text":"working","replace_original":true}""", """{"text":"all","response_type":"in_channel"}""", """{"blocks":[{"type":"x"}]}""", """{"delete_original":true}""", """{"text":"late"}"""])
        {
            using var answer = await _caller.SendBytesAsync(address, new StringContent(body, Encoding.UTF8, "application/json"));
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([200, 200, 200, 400, 200, 404], statuses);
        Assert.Equal(["only you", "all"], _ada.Seen.Select(one => one.Text));
        Assert.Equal("working", message.Text);
    }

    [Fact]
    public async Task Command_AnsweredAtOnce_ShowsTheAnswerToThatPerson()
    {
        _receiver.Answers.Enqueue(Results.Json(new { text = "All is well" }));

        await _ada.RunAsync("/churn", "status now");

        var fields = _receiver.All[0].Json;
        Assert.Equal(("/churn", "status now", _ada.User.Id), ((string?)fields["command"], (string?)fields["text"], (string?)fields["user_id"]));
        Assert.Equal(("All is well", _ada.User.Id), (Assert.Single(_ada.Seen).Text, _ada.Seen[0].OnlyFor));
    }

    [Fact]
    public async Task Modal_OpenedByATrigger_IsFilledInAndSubmitted()
    {
        await _ada.UseShortcutAsync("new_project");
        var trigger = (string)_receiver.All[0].Json["trigger_id"]!;
        const string view = """
            {"type":"modal","callback_id":"new","title":{"type":"plain_text","text":"New"},"submit":{"type":"plain_text","text":"Create"},
             "blocks":[{"type":"input","block_id":"name","label":{"type":"plain_text","text":"Name"},"element":{"type":"plain_text_input","action_id":"text"}}]}
            """;
        var opened = await _caller.CallFormAsync("views.open", ("trigger_id", trigger), ("view", view));
        var again = await _caller.CallFormAsync("views.open", ("trigger_id", trigger), ("view", view));
        var modal = ViewMember.Modal(_slack, _ada.User);
        await Assert.ThrowsAsync<InvalidOperationException>(modal.SubmitAsync);
        await modal.FillAsync(modal.Element("text"), "Q3");
        _receiver.Answers.Enqueue(Results.Text("""{"response_action":"errors","errors":{"name":"Taken"}}""", "application/json"));
        var (_, errors) = await modal.SubmitAsync();
        var openAfterErrors = _ada.User.Modals.Count;
        await modal.SubmitAsync();

        Assert.True(opened.IsOk, opened.Text);
        Assert.Equal(("exchanged_trigger_id", "Taken", 1, 0), (again.Error, errors["name"], openAfterErrors, _ada.User.Modals.Count));
        Assert.Equal("Q3", (string?)_receiver.All[^1].Json["view"]!["state"]!["values"]!["name"]!["text"]!["value"]);
    }

    [Fact]
    public async Task Home_PublishedWithAnOldHash_IsRefused()
    {
        const string view = """{"type":"home","blocks":[{"type":"divider"}]}""";
        var first = await _caller.CallFormAsync("views.publish", ("user_id", _ada.User.Id), ("view", view));
        var hash = (string)first.Body!["view"]!["hash"]!;
        var second = await _caller.CallFormAsync("views.publish", ("user_id", _ada.User.Id), ("view", view), ("hash", hash));
        var stale = await _caller.CallFormAsync("views.publish", ("user_id", _ada.User.Id), ("view", view), ("hash", hash));

        Assert.Equal((true, "hash_conflict"), (second.IsOk, stale.Error));
        Assert.Equal("home", (string?)_ada.User.Home!["type"]);
    }
}
