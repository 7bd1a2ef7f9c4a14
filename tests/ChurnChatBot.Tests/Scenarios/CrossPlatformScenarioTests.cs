using System.Text.RegularExpressions;
using ChurnChatBot.Tests.Slack.StandIn;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>One project that an analyst works on in Teams and a data scientist in Slack, with the running program and both stand-ins.</summary>
[Collection(ProgramRuns.Name)]
public sealed partial class CrossPlatformScenarioTests : IAsyncLifetime
{
    private StandInTeams _teams = null!;
    private StandInSlack _slack = null!;
    private BotProcess _bot = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync();
        _slack = await StandInSlack.StartAsync();
        _bot = await BotProcess.StartAsync(settings: new Dictionary<string, string>(_teams.BotSettings.Concat(_slack.BotSettings)));
        _teams.Bot = new Uri(_bot.Address, "api/messages");
        _slack.Bot = _bot.Address;
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task Project_FromTeamsIntoSlack_IsDecidedExplainedAndCommentedInBoth()
    {
        var ada = await TeamsThread.OpenPersonalAsync(_bot, _teams, "Ada Lovelace");
        var plan = await FiveSteps.ProposeSampleAsync(ada);
        var grace = await SlackThread.OpenDirectAsync(_bot, _slack, "Grace Hopper");
        await JoinAsync(ada, grace);
        Assert.Equal(8, grace.Cards().Last(card => card.Toggles.Count > 0).Toggles.Count(toggle => toggle.IsOn));

        // What one changes in words, the other sees with who it was; and what the other approves is closed for both.
        await ada.SayAsync("fill total_spend with 0 instead, no purchase means no spend");
        await ada.WaitForCardAsync("Changed: Fill total_spend with 0");
        await grace.WaitForCardAsync("Changed: Fill total_spend with 0");
        Assert.Single(await grace.SettledAsync(), card => card.Text == "Ada Lovelace in Teams: fill total_spend with 0 instead, no purchase means no spend");
        await grace.PressAsync("Approve 8 steps");
        await ada.WaitForCardAsync("each tested on customers it had not seen");
        Assert.Single(await ada.SettledAsync(), card => card.Says("Approved by Grace Hopper"));
        Assert.DoesNotContain(ada.Cards().Where(card => card.Id == plan.Id).SelectMany(card => card.Buttons), button => button.Label.StartsWith("Approve", StringComparison.Ordinal));

        // A word about a step reaches the data scientist with its step, and the answer returns.
        await ada.SayAsync("comment on the features: is the age band worth it?");
        await grace.WaitForCardAsync("Ada Lovelace in Teams on the step Features: “is the age band worth it?”");
        await grace.SayAsync("comment: no, its interval spans zero");
        await ada.WaitForCardAsync("Grace Hopper in Slack on the step Features: “no, its interval spans zero”");

        await grace.PressAsync("Approve ");
        await grace.WaitForCardAsync("I suggest boosted trees");
        await grace.PressAsync("Start (60 seconds)");
        await grace.WaitForCardAsync("ranks a leaving customer above a staying one");
        await ada.SettledAsync();
        await ada.PressAsync("champion");
        await grace.WaitForCardAsync("Why they leave:");
        foreach (var cards in (IReadOnlyList<ScenarioCard>[])[await ada.SettledAsync(), await grace.SettledAsync()])
        {
            Assert.Single(cards, card => card.IsBot && card.Says("Why they leave:"));
            Assert.Single(cards, card => card.IsBot && card.Says("ranks a leaving customer above a staying one"));
        }

        // What was said about a deleted project does not stay in the threads of either.
        await ada.SayAsync("delete this project");
        await ada.WaitForCardAsync("Delete the project customer_data.csv?");
        await ada.SayAsync("yes");
        await ada.WaitForCardAsync("is deleted");
        await grace.WaitForCardAsync("is deleted");
        await grace.UntilAsync("the thread is empty", (cards, _) => cards.Any(card => card.Says("Why they leave:")) ? null : cards);
        foreach (var cards in (IReadOnlyList<ScenarioCard>[])[ada.Cards(), grace.Cards()])
            Assert.DoesNotContain(cards, card => card.IsBot && card.Says("customer_data.csv") && !card.Says("deleted"));
    }

    private static async Task JoinAsync(TeamsThread ada, SlackThread grace)
    {
        await ada.SayAsync("link");
        var told = await ada.WaitForCardAsync("brings another thread to");
        await grace.SayAsync("link " + Code().Match(told.Text).Value);
        await grace.WaitForCardAsync("Grace Hopper in Slack joined customer_data.csv");
        await ada.WaitForCardAsync("Grace Hopper in Slack joined customer_data.csv");
        await grace.SettledAsync();
    }

    [GeneratedRegex("[2-9A-Z]{5}-[2-9A-Z]{5}")]
    private static partial Regex Code();
}
