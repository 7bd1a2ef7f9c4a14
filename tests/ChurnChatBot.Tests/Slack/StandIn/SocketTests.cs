using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Socket Mode by hand: one address for one socket, envelopes that wait for their acknowledgement, and the ends of sockets.</summary>
public sealed class SocketTests : IAsyncLifetime
{
    private StandInSlack _slack = null!;
    private StandInCaller _caller = null!;
    private ThreadMember _ada = null!;

    public async Task InitializeAsync()
    {
        _slack = await StandInSlack.StartAsync(new StandInSlackOptions { UsesSockets = true, AckLimit = TimeSpan.FromMilliseconds(300), RetryRests = [TimeSpan.Zero] });
        _caller = StandInCaller.For(_slack);
        _caller.Use(_slack.Options.AppToken);
        _ada = ThreadMember.Direct(_slack, _slack.Workspace.Add("Ada"));
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Address_IsForOneSocketAndForTheAppsToken()
    {
        var address = await AddressAsync();
        using var socket = await ConnectAsync(address);
        var hello = await ReadAsync(socket);
        _caller.Use(_slack.BotToken);
        var wrongKind = await _caller.CallFormAsync("apps.connections.open");
        _caller.Use("xapp-wrong");
        var wrong = await _caller.CallFormAsync("apps.connections.open");

        Assert.Equal("hello", (string?)hello["type"]);
        Assert.Equal(("not_allowed_token_type", "invalid_auth"), (wrongKind.Error, wrong.Error));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(address));
    }

    [Fact]
    public async Task Event_NotAcknowledged_ComesAgain()
    {
        using var socket = await OpenAsync();

        var saying = _ada.SayAsync("hello");
        var first = await ReadAsync(socket);
        var second = await ReadAsync(socket);
        await WriteAsync(socket, new JsonObject { ["envelope_id"] = second["envelope_id"]!.DeepClone() });
        await saying;

        Assert.Equal((0, 1, "timeout"), ((int)first["retry_attempt"]!, (int)second["retry_attempt"]!, (string?)second["retry_reason"]));
        Assert.Equal((string?)first["payload"]!["event_id"], (string?)second["payload"]!["event_id"]);
        Assert.Empty(_slack.Delivery.Failures);
    }

    [Fact]
    public async Task Command_AnsweredInItsAcknowledgement_IsShown()
    {
        using var socket = await OpenAsync();

        var running = _ada.RunAsync("/churn", "help");
        var envelope = await ReadAsync(socket);
        await WriteAsync(socket, new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone(), ["payload"] = new JsonObject { ["text"] = "Here" } });
        await running;

        Assert.Equal(("slash_commands", "help"), ((string?)envelope["type"], (string?)envelope["payload"]!["text"]));
        Assert.Equal("Here", Assert.Single(_ada.Seen).Text);
    }

    [Fact]
    public async Task Refresh_SaysSoBeforeTheEnd_AndJunkIsNoEnvelope()
    {
        using var socket = await OpenAsync();

        await _slack.Sockets.SendJunkAsync("UNAUTHENTICATED: cache_error");
        var junk = await ReadTextAsync(socket);
        var refreshing = _slack.Sockets.RefreshAsync(TimeSpan.FromMilliseconds(50));
        var last = await ReadAsync(socket);
        var end = await socket.ReceiveAsync(new byte[100], CancellationToken.None);
        await refreshing;

        Assert.Equal(("UNAUTHENTICATED: cache_error", "refresh_requested"), (junk, (string?)last["reason"]));
        Assert.Equal((WebSocketMessageType.Close, 0), (end.MessageType, _slack.Sockets.Count));
        Assert.Equal("no_connections", (await _ada.OpenMessagesAsync()).Body);
    }

    [Fact]
    public async Task Sockets_Eleven_AreTooMany()
    {
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < 10; i++) sockets.Add(await OpenAsync());

        Assert.Equal("too_many_websockets", (await _caller.CallFormAsync("apps.connections.open")).Error);
        sockets.ForEach(socket => socket.Dispose());
    }

    private async Task<Uri> AddressAsync() => new((string)(await _caller.CallFormAsync("apps.connections.open")).Body!["url"]!);

    /// <summary>A socket that was greeted.</summary>
    private async Task<ClientWebSocket> OpenAsync()
    {
        var before = _slack.Sockets.EverOpened;
        var socket = await ConnectAsync(await AddressAsync());
        await ReadAsync(socket);
        await _slack.Sockets.WaitForOpenAsync(before + 1);
        return socket;
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(address, CancellationToken.None);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<JsonObject> ReadAsync(ClientWebSocket socket) => (JsonObject)JsonNode.Parse(await ReadTextAsync(socket))!;

    private static async Task<string> ReadTextAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), patience.Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static Task WriteAsync(ClientWebSocket socket, JsonObject frame) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
