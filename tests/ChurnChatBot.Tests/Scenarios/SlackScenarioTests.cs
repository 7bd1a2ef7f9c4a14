using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Whole conversations with the running program over Slack's stand-in, by the same steps as on the web page.</summary>
[Collection(ProgramRuns.Name)]
public sealed class SlackScenarioTests : IAsyncLifetime
{
    private static int _runs;
    private StandInSlack _slack = null!;
    private BotProcess? _bot;

    public async Task InitializeAsync() => _slack = await StandInSlack.StartAsync();

    public async Task DisposeAsync()
    {
        if (_bot is not null) await _bot.DisposeAsync();
        await SlackBlockFolder.WriteAsync(_slack, FormattableString.Invariant($"scenario-{Interlocked.Increment(ref _runs)}"));
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Sample_InDirectMessages_IsOneThread() => await WalkSampleAsync(await SlackThread.OpenDirectAsync(await StartAsync(), _slack));

    [Fact]
    public async Task Sample_InChannelThread_IsOneThread()
    {
        var thread = await SlackThread.OpenChannelAsync(await StartAsync(), _slack, "Ada Lovelace", "Ben Bitdiddle");
        await WalkSampleAsync(thread, isShared: true);

        Assert.All(thread.Member.Channel.BotMessages, message => Assert.Equal(thread.Member.ThreadTs, message.ThreadTs));
    }

    /// <summary>No public address, no signatures: the bot opens the sockets, which end and are replaced in the middle of it.</summary>
    [Fact]
    public async Task Sample_OverSockets_WalksTheSameWayThroughARefresh()
    {
        await UseAsync(new StandInSlackOptions { UsesSockets = true });
        var bot = await StartAsync();
        await _slack.Sockets.WaitForOpenAsync();
        var thread = await SlackThread.OpenDirectAsync(bot, _slack);
        await FiveSteps.ProposeSampleAsync(thread);
        var opened = _slack.Sockets.EverOpened;
        await _slack.Sockets.SendJunkAsync("UNAUTHENTICATED: cache_error");
        await _slack.Sockets.RefreshAsync(TimeSpan.FromMilliseconds(200));
        await _slack.Sockets.WaitForOpenAsync(opened + 1);
        await FiveSteps.FillWithZeroAsync(thread);
        await FiveSteps.FillWithMedianAsync(thread);
        await FiveSteps.DecideAsync(thread, Walk.Sample);
        await FiveSteps.AskAsync(thread);
    }

    /// <summary>Every event comes twice, and a mention is two events already: all is answered once.</summary>
    [Fact]
    public async Task Events_DeliveredTwice_AreAnsweredOnce()
    {
        var bot = await StartAsync();
        _slack.Delivery.Copies = 2;
        var thread = await SlackThread.OpenChannelAsync(bot, _slack, "Ada Lovelace");
        var cards = await thread.SettledAsync();

        Assert.Single(cards, card => card.IsBot && card.Says("I work in five steps"));
    }

    [Fact]
    public async Task Plan_ApprovedInWords_ItsMessageIsUpdated() => await FiveSteps.ApproveInWordsAsync(await SlackThread.OpenDirectAsync(await StartAsync(), _slack));

    [RealDataFact]
    public async Task Telco_FromUploadToExplanation_WalksTheSameWay()
    {
        var thread = await SlackThread.OpenDirectAsync(await StartAsync(), _slack);
        await FiveSteps.WalkTelcoAsync(thread);
    }

    private static async Task WalkSampleAsync(SlackThread thread, bool isShared = false)
    {
        await FiveSteps.WalkSampleAsync(thread);
        if (isShared) await AllowNamesAsync(thread);
        await FiveSteps.AskAsync(thread);
    }

    /// <summary>Where others read along nobody is named until that is allowed.</summary>
    private static async Task AllowNamesAsync(SlackThread thread)
    {
        await thread.SayAsync("who is at risk?");
        var list = await thread.WaitForCardAsync("at high risk today");
        Assert.DoesNotMatch("C0[0-9]{4}", list.Text);
        await thread.SayAsync("name customers here");
        await thread.WaitForCardAsync("From now on I name customers");
    }

    private async Task UseAsync(StandInSlackOptions options)
    {
        await _slack.DisposeAsync();
        _slack = await StandInSlack.StartAsync(options);
    }

    private async Task<BotProcess> StartAsync()
    {
        _bot = await BotProcess.StartAsync(settings: _slack.BotSettings);
        _slack.Bot = _bot.Address;
        return _bot;
    }
}
