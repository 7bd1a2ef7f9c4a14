using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// The program is killed between an activity and its answer. What Teams was told had arrived is answered; what it was not told is delivered
/// again, and answered as well; nothing is answered twice.
/// </summary>
[Collection(ProgramRuns.Name)]
public sealed class TeamsKillTests : IAsyncLifetime
{
    private const int Seed = 20230822;
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
    public async Task Questions_OfManyPeople_KilledAtAnyMoment_AreEachAnsweredOnce()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 5; run++)
        {
            var members = Enumerable.Range(0, 25).Select(i => _teams.People.Add($"Person {run}-{i}")).Select(person => new StandInMember(_teams, _teams.People.Personal(person), person)).ToArray();
            var activities = members.Select(member => member.Message("where are we?")).ToArray();

            var deliveries = members.Zip(activities, (member, activity) => member.DeliverAsync(activity)).ToArray();
            await Task.Delay(random.Next(400));
            await _bot.KillAsync();
            await _bot.StartAgainAsync();
            await Task.WhenAll(deliveries);
            // What was on its way when the bot died is delivered again, as Teams does; and all of it once more, since it may do so.
            await Task.WhenAll(members.Zip(activities, (member, activity) => member.DeliverAsync(activity)));
            await QuietAsync();

            // The service has no key for a message: the one whose sending was not noted before the kill is shown again, and no other.
            Assert.All(members, member => Assert.InRange(member.Conversation.BotMessages.Count, 1, 2));
            Assert.Equal(members.Length, await AnswersAsync(members));
        }
    }

    [Fact]
    public async Task Approval_KilledRightAfterThePress_IsDecidedOnce()
    {
        var thread = await TeamsThread.OpenPersonalAsync(_bot, _teams);
        var plan = await FiveSteps.ProposeSampleAsync(thread);
        var press = thread.PressAsync("Approve 8 steps");
        await Task.Delay(new Random(Seed).Next(100));
        await _bot.KillAsync();
        await _bot.StartAgainAsync();
        // The press was either stored, or the person is told that it was not and presses again; an old card decides nothing twice.
        var wasTaken = !press.IsFaulted && await Record.ExceptionAsync(() => press) is null;
        if (!wasTaken && await IsOpenAsync()) await thread.PressAsync("Approve 8 steps");

        await thread.WaitForCardAsync("each tested on customers it had not seen");

        var cards = await thread.SettledAsync();
        Assert.True(cards.Single(card => card.Id == plan.Id).Says("Approved by "));
        Assert.Single(cards, card => card.Says("each tested on customers it had not seen"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM audit WHERE action = 'approve'"));
    }

    private Task<long> AnswersAsync(IEnumerable<StandInMember> members) =>
        CountAsync($"SELECT count(*) FROM message WHERE author = 'bot' AND conversation_id IN ({string.Join(',', members.Select(member => $"'{member.Conversation.Id}'"))})");

    private async Task<bool> IsOpenAsync() => await CountAsync("SELECT count(*) FROM approval WHERE status = 'open'") > 0
        && await CountAsync("SELECT count(*) FROM turn WHERE status = 'pending'") == 0;

    private async Task QuietAsync()
    {
        for (var i = 0; i < 600 && await new PendingWork(_bot.DatabaseFile).IsAnyAsync(); i++) await Task.Delay(100);
    }

    private async Task<long> CountAsync(string sql) => await new PendingWork(_bot.DatabaseFile).CountAsync(sql);
}
