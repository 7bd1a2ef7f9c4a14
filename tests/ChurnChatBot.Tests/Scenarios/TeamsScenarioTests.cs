using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Whole conversations with the running program over Microsoft Teams' stand-in, by the same steps as on the web page.</summary>
[Collection(ProgramRuns.Name)]
public sealed class TeamsScenarioTests : IAsyncLifetime
{
    private StandInTeams _teams = null!;
    private BotProcess _bot = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync();
        _bot = await BotProcess.StartAsync(settings: _teams.BotSettings);
        _teams.Bot = new Uri(_bot.Address, "api/messages");
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task Sample_InPersonalChat_IsOneConversation() => await WalkSampleAsync(await TeamsThread.OpenPersonalAsync(_bot, _teams), "personal");

    [Fact]
    public async Task Sample_InGroupChat_IsOneConversation() => await WalkSampleAsync(await TeamsThread.OpenGroupAsync(_bot, _teams, "Ada Lovelace", "Ben Bitdiddle"), "group", isShared: true);

    [Fact]
    public async Task Sample_InChannelThread_IsOneConversation() => await WalkSampleAsync(await TeamsThread.OpenChannelThreadAsync(_bot, _teams, "Ada Lovelace", "Ben Bitdiddle"), "channel", isShared: true);

    [Fact]
    public async Task Plan_ApprovedInWords_ItsCardIsUpdated() => await FiveSteps.ApproveInWordsAsync(await TeamsThread.OpenPersonalAsync(_bot, _teams));

    [RealDataFact]
    public async Task Telco_FromUploadToExplanation_WalksTheSameWay()
    {
        var thread = await TeamsThread.OpenPersonalAsync(_bot, _teams);
        await FiveSteps.WalkTelcoAsync(thread);

        await TeamsCardFolder.WriteAsync(_teams, "telco");
    }

    private async Task WalkSampleAsync(TeamsThread thread, string name, bool isShared = false)
    {
        try
        {
            await FiveSteps.WalkSampleAsync(thread);
            if (isShared) await AllowNamesAsync(thread);
            await FiveSteps.AskAsync(thread);
        }
        finally
        {
            await TeamsCardFolder.WriteAsync(_teams, "sample-" + name);
        }
    }

    /// <summary>Where others read along nobody is named until that is allowed; what is asked for one person alone does not show here either.</summary>
    private static async Task AllowNamesAsync(TeamsThread thread)
    {
        await thread.SayAsync("why is customer C00042 at risk?");
        var withheld = await thread.WaitForCardAsync("is for one person to read");
        Assert.False(withheld.Says("C00042"), withheld.Text);
        Assert.False(withheld.Says("days_since_last_purchase"), withheld.Text);
        await thread.SayAsync("who is at risk?");
        var list = await thread.WaitForCardAsync("at high risk today");
        Assert.DoesNotMatch("C0[0-9]{4}", list.Text);
        await thread.SayAsync("name customers here");
        await thread.WaitForCardAsync("From now on I name customers");
    }
}
