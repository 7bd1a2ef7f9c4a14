using ChurnChatBot.Projects.Steps;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>Trainings have the whole machine, unless many people are talking.</summary>
public sealed class TrainingPaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AdjustableClock _clock = new();
    private readonly ProjectDatabase _database;
    private readonly TrainingPace _pace;

    public TrainingPaceTests()
    {
        _database = ProjectDatabase.Open(_folder.File("churnchatbot.db"));
        _pace = new TrainingPace(_database, _clock);
    }

    public void Dispose()
    {
        _pace.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task FewTurns_HoldNoFitUp()
    {
        await TalkAsync(19);

        Assert.Null(_pace.Enter());
    }

    [Fact]
    public async Task ManyTurns_LetOneFitAfterTheOther()
    {
        await TalkAsync(20);

        var first = _pace.Enter();
        var second = Task.Run(_pace.Enter);
        Assert.NotNull(first);
        Assert.False(await Task.WhenAny(second, Task.Delay(200)) == second);
        first.Dispose();

        using var entered = await second;
        Assert.NotNull(entered);
    }

    [Fact]
    public async Task ManyTurns_AMomentAgo_HoldNothingUp()
    {
        await TalkAsync(20);
        _clock.Now += TimeSpan.FromSeconds(1);

        Assert.Null(_pace.Enter());
    }

    private async Task TalkAsync(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            var id = FormattableString.Invariant($"t{i}");
            await _database.AddTurnAsync(id, new ConversationKey("web", id), "{}", _clock.Now);
            await _database.CompleteTurnAsync(id, _clock.Now);
        }
    }
}
