using System.Net;
using System.Text.Json.Nodes;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using static ChurnChatBot.Tests.Slack.Inbound.SamplePayloads;

namespace ChurnChatBot.Tests.Slack.Inbound;

public sealed class ShortcutTests : IAsyncLifetime
{
    private SlackHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SlackHost.StartAsync();
        Direct(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private static void Direct(SlackHost host)
    {
        host.Api.Answer("conversations.open", new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = "D1" } });
        host.Api.Answer("chat.postMessage", new JsonObject { ["ok"] = true, ["ts"] = "900.1" });
    }

    private JsonObject About(JsonObject message) => new()
    {
        ["type"] = "message_action",
        ["callback_id"] = "ask_about",
        ["trigger_id"] = "13.37.abc",
        ["response_url"] = _host.Api.ResponseUrl,
        ["team"] = new JsonObject { ["id"] = "T1" },
        ["user"] = new JsonObject { ["id"] = "U1", ["name"] = "ada" },
        ["channel"] = new JsonObject { ["id"] = "C1" },
        ["message"] = message,
    };

    private static JsonObject Global(string callback = "new_project") => new()
    {
        ["type"] = "shortcut",
        ["callback_id"] = callback,
        ["trigger_id"] = "13.37.abc",
        ["team"] = new JsonObject { ["id"] = "T1" },
        ["user"] = new JsonObject { ["id"] = "U1", ["name"] = "ada" },
    };

    private async Task SendAsync(JsonObject payload, SlackHost? host = null)
    {
        using var answer = await (host ?? _host).InteractAsync(payload);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task AskAbout_AMessageWithAFile_TakesTheFileIntoItsThread()
    {
        await SendAsync(About(Message("q3 customers", user: "U2").With("files", new JsonArray(File("q3.csv")))));

        var turn = Assert.Single(await _host.TakeAsync("T1/C1/100.1"));
        Assert.Equal(("", "q3.csv", "slack:T1:U1"), (turn.Text, Assert.Single(turn.Files).Name, turn.Person.Id));
        Assert.Contains("thread", (string?)(await _host.Api.NextAsync("respond")).Body["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAbout_Words_AsksWhatOneWantsToKnow_AndAsksItInTheThread()
    {
        await SendAsync(About(Message("is churn &gt; 5 % in <#C2|berlin>?", ts: "100.2", thread: "100.1", user: "U2")));
        var view = (await _host.Api.NextAsync("views.open")).Body["view"]!;
        Assert.Equal("is churn > 5 % in #berlin?", (string?)view["blocks"]![0]!["element"]!["initial_value"]);

        await SendAsync(InteractionTests.Submission((string)view["callback_id"]!, (string)view["private_metadata"]!, State(("words", Typed("churn rate by city?")))));

        Assert.Equal("churn rate by city?", Assert.Single(await _host.TakeAsync("T1/C1/100.1")).Text);
    }

    [Theory]
    [InlineData("T2/C1/100.1")]
    [InlineData("T1//1")]
    [InlineData("")]
    public async Task Question_AboutAnotherWorkspacesMessage_IsRefused(string place)
    {
        await SendAsync(InteractionTests.Submission("ask", place, State(("words", Typed("churn rate by city?")))));
        Assert.True(await _host.IsEmptyAsync());
    }

    [Fact]
    public async Task NewProject_BeginsAThreadInDirectMessages()
    {
        await SendAsync(Global());

        var posted = await _host.Api.NextAsync("chat.postMessage");
        Assert.Equal("D1", (string?)posted.Body["channel"]);
        await Eventually(async () => !await _host.IsEmptyAsync());
        Assert.Equal(ActionVerb.Welcome, Assert.Single(await _host.TakeAsync("T1/D1/900.1")).Action!.Command.Verb);
    }

    [Fact]
    public async Task NewProject_WhereDirectMessagesAreOneConversation_SetsTheOldOneAside()
    {
        await using var host = await SlackHost.StartAsync(options => options with { View = SlackView.Messages });
        Direct(host);
        await host.SayAsync("m1", new Messages.ReplyMessage(new Messages.Heading("An answer")), "T1/D1");
        await SendAsync(Global(), host);
        await Eventually(async () => !await host.IsEmptyAsync());

        Assert.Equal("new project", Assert.Single(await host.TakeAsync("T1/D1")).Text);
        Assert.DoesNotContain(host.Api.Calls, call => call.Method == "chat.postMessage");
    }

    [Fact]
    public async Task NewProject_ThatCannotBegin_IsToldInAForm()
    {
        _host.Api.Answer("conversations.open", new JsonObject { ["ok"] = false, ["error"] = "user_disabled" });
        await SendAsync(Global());
        Assert.Contains("Slack did not let me", (await _host.Api.NextAsync("views.open")).Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HomeButton_TriesTheSample()
    {
        var press = Press(_host.Api, Button("home", ActionVerb.TrySample));
        press.Remove("channel");
        press.Remove("message");
        await SendAsync(press.With("container", new JsonObject { ["type"] = "view", ["view_id"] = "V1" }));
        await Eventually(async () => !await _host.IsEmptyAsync());

        Assert.Equal(ActionVerb.TrySample, Assert.Single(await _host.TakeAsync("T1/D1/900.1")).Action!.Command.Verb);
    }

    [Fact]
    public async Task UnknownShortcuts_DoNothing()
    {
        await SendAsync(Global("never_heard_of"));
        await SendAsync(About(Message("hi")).With("callback_id", "never_heard_of"));
        await Task.Delay(100);
        Assert.True(await _host.IsEmptyAsync());
        Assert.Empty(_host.Api.Calls);
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var attempt = 0; attempt < 500 && !await holds(); attempt++) await Task.Delay(10);
    }
}
