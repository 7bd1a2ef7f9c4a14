using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Tests.Jobs;
using ChurnChatBot.Tests.Teams.StandIn;
using Microsoft.Extensions.Hosting;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>The sign that the bot is at it.</summary>
public sealed class TypingSignalsTests : IAsyncLifetime
{
    private StandInTeams _teams = null!;
    private OutboundBot _bot = null!;
    private StandInConversation _chat = null!;
    private ConversationKey _key = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync();
        _bot = await OutboundBot.StartAsync(_teams);
        _chat = _teams.People.Personal(_teams.People.Add("Ada"));
        _key = new ConversationKey("teams", _chat.Id);
        await _bot.Database.AddTurnAsync("t1", _key, "{}", DateTimeOffset.UnixEpoch);
    }

    public async Task DisposeAsync()
    {
        _bot.Service<IHostApplicationLifetime>().StopApplication();
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    private void Watch(string turnId) => _bot.Service<TypingSignals>().Watch(_bot.Reference(), _key, turnId);

    [Fact]
    public async Task Turn_UnderWay_IsShownOnceWithinASecond()
    {
        Watch("t1");

        await JobHost.UntilAsync(() => _chat.Typing.Count == 1, "typing is seen");
        await Task.Delay(500);
        Assert.Single(_chat.Typing);
    }

    [Fact]
    public async Task Turn_Finished_ShowsNothing()
    {
        Watch("a turn that is done");
        await Task.Delay(800);

        Assert.Empty(_chat.Typing);
    }

    [Fact]
    public async Task Service_Fails_NobodyHearsOfIt()
    {
        _teams.Faults.Order(new FaultOrder(FaultKind.ServerError) { Times = 10 });

        Watch("t1");
        await JobHost.UntilAsync(() => _teams.Faults.Calls.Count == 1, "the sign is tried");
        await Task.Delay(1_500);

        Assert.Single(_teams.Faults.Calls);
        Assert.DoesNotContain("Exception", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_BeyondTheLimit_AreNotWatched()
    {
        for (var i = 0; i < 400; i++) Watch("t1");
        await JobHost.UntilAsync(() => _chat.Typing.Count >= 200, "those within the limit are shown");
        await Task.Delay(500);

        Assert.Equal(200, _chat.Typing.Count);
    }
}
