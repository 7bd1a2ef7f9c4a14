using System.Globalization;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Home;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Slack.Home;

public sealed class HomeReaderTests : HomeTest
{
    private static readonly Person Somebody = new(Ada, "Ada");

    [Fact]
    public async Task Projects_AreThoseWorkedOnInThisWorkspace()
    {
        await AddAsync(new SeededProject("mine", "mine.csv") { State = new() { File = File } });
        await AddAsync(new SeededProject("theirs", "theirs.csv") { Person = "slack:T1:UGRACE", Conversation = Key("T1/C2/1.2") });
        await AddAsync(new SeededProject("elsewhere", "elsewhere.csv") { Conversation = Key("T2/C1/1.2") });
        await AddAsync(new SeededProject("web", "web.csv") { Conversation = Thread });

        var state = await ReadAsync();

        Assert.Equal(("mine.csv", Place), (Assert.Single(state.Projects).Name, state.Projects[0].Place));
        Assert.Equal(1, state.ProjectsInAll);
    }

    [Fact]
    public async Task Projects_ThatAreMany_AreTheLastChangedAndCounted()
    {
        for (var i = 0; i < HomeReader.MostProjects + 3; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            await AddAsync(new SeededProject("p" + number, number) { Conversation = Key($"T1/C{number}/1.2"), At = Noon.AddMinutes(i) });
        }

        var state = await ReadAsync();

        Assert.Equal((HomeReader.MostProjects, HomeReader.MostProjects + 3, "22"), (state.Projects.Count, state.ProjectsInAll, state.Projects[0].Name));
    }

    [Fact]
    public async Task Standing_OfAProposal_WaitsUntilItExpires()
    {
        await AddAsync(new SeededProject("p", "p.csv") { State = Waiting() });

        Assert.Equal(StepName.Cleaning, (await ReadAsync()).Projects[0].Standing.Waits);
        Clock.Now += TimeSpan.FromDays(7);
        var standing = (await ReadAsync()).Projects[0].Standing;
        Assert.Equal((null, StepName.Cleaning), (standing.Waits, standing.Next));
    }

    [Fact]
    public async Task Standing_WithAChampion_HasItsFigureWithItsInterval()
    {
        await AddAsync(new SeededProject("p", "p.csv") { State = await WithChampionAsync() });

        var standing = (await ReadAsync()).Projects[0].Standing;

        var auc = Writers.SampleLine.Value.Training.Test.Auc;
        Assert.Null(standing.Next);
        Assert.Equal(new Champion(Writers.SampleLine.Value.Training.ModelName, auc, IsCurrent: true), standing.Champion);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"AUC {auc.Value:0.000} ({auc.Low:0.000} to {auc.High:0.000})"), StandingText.Of(standing.Champion!, CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standing_OfWhatIsGoneOrOfALaterVersion_IsReadAsFarAsItCan()
    {
        var champion = await WithChampionAsync();
        await AddAsync(new SeededProject("gone", "gone.csv") { State = champion with { Champion = champion.Champion! with { Outcome = new string('b', 64) } } });
        await AddAsync(new SeededProject("later", "later.csv") { StateJson = """{"cleaning":"as a word"}""", At = Noon.AddMinutes(1) });

        var state = await ReadAsync();

        Assert.Equal(["later.csv", "gone.csv"], state.Projects.Select(project => project.Name));
        Assert.False(state.Projects[0].Standing.IsReadable);
        Assert.True(state.Projects[1].Standing.IsReadable);
        Assert.Null(state.Projects[1].Standing.Champion);
    }

    [Fact]
    public async Task SetUp_TellsWhatWasNotGranted()
    {
        Assert.Equal([], (await ReadAsync()).SetUp.Missing!);
        var less = Token with { Scopes = Token.Scopes.Where(scope => scope != "links:read").ToHashSet() };
        Assert.Equal(["links:read"], (await Reader().ReadAsync(Somebody, less, CancellationToken.None)).SetUp.Missing!.Select(scope => scope.Name));
        Assert.Null((await Reader().ReadAsync(Somebody, Token with { Scopes = new HashSet<string>() }, CancellationToken.None)).SetUp.Missing);
    }

    [Fact]
    public async Task SetUp_WithRoles_TellsThePersonsOwn()
    {
        var options = new SlackOptions { Roles = [new RoleAssignment { Role = Role.Approver, People = ["UADA"] }] };

        Assert.Equal((Role.Viewer, true), Pair(await Reader(options).ReadAsync(Somebody with { Role = Role.Viewer }, Token, CancellationToken.None)));
        Assert.Equal((Role.Admin, false), Pair(await ReadAsync()));

        static (Role, bool) Pair(HomeState state) => (state.SetUp.Role, state.SetUp.HasRoles);
    }

    private Task<HomeState> ReadAsync() => Reader().ReadAsync(Somebody, Token, CancellationToken.None);

    private static ConversationKey Key(string id) => new(SlackNames.Channel, id);
}
