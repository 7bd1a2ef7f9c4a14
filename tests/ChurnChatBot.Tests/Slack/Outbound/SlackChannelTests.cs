using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Slack.Outbound;

/// <summary>Messages on their way into threads of Slack, and what becomes of those that are refused.</summary>
public sealed class SlackChannelTests : IAsyncLifetime
{
    private const string BadBlocks =
        """{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] unsupported type: data_table [json-pointer:/blocks/0/type]"]}}""";

    private static readonly ReplyMessage First = new(new Heading("Five repairs I suggest."));
    private static readonly ReplyMessage Second = new(new Heading("Four repairs I suggest."));
    private static readonly ReplyMessage Private = First with { OnlyFor = "slack:T1:U7" };
    private static readonly ReplyMessage UnderWay = new(new Progress("Training", 0.5));
    private ScriptedSlack _slack = null!;
    private SlackBot _bot = null!;

    public async Task InitializeAsync()
    {
        _slack = await ScriptedSlack.StartAsync();
        _bot = SlackBot.Start(_slack);
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Message_SentAndUpdated_IsReplacedInPlace()
    {
        var handle = await _bot.SendAsync(SlackBot.Thread, First);
        var again = await _bot.UpdateAsync(SlackBot.Thread, handle, Second);

        var posted = Assert.Single(_slack.Calls("chat.postMessage"));
        var updated = Assert.Single(_slack.Calls("chat.update"));
        Assert.Equal("1700000000.000001", handle);
        Assert.Equal(handle, again);
        Assert.Equal(("C1", "1699.1", "Five repairs I suggest."), ((string?)posted.Json["channel"], (string?)posted.Json["thread_ts"], (string?)posted.Json["text"]));
        Assert.Equal(("C1", handle, "Four repairs I suggest."), ((string?)updated.Json["channel"], (string?)updated.Json["ts"], (string?)updated.Json["text"]));
        Assert.Equal("data_table", (string?)updated.Json["blocks"]![0]!["type"]);
        Assert.Equal(("m1", 2), ((string?)updated.Json["metadata"]!["event_payload"]!["message_id"], (int?)updated.Json["metadata"]!["event_payload"]!["revision"]));
        Assert.All(_slack.Received, call => Assert.Equal($"Bearer {SlackBot.Token}", call.Authorization));
    }

    [Fact]
    public async Task DirectMessage_AsAWhole_IsSpokenInWithoutAThread()
    {
        await _bot.SendAsync(new SlackPlace("T1", "D1", null).Address, Private);

        var posted = Assert.Single(_slack.Calls("chat.postMessage"));
        Assert.Null(posted.Json["thread_ts"]);
        Assert.False((bool)posted.Json["blocks"]![0]!["is_shared"]!);
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    public async Task Update_OfAMessageThatIsGone_IsPostedAnew(string error)
    {
        var handle = await _bot.SendAsync(SlackBot.Thread, First);
        _slack.Refuse("chat.update", error);

        var posted = await _bot.UpdateAsync(SlackBot.Thread, handle, Second);

        Assert.Equal("1700000000.000002", posted);
        Assert.Equal("Four repairs I suggest.", (string?)_slack.Calls("chat.postMessage")[1].Json["text"]);
    }

    [Theory]
    [InlineData("channel_not_found", "Information")]
    [InlineData("not_in_channel", "Information")]
    [InlineData("is_archived", "Information")]
    [InlineData("token_revoked", "Workspace T1")]
    [InlineData("account_inactive", "Workspace T1")]
    [InlineData("invalid_auth", "Workspace T1")]
    public async Task Place_Gone_IsClosed(string error, string told)
    {
        var handle = await _bot.SendAsync(SlackBot.Thread, First);
        _slack.Refuse("chat.postMessage", error);
        _slack.Refuse("chat.update", error);

        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.SendAsync(SlackBot.Thread, First));
        await Assert.ThrowsAsync<ConversationClosedException>(() => _bot.UpdateAsync(SlackBot.Thread, handle, Second));

        Assert.Contains(error, _bot.Log.Text, StringComparison.Ordinal);
        Assert.Equal(told != "Information", _bot.Log.Text.Contains(told, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_NotInstalledIn_IsClosedWithoutACall()
    {
        using var bot = SlackBot.Start(_slack, options => options with { BotToken = null });

        await Assert.ThrowsAsync<ConversationClosedException>(() => bot.SendAsync(SlackBot.Thread, First));

        Assert.Empty(_slack.Received);
    }

    [Fact]
    public async Task Blocks_NewOnesRefused_AreDrawnMorePlainly()
    {
        _slack.Script("chat.postMessage", Json(200, BadBlocks));

        await _bot.SendAsync(SlackBot.Thread, First);

        Assert.Equal(["data_table", "section"], _slack.Calls("chat.postMessage").Select(call => (string?)call.Json["blocks"]![0]!["type"]));
        Assert.Contains("unsupported type: data_table at /blocks/0/type", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_AllRefused_AreSaidInWordsWithoutMarkUp()
    {
        _slack.Script("chat.postMessage", Json(200, BadBlocks), Json(200, """{"ok":false,"error":"msg_blocks_too_long"}"""));

        var handle = await _bot.SendAsync(SlackBot.Thread, new ReplyMessage(new Heading("<!channel> & co"), new PersonalData([new Paragraph("Ada Byron")], "Names are left out.")));

        var said = (string)_slack.Calls("chat.postMessage")[^1].Json["text"]!;
        Assert.StartsWith("&lt;!channel&gt; &amp; co\nNames are left out.\n", said, StringComparison.Ordinal);
        Assert.Empty(_slack.Calls("chat.postMessage")[^1].Json["blocks"]!.AsArray());
        Assert.Equal("1700000000.000001", handle);
    }

    [Fact]
    public async Task Message_RefusedInEveryForm_IsGivenUpAndProgressOnItIsNotSaid()
    {
        _slack.Script("chat.postMessage", Json(200, BadBlocks), Json(200, BadBlocks), Json(200, BadBlocks));

        var handle = await _bot.SendAsync(SlackBot.Thread, First);
        var quiet = await _bot.UpdateAsync(SlackBot.Thread, handle, UnderWay);
        var finished = await _bot.UpdateAsync(SlackBot.Thread, quiet, Second);

        Assert.Equal(4, _slack.Calls("chat.postMessage").Count);
        Assert.Equal("1700000000.000001", finished);
        Assert.Contains("given up", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_AmongOthers_IsShownItAlone()
    {
        var handle = await _bot.SendAsync(SlackBot.Thread, Private);
        await _bot.UpdateAsync(SlackBot.Thread, handle, UnderWay with { OnlyFor = Private.OnlyFor });
        await _bot.UpdateAsync(SlackBot.Thread, handle, Second with { OnlyFor = Private.OnlyFor });

        var shown = _slack.Calls("chat.postEphemeral");
        Assert.Equal(["Five repairs I suggest.", "Four repairs I suggest."], shown.Select(call => (string?)call.Json["text"]));
        Assert.All(shown, call => Assert.Equal(("U7", "C1", "1699.1"), ((string?)call.Json["user"], (string?)call.Json["channel"], (string?)call.Json["thread_ts"])));
        Assert.Equal(2, _slack.Received.Count);
    }

    [Theory]
    [InlineData("slack:T1:U7", "user_not_in_channel")]
    [InlineData("teams:tenant:object", null)]
    public async Task Person_NotThere_NothingIsSaidToOthers(string person, string? error)
    {
        if (error is not null) _slack.Refuse("chat.postEphemeral", error);

        var handle = await _bot.SendAsync(SlackBot.Thread, First with { OnlyFor = person });
        await _bot.UpdateAsync(SlackBot.Thread, handle, Second with { OnlyFor = person });

        Assert.Equal(error is null ? 0 : 1, _slack.Received.Count);
    }

    [Fact]
    public async Task Slack_Fails_MessageStaysDue()
    {
        _slack.Script("chat.postMessage", [.. Enumerable.Repeat(Json(503, "{}"), 4)]);

        await Assert.ThrowsAnyAsync<Exception>(() => _bot.SendAsync(SlackBot.Thread, First));
        await _bot.SendAsync(SlackBot.Thread, First);

        Assert.Equal(5, _slack.Calls("chat.postMessage").Count);
    }
}
