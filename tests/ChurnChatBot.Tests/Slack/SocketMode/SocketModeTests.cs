using System.Text.Json.Nodes;
using ChurnChatBot.Slack.SocketMode;
using ChurnChatBot.Tests.Slack.Inbound;
using Microsoft.Extensions.DependencyInjection;
using static ChurnChatBot.Tests.Slack.Inbound.SamplePayloads;
using static ChurnChatBot.Tests.Slack.SocketMode.SocketStandIn;

namespace ChurnChatBot.Tests.Slack.SocketMode;

/// <summary>Events over sockets, from the address that Slack gives to the stored turn and its acknowledgement.</summary>
public sealed class SocketModeTests : IAsyncLifetime
{
    private static readonly SocketTimings Hurried = new()
    {
        Sockets = 1,
        Stagger = TimeSpan.FromMilliseconds(50),
        Hello = TimeSpan.FromSeconds(2),
        ShortLife = TimeSpan.Zero,
        FirstRest = TimeSpan.FromMilliseconds(20),
        LongestRest = TimeSpan.FromMilliseconds(200),
        RefusedRest = TimeSpan.FromMilliseconds(300),
        Farewell = TimeSpan.FromSeconds(2),
    };

    private SocketStandIn _slack = null!;

    public async Task InitializeAsync() => _slack = await SocketStandIn.StartAsync();

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    private Task<SlackHost> StartAsync(SocketTimings? timings = null) => SlackHost.StartAsync(
        options => options with { SigningSecret = null, AppToken = "xapp-secret", Api = _slack.Api, MaxRequestBytes = 64 * 1024 },
        services => services.AddSingleton(timings ?? Hurried));

    [Fact]
    public async Task Event_IsAcknowledgedOnceItIsStored_AndDeliveredAgainIsDropped()
    {
        await using var host = await StartAsync();
        var socket = await _slack.SocketAsync(1);
        await socket.EnvelopeAsync("e1", "events_api", Envelope(Message("where are we?", "D1")));
        await socket.EnvelopeAsync("e2", "events_api", Envelope(Message("where are we?", "D1")));

        await socket.AcknowledgementAsync("e1");
        await socket.AcknowledgementAsync("e2");
        Assert.Equal("where are we?", Assert.Single(await host.TakeAsync("T1/D1/100.1")).Text);
        Assert.Equal("Bearer xapp-secret", _slack.Authorizations.First());
    }

    [Fact]
    public async Task Events_AreTakenInTheirOrder()
    {
        await using var host = await StartAsync();
        var socket = await _slack.SocketAsync(1);
        for (var i = 0; i < 30; i++) await socket.EnvelopeAsync($"e{i}", "events_api", Envelope(Message($"say {i}", "D1", $"100.{i + 1}", "100.1"), $"Ev{i}"));
        await socket.AcknowledgementAsync("e29");

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"say {i}"), (await host.TakeAsync("T1/D1/100.1")).Select(turn => turn.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SlashCommand_IsAnsweredInItsAcknowledgement_WhereThatIsTaken(bool takesBody)
    {
        await using var host = await StartAsync();
        var socket = await _slack.SocketAsync(1);
        await socket.EnvelopeAsync("e1", "slash_commands", Command("help"), takesBody);

        var payload = (await socket.AcknowledgementAsync("e1"))["payload"];
        Assert.Equal(takesBody, payload is not null);
        if (takesBody) Assert.Contains("What you can say", (string?)payload!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interaction_IsTakenAsOverHttp()
    {
        await using var host = await StartAsync();
        await host.SayAsync("m1", new Messages.ReplyMessage(new Messages.Heading("A plan")));
        var socket = await _slack.SocketAsync(1);
        await socket.EnvelopeAsync("e1", "interactive", Press(host.Api, Button("m1", "stop_training")), takesBody: true);

        await socket.AcknowledgementAsync("e1");
        Assert.Equal("stop_training", Assert.Single(await host.TakeAsync("T1/C1/100.1")).Action!.Command.Verb);
    }

    [Fact]
    public async Task Frames_ThatAreNoEnvelopes_AreSurvived()
    {
        await using var host = await StartAsync();
        var socket = await _slack.SocketAsync(1);
        foreach (var frame in (string[])["UNAUTHENTICATED: cache_error", "", "[]", "null", "{}", """{"type":5}""", """{"type":"never_heard_of","envelope_id":"e0"}""", """{"type":"events_api","envelope_id":"e1"}""", """{"type":"interactive","envelope_id":"e2","payload":[]}"""])
            await socket.SendAsync(frame);
        await socket.EnvelopeAsync("e3", "events_api", Envelope(Message("hi", "D1")));

        foreach (var id in (string[])["e0", "e1", "e2", "e3"]) await socket.AcknowledgementAsync(id);
        Assert.Single(await host.TakeAsync("T1/D1/100.1"));
        Assert.DoesNotContain("cache_error", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_InParts_IsOne_AndOneThatIsTooLargeIsPassedOver()
    {
        await using var host = await StartAsync();
        var socket = await _slack.SocketAsync(1);
        await socket.EnvelopeAsync("big", "events_api", Envelope(Message(new string('x', 200_000), "D1"), "Ev9"));
        var text = new JsonObject { ["envelope_id"] = "e1", ["type"] = "events_api", ["payload"] = Envelope(Message("hi", "D1")) }.ToJsonString();
        await socket.SendAsync(text[..20], isWhole: false);
        await socket.SendAsync(text[20..]);

        await socket.AcknowledgementAsync("e1");
        Assert.DoesNotContain(socket.Acknowledged, answer => (string?)answer["envelope_id"] == "big");
        Assert.Equal("hi", Assert.Single(await host.TakeAsync("T1/D1/100.1")).Text);
        Assert.Contains("more than 65536 bytes", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_OpensTheNewSocketBeforeTheOldOneIsClosed()
    {
        await using var host = await StartAsync();
        var old = await _slack.SocketAsync(1);
        _slack.SaysHello = false;
        await old.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = "refresh_requested" });
        await Until(() => _slack.Sockets.ContainsKey(2), "the new socket is connected");

        // The new one is not greeted yet, so what comes on the old one is still heard.
        await old.EnvelopeAsync("e1", "events_api", Envelope(Message("hi", "D1")));
        await old.AcknowledgementAsync("e1");
        Assert.False(old.IsClosed);
        await _slack.Sockets[2].SendAsync(new JsonObject { ["type"] = "hello" });

        await Until(() => old.IsClosed, "the old socket is closed");
        await _slack.Sockets[2].EnvelopeAsync("e2", "events_api", Envelope(Message("more", "D1", "100.2", "100.1"), "Ev2"));
        await _slack.Sockets[2].AcknowledgementAsync("e2");
        Assert.Equal(2, (await host.TakeAsync("T1/D1/100.1")).Count);
    }

    [Fact]
    public async Task TwoSockets_AreHeld_AndEachAloneIsEnough()
    {
        await using var host = await StartAsync(Hurried with { Sockets = 2 });
        await _slack.SocketAsync(1);
        await _slack.SocketAsync(2);
        _slack.Sockets[1].Drop();
        await _slack.Sockets[2].EnvelopeAsync("e1", "events_api", Envelope(Message("hi", "D1")));
        await _slack.Sockets[2].AcknowledgementAsync("e1");

        await _slack.SocketAsync(3);
    }

    [Fact]
    public async Task Hello_ThatDoesNotCome_IsNotWaitedForForEver()
    {
        _slack.SaysHello = false;
        await using var host = await StartAsync(Hurried with { Hello = TimeSpan.FromMilliseconds(200) });
        await Until(() => _slack.Sockets.Count >= 2, "another socket is tried");
        _slack.SaysHello = true;

        await Until(() => _slack.Sockets.Values.Any(socket => socket.IsGreeted), "a socket is greeted");
        Assert.Contains("TimeoutException", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherSide_ThatDoesNotAnswerPings_IsGivenUp()
    {
        // A server that is there and deaf: it accepts the connection and never reads from it.
        await using var deaf = await DeafServer.StartAsync();
        _slack.Refusal = new JsonObject { ["ok"] = true, ["url"] = deaf.Address };
        await using var host = await StartAsync(Hurried with { Ping = TimeSpan.FromMilliseconds(100), Pong = TimeSpan.FromMilliseconds(200) });

        await Until(() => deaf.Accepted >= 2, "the deaf side is left and another socket is tried");
        Assert.Contains("replaced (lost)", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_ThatSlackRefuses_IsToldOnce_AndSlackIsNotHammered()
    {
        _slack.Refusal = new JsonObject { ["ok"] = false, ["error"] = "invalid_auth" };
        await using var host = await StartAsync(Hurried with { Sockets = 2, RefusedRest = TimeSpan.FromMilliseconds(400) });
        await Task.Delay(1_000);

        Assert.InRange(_slack.Authorizations.Count, 2, 8);
        Assert.Equal(2, host.Log.Text.Split("NO EVENTS ARRIVE").Length);
        Assert.DoesNotContain("xapp-secret", host.Log.Text, StringComparison.Ordinal);
        _slack.Refusal = null;
        await Until(() => _slack.Sockets.Values.Any(socket => socket.IsGreeted), "it recovers by itself");
    }

    [Theory]
    [InlineData("wss://evil.example/link")]
    [InlineData("https://wss.slack.com/link")]
    [InlineData("wss://slack.com.evil.example/link")]
    [InlineData("nonsense")]
    public async Task Address_ThatIsNotSlacks_IsNotOpened(string address)
    {
        _slack.Refusal = new JsonObject { ["ok"] = true, ["url"] = address };
        await using var host = await StartAsync();
        await Until(() => host.Log.Text.Contains("foreign_address", StringComparison.Ordinal), "the address is refused");
        Assert.Empty(_slack.Sockets);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(7, 60)]
    [InlineData(1_000_000, 60)]
    public void Rest_DoublesUpToAMinute(int failures, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), new SocketTimings().Rest(failures));

    private static JsonObject Command(string text) => new()
    {
        ["team_id"] = "T1",
        ["channel_id"] = "C1",
        ["user_id"] = "U1",
        ["command"] = "/churn",
        ["text"] = text,
        ["trigger_id"] = "13.37.abc",
    };
}
