using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Outbound;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Jobs;
using Microsoft.Extensions.Hosting;
using static ChurnChatBot.Tests.Teams.Outbound.ScriptedService;

namespace ChurnChatBot.Tests.Slack.Outbound;

/// <summary>What is shown around a thread: that the bot is at it, what one might ask, what it is about.</summary>
public sealed class AssistantThreadsTests : IAsyncLifetime
{
    private const string SetStatus = "assistant.threads.setStatus";
    private const string SetPrompts = "assistant.threads.setSuggestedPrompts";
    private static readonly SlackPlace Direct = new("T1", "D1", "1699.2");
    private static readonly SlackPlace Channel = new("T1", "C1", "1699.1");
    private static readonly SuggestedPrompt[] Prompts = [.. Enumerable.Range(1, 6).Select(number => new SuggestedPrompt($"Prompt {number}", "Say it"))];
    private ScriptedSlack _slack = null!;
    private SlackBot _bot = null!;

    public async Task InitializeAsync()
    {
        _slack = await ScriptedSlack.StartAsync();
        _bot = SlackBot.Start(_slack);
        await _bot.Database.AddTurnAsync("t1", new ConversationKey("slack", Direct.Address.ConversationId), "{}", DateTimeOffset.UnixEpoch);
    }

    public async Task DisposeAsync()
    {
        _bot.Service<IHostApplicationLifetime>().StopApplication();
        _bot.Dispose();
        await _slack.DisposeAsync();
    }

    private AssistantThreads Threads => _bot.Service<AssistantThreads>();

    private void Use(SlackView view)
    {
        _bot.Dispose();
        _bot = SlackBot.Start(_slack, options => options with { View = view });
    }

    [Fact]
    public async Task Turn_UnderWay_IsShownAndThenTakenAway()
    {
        _bot.Service<StatusSignals>().Watch(Direct, "t1");

        await JobHost.UntilAsync(() => _slack.Calls(SetStatus).Count == 1, "the status is seen");
        await _bot.Database.CompleteTurnAsync("t1", DateTimeOffset.UnixEpoch);
        await JobHost.UntilAsync(() => _slack.Calls(SetStatus).Count == 2, "the status is taken away");

        var shown = _slack.Calls(SetStatus);
        Assert.Equal(["is working on it…", ""], shown.Select(call => (string?)call.Json["status"]));
        Assert.All(shown, call => Assert.Equal(("D1", "1699.2"), ((string?)call.Json["channel_id"], (string?)call.Json["thread_ts"])));
    }

    [Fact]
    public async Task Turn_FinishedOrInAChannel_ShowsNothing()
    {
        _bot.Service<StatusSignals>().Watch(Direct, "a turn that is done");
        _bot.Service<StatusSignals>().Watch(Channel, "t1");
        await Task.Delay(800);

        Assert.Empty(_slack.Received);
    }

    [Fact]
    public async Task Slack_Fails_NobodyHearsOfItAndItIsNotTriedAgain()
    {
        _slack.Script(SetStatus, Json(503, ""), Json(200, """{"ok":false,"error":"not_allowed_token_type"}"""), Hang);

        await Threads.SetStatusAsync(Direct, "thinks", default);
        await Threads.SetStatusAsync(Direct, "thinks", default);
        await Threads.SetStatusAsync(Direct, "thinks", default);

        Assert.Equal(3, _slack.Received.Count);
    }

    [Theory]
    [InlineData(nameof(SlackView.Agent), null)]
    [InlineData(nameof(SlackView.Assistant), "1699.2")]
    public async Task Prompts_NameAThreadOnlyInAnAssistant(string view, string? thread)
    {
        Use(Enum.Parse<SlackView>(view));

        await Threads.SuggestAsync(Direct, "Where to begin", Prompts, default);

        var call = Assert.Single(_slack.Calls(SetPrompts)).Json;
        Assert.Equal(("D1", thread, "Where to begin"), ((string?)call["channel_id"], (string?)call["thread_ts"], (string?)call["title"]));
        Assert.Equal(["Prompt 1", "Prompt 2", "Prompt 3", "Prompt 4"], call["prompts"]!.AsArray().Select(prompt => (string?)prompt!["title"]));
    }

    [Fact]
    public async Task Title_IsSetInAThreadOfADirectMessageAlone()
    {
        await Threads.SetTitleAsync(Direct, new string('t', 200), default);
        await Threads.SetTitleAsync(Channel, "Churn", default);

        Assert.Equal(100, ((string)Assert.Single(_slack.Received).Json["title"]!).Length);
    }

    [Fact]
    public async Task Messages_Alone_HaveNothingAround()
    {
        Use(SlackView.Messages);

        await Threads.SetStatusAsync(Direct, "thinks", default);
        await Threads.SuggestAsync(Direct, "Where to begin", Prompts, default);
        await Threads.SetTitleAsync(Direct, "Churn", default);

        Assert.Empty(_slack.Received);
    }
}
