using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>The program is killed between the acknowledgement of an event and its answer: exactly one answer comes of each.</summary>
[Collection(ProgramRuns.Name)]
public sealed class SlackKillTests : IAsyncLifetime
{
    private const int Seed = 20230822;
    private StandInSlack _slack = null!;
    private BotProcess _bot = null!;

    public async Task InitializeAsync()
    {
        // Slack's own rests before it sends again are minutes; these outlast the restart.
        _slack = await StandInSlack.StartAsync(new StandInSlackOptions { RetryRests = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)] });
        _bot = await BotProcess.StartAsync(settings: _slack.BotSettings);
        _slack.Bot = _bot.Address;
    }

    public async Task DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Questions_OfManyPeople_KilledAtAnyMoment_AreEachAnsweredOnce()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 5; run++)
        {
            var members = Enumerable.Range(0, 25).Select(i => ThreadMember.Direct(_slack, _slack.Workspace.Add($"Person {run}-{i}"))).ToArray();
            var sending = members.Select(member => member.SayAsync("where are we?")).ToArray();
            await Task.Delay(random.Next(400));
            await _bot.KillAsync();
            await _bot.StartAgainAsync();
            var threads = members.Zip(await Task.WhenAll(sending), (member, message) => member.In(message)).ToArray();
            await QuietAsync();

            Assert.Equal(25, await CountAsync($"SELECT count(*) FROM message WHERE author = 'bot' AND conversation_id IN ({string.Join(',', threads.Select(thread => $"'{thread.User.Workspace.TeamId}/{thread.Channel.Id}/{thread.ThreadTs}'"))})"));
            Assert.All(threads, thread => Assert.Single(thread.Seen, message => message.IsBot));
        }
    }

    private async Task QuietAsync()
    {
        for (var i = 0; i < 600 && await new PendingWork(_bot.DatabaseFile).IsAnyAsync(); i++) await Task.Delay(100);
    }

    private Task<long> CountAsync(string sql) => new PendingWork(_bot.DatabaseFile).CountAsync(sql);
}
