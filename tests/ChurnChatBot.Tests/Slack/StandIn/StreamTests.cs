using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A stream is started, grows, and ends by itself after five minutes.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private readonly AdjustableClock _clock = new();
    private StandInSlack _slack = null!;
    private StandInCaller _caller = null!;
    private ThreadMember _ada = null!;
    private PostedMessage _root = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync(new StandInSlackOptions { Clock = _clock });
        _caller = StandInCaller.For(_slack);
        _ada = ThreadMember.Direct(_slack, _slack.Workspace.Add("Ada"));
        _root = _ada.Write("train");
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Stream_WithTextTasksAndBlocks_EndsAsOneMessage()
    {
        var ts = await StartAsync();
        await CallAsync("chat.appendStream", ts, ("markdown_text", "Trying "));
        await CallAsync("chat.appendStream", ts, ("chunks", """[{"type":"markdown_text","text":"models"},{"type":"task_update","id":"1","title":"Boosted trees","status":"in_progress"}]"""));
        await CallAsync("chat.appendStream", ts, ("chunks", """[{"type":"task_update","id":"1","title":"Boosted trees","status":"complete"},{"type":"plan_update","title":"Training"}]"""));
        var running = await _caller.CallFormAsync("chat.update", ("channel", _ada.Channel.Id), ("ts", ts), ("text", "x"));
        var stop = await CallAsync("chat.stopStream", ts, ("markdown_text", "."), ("blocks", """[{"type":"divider"}]"""), ("session_status", "active"));

        var message = _ada.Channel.Find(ts)!;
        Assert.True(stop.IsOk, stop.Text);
        Assert.Equal("streaming_state_conflict", running.Error);
        Assert.Equal(("Trying models.", "active"), (message.Text, _ada.Channel.Assistant.Session(_root.Ts)));
        Assert.Equal(["plan", "markdown", "divider"], message.Blocks.Select(block => (string?)block!["type"]));
        Assert.Equal(("Training", "complete"), (message.Stream!.Plan, (string?)Assert.Single(message.Stream.Tasks)["status"]));
        Assert.Equal("message_not_in_streaming_state", (await CallAsync("chat.appendStream", ts, ("markdown_text", "more"))).Error);
    }

    [Fact]
    public async Task Stream_AfterFiveMinutes_TakesNoMoreAndKeepsWhatItSaid()
    {
        var ts = await StartAsync();
        await CallAsync("chat.appendStream", ts, ("markdown_text", "kept"));
        _clock.Now += TimeSpan.FromMinutes(5);

        var append = await CallAsync("chat.appendStream", ts, ("markdown_text", "lost"));
        var stop = await CallAsync("chat.stopStream", ts);

        Assert.Equal(("message_not_in_streaming_state", "message_not_in_streaming_state"), (append.Error, stop.Error));
        Assert.Equal("kept", _ada.Channel.Find(ts)!.Text);
    }

    [Fact]
    public async Task Stream_InAChannel_NeedsSomebodyItIsFor()
    {
        var channel = _slack.Workspace.Channel("churn", _ada.User);
        var root = (_ada with { Channel = channel }).Write("train");

        var nobody = await _caller.CallFormAsync("chat.startStream", ("channel", channel.Id), ("thread_ts", root.Ts));
        var noTeam = await _caller.CallFormAsync("chat.startStream", ("channel", channel.Id), ("thread_ts", root.Ts), ("recipient_user_id", _ada.User.Id));
        var right = await _caller.CallFormAsync("chat.startStream", ("channel", channel.Id), ("thread_ts", root.Ts), ("recipient_user_id", _ada.User.Id), ("recipient_team_id", _slack.Workspace.TeamId));

        Assert.Equal(("missing_recipient_user_id", "missing_recipient_team_id", true), (nobody.Error, noTeam.Error, right.IsOk));
    }

    [Theory]
    [InlineData("""[{"type":"task_update","id":"1","title":"x","status":"done"}]""", "/chunks/0/status")]
    [InlineData("""[{"type":"text","text":"x"}]""", "/chunks/0/type")]
    [InlineData("""[{"type":"markdown_text"}]""", "/chunks/0")]
    [InlineData("""[{"type":"blocks","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]}]""", "/chunks/0/blocks/0/text/type")]
    public async Task Chunk_Wrong_IsRefusedAtItsPlace(string chunks, string pointer)
    {
        var answer = await CallAsync("chat.appendStream", await StartAsync(), ("chunks", chunks));

        Assert.Equal("invalid_chunks", answer.Error);
        Assert.Contains(answer.Messages, message => message.EndsWith($"[json-pointer:{pointer}]", StringComparison.Ordinal));
    }

    private async Task<string> StartAsync() => (await _caller.CallFormAsync("chat.startStream", ("channel", _ada.Channel.Id), ("thread_ts", _root.Ts))).Ts!;

    private Task<StandInCaller.Answer> CallAsync(string method, string ts, params (string Name, string Value)[] more) => _caller.CallFormAsync(method, [("channel", _ada.Channel.Id), ("ts", ts), .. more]);
}
