using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The Web API of the stand-in takes and refuses messages as Slack is documented to, call by call.</summary>
public sealed class ChatTests : IAsyncLifetime
{
    private readonly AdjustableClock _clock = new();
    private StandInSlack _slack = null!;
    private StandInCaller _caller = null!;
    private StandInUser _ada = null!;
    private StandInUser _ben = null!;
    private StandInChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync(new StandInSlackOptions { Clock = _clock });
        _caller = StandInCaller.For(_slack);
        _ada = _slack.Workspace.Add("Ada Lovelace");
        _ben = _slack.Workspace.Add("Ben Bitdiddle");
        _channel = _slack.Workspace.Channel("churn", _ada, _ben);
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Message_Posted_StandsUnderATsOfItsOwn()
    {
        var first = await _caller.PostAsync(_channel, "hello");
        var second = await _caller.CallFormAsync("chat.postMessage", ("channel", _channel.Id), ("text", "again"), ("blocks", """[{"type":"divider"}]"""));

        Assert.True(first.IsOk && second.IsOk, first.Text + second.Text);
        Assert.NotEqual(first.Ts, second.Ts);
        Assert.Matches(@"^\d{10}\.\d{6}$", first.Ts);
        Assert.Equal(["hello", "again"], _channel.SeenBy(_ben).Select(message => message.Text));
        Assert.NotNull(_channel.BotMessages[1].Blocks[0]!["block_id"]);
    }

    [Theory]
    [InlineData("chat.fly", """{"channel":"C1"}""", "unknown_method")]
    [InlineData("chat.postMessage", """{"text":"x"}""", "channel_not_found")]
    [InlineData("chat.postMessage", """{"channel":"C1","text":"x"}""", "channel_not_found")]
    [InlineData("chat.postMessage", """{"channel":"HERE"}""", "no_text")]
    [InlineData("chat.postMessage", """{"channel":"HERE","text":""}""", "no_text")]
    [InlineData("chat.postMessage", """{"channel":"HERE","text":"x","blocks":{}}""", "invalid_blocks_format")]
    [InlineData("chat.postMessage", """{"channel":"HERE","text":"x","blocks":"["}""", "invalid_blocks_format")]
    [InlineData("chat.postMessage", """{"channel":"HERE","text":"x","markdown_text":"x"}""", "markdown_text_conflict")]
    [InlineData("chat.postMessage", """{"channel":"HERE","text":"x","blocks":[{"type":"image","alt_text":"x","slack_file":{"id":"F1"}}]}""", "invalid_blocks")]
    [InlineData("chat.update", """{"channel":"HERE","ts":"1.000001","text":"x"}""", "message_not_found")]
    [InlineData("chat.delete", """{"channel":"HERE","ts":"1.000001"}""", "message_not_found")]
    [InlineData("chat.update", """{"channel":"HERE","text":"x"}""", "invalid_arguments")]
    [InlineData("chat.postEphemeral", """{"channel":"HERE","text":"x","user":"U1"}""", "user_not_in_channel")]
    [InlineData("conversations.replies", """{"channel":"HERE","ts":"1.000001"}""", "thread_not_found")]
    [InlineData("users.info", """{"user":"U1"}""", "user_not_found")]
    [InlineData("files.info", """{"file":"F1"}""", "file_not_found")]
    public async Task Call_Wrong_IsRefusedWithOk200(string method, string arguments, string error)
    {
        var answer = await _caller.CallAsync(method, Json(arguments.Replace("HERE", _channel.Id, StringComparison.Ordinal)));

        Assert.Equal((200, false, error), (answer.Status, answer.IsOk, answer.Error));
        Assert.Empty(_channel.Messages);
    }

    [Theory]
    [InlineData("{", "application/json", "invalid_json")]
    [InlineData("[]", "application/json", "json_not_object")]
    [InlineData("x", "text/plain", "invalid_post_type")]
    public async Task Body_Unreadable_IsRefused(string body, string type, string error)
    {
        var answer = await _caller.SendAsync("auth.test", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(error, answer.Error);
    }

    [Fact]
    public async Task Token_MissingWrongRevokedOrOfAnotherKind_OpensNothing()
    {
        var other = _slack.Tokens.Issue(_slack.AddWorkspace("Other"));
        var errors = new List<string?>();
        foreach (var token in (string?[])[null, "xoxb-wrong", _slack.Options.AppToken, other])
        {
            _caller.Use(token);
            errors.Add((await _caller.PostAsync(_channel, "x")).Error);
        }

        _slack.Tokens.Revoke(_slack.BotToken);
        _caller.Use(_slack.BotToken);
        errors.Add((await _caller.PostAsync(_channel, "x")).Error);

        Assert.Equal(["not_authed", "invalid_auth", "not_allowed_token_type", "channel_not_found", "token_revoked"], errors);
    }

    [Fact]
    public async Task Channel_WithoutTheBot_IsClosedToIt()
    {
        _channel.HasBot = false;

        Assert.Equal("not_in_channel", (await _caller.PostAsync(_channel, "x")).Error);
    }

    [Fact]
    public async Task Update_WithoutBlocks_KeepsThem_AndAnEmptyListRemovesThem()
    {
        var ts = (await _caller.CallAsync("chat.postMessage", Json($$"""{"channel":"{{_channel.Id}}","text":"a","blocks":[{"type":"divider"}]}"""))).Ts!;

        await _caller.CallAsync("chat.update", Json($$"""{"channel":"{{_channel.Id}}","ts":"{{ts}}","text":"b"}"""));
        var kept = _channel.Find(ts)!.Blocks.Count;
        await _caller.CallAsync("chat.update", Json($$"""{"channel":"{{_channel.Id}}","ts":"{{ts}}","text":"c","blocks":[]}"""));

        Assert.Equal((1, 0), (kept, _channel.Find(ts)!.Blocks.Count));
        Assert.Equal(["a", "b", "c"], _channel.Find(ts)!.Revisions.Select(revision => revision.Content.Text));
    }

    [Fact]
    public async Task MessageOfAPerson_CannotBeChangedByTheBot()
    {
        var said = new ThreadMember(_slack, _channel, _ada).Write("mine");

        var update = await _caller.CallAsync("chat.update", Json($$"""{"channel":"{{_channel.Id}}","ts":"{{said.Ts}}","text":"yours"}"""));
        var delete = await _caller.CallAsync("chat.delete", Json($$"""{"channel":"{{_channel.Id}}","ts":"{{said.Ts}}"}"""));

        Assert.Equal(("cant_update_message", "cant_delete_message"), (update.Error, delete.Error));
    }

    [Fact]
    public async Task Ephemeral_IsSeenByOnePersonAndNeverAgainByTheBot()
    {
        var answer = await _caller.CallAsync("chat.postEphemeral", Json($$"""{"channel":"{{_channel.Id}}","user":"{{_ada.Id}}","text":"for you"}"""));
        var ts = (string)answer.Body!["message_ts"]!;

        Assert.Single(_channel.SeenBy(_ada));
        Assert.Empty(_channel.SeenBy(_ben));
        Assert.Equal("message_not_found", (await _caller.CallAsync("chat.update", Json($$"""{"channel":"{{_channel.Id}}","ts":"{{ts}}","text":"x"}"""))).Error);
        Assert.Empty((JsonArray)(await _caller.CallFormAsync("conversations.history", ("channel", _channel.Id))).Body!["messages"]!);
    }

    [Fact]
    public async Task Thread_AnsweredIn_IsReadInPages()
    {
        var root = new ThreadMember(_slack, _channel, _ada).Write("root");
        foreach (var text in (string[])["one", "two", "three"]) await _caller.PostAsync(_channel, text, root.Ts);

        var first = (await _caller.CallFormAsync("conversations.replies", ("channel", _channel.Id), ("ts", root.Ts), ("limit", "3"))).Body!;
        var rest = (await _caller.CallFormAsync("conversations.replies", ("channel", _channel.Id), ("ts", root.Ts), ("cursor", (string)first["response_metadata"]!["next_cursor"]!))).Body!;

        Assert.Equal(["root", "one", "two", "three"], ((JsonArray)first["messages"]!).Concat((JsonArray)rest["messages"]!).Select(message => (string?)message!["text"]));
        Assert.Single((JsonArray)(await _caller.CallFormAsync("conversations.history", ("channel", _channel.Id))).Body!["messages"]!);
    }

    [Fact]
    public async Task Thread_ThatNeverWas_IsRefusedAndNoted()
    {
        Assert.Equal("thread_not_found", (await _caller.PostAsync(_channel, "x", "1.000001")).Error);
        Assert.Single(_slack.TakeViolations());
    }

    [Fact]
    public async Task PeopleAndChannels_AreNamed()
    {
        var user = (await _caller.CallFormAsync("users.info", ("user", _ada.Id))).Body!["user"]!;
        var channel = (await _caller.CallFormAsync("conversations.info", ("channel", _channel.Id))).Body!["channel"]!;
        var direct = (string)(await _caller.CallFormAsync("conversations.open", ("users", _ada.Id))).Body!["channel"]!["id"]!;
        var test = (await _caller.CallFormAsync("auth.test")).Body!;

        Assert.Equal(("Ada Lovelace", "churn"), ((string?)user["profile"]!["real_name"], (string?)channel["name"]));
        Assert.Same(_slack.Workspace.Direct(_ada), _slack.Workspace.FindChannel(direct));
        Assert.Equal((_slack.Workspace.BotUserId, _slack.Workspace.BotId), ((string?)test["user_id"], (string?)test["bot_id"]));
    }

    [Fact]
    public async Task Status_GoesAfterTwoMinutesOrWhenTheBotSpeaks()
    {
        var direct = ThreadMember.Direct(_slack, _ada);
        var root = direct.Write("hello");
        var arguments = Json($$"""{"channel_id":"{{direct.Channel.Id}}","thread_ts":"{{root.Ts}}","status":"is thinking…"}""");

        await _caller.CallAsync("assistant.threads.setStatus", arguments);
        var shown = direct.Channel.Assistant.Status(root.Ts);
        _clock.Now += TimeSpan.FromMinutes(2);
        var later = direct.Channel.Assistant.Status(root.Ts);
        await _caller.CallAsync("assistant.threads.setStatus", (JsonObject)arguments.DeepClone());
        await _caller.PostAsync(direct.Channel, "done", root.Ts);

        Assert.Equal(("is thinking…", null, null), (shown, later, direct.Channel.Assistant.Status(root.Ts)));
    }

    [Fact]
    public async Task Prompts_OfAnAgentWithAThread_AreShownToNobody()
    {
        var direct = ThreadMember.Direct(_slack, _ada);
        var root = direct.Write("hello");
        const string prompts = """[{"title":"Sample","message":"Try the sample"}]""";

        var lost = await _caller.CallFormAsync("assistant.threads.setSuggestedPrompts", ("channel_id", direct.Channel.Id), ("thread_ts", root.Ts), ("prompts", prompts));
        var shown = direct.Channel.Assistant.Prompts.Count;
        await _caller.CallFormAsync("assistant.threads.setSuggestedPrompts", ("channel_id", direct.Channel.Id), ("prompts", prompts));

        Assert.True(lost.IsOk);
        Assert.Equal((0, 1), (shown, direct.Channel.Assistant.Prompts.Count));
        Assert.Single(_slack.TakeViolations());
    }

    [Fact]
    public async Task Link_Unfolded_ShowsUnderTheMessageThatHoldsIt()
    {
        await using var receiver = await StandInReceiver.StartAsync(_slack);
        var message = await new ThreadMember(_slack, _channel, _ada).ShareLinkAsync(new Uri("https://bot.example.com/p/1"));
        var inner = receiver.All[^1].Json["event"]!;
        const string unfurls = """{"https://bot.example.com/p/1":{"blocks":[{"type":"divider"}]}}""";

        var wrong = await _caller.CallFormAsync("chat.unfurl", ("unfurl_id", (string)inner["unfurl_id"]!), ("source", (string)inner["source"]!), ("unfurls", """{"https://elsewhere.example.com/":{}}"""));
        var right = await _caller.CallFormAsync("chat.unfurl", ("unfurl_id", (string)inner["unfurl_id"]!), ("source", (string)inner["source"]!), ("unfurls", unfurls));

        Assert.Equal(("cannot_unfurl_url", true, 1), (wrong.Error, right.IsOk, message.Unfurls.Count));
    }

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
