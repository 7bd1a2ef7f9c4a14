using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Slack.Home;

namespace ChurnChatBot.Tests.Slack.Home;

public sealed class HomeViewTests
{
    private const string Tricky = "<!channel> *bold* <https://evil.example.com|click> :bomb: &amp; \u202e<@U1>.csv";
    private static readonly DateTimeOffset Now = new(2023, 9, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly HomeSetUp Everything = new(Role.Admin, HasRoles: false, []);

    [Fact]
    public void View_OfANewcomer_SaysInTwoSentencesWhatToDo()
    {
        var view = HomeView.Of(new HomeState { SetUp = Everything, ReadAt = Now });

        var words = Blocks(view).Single(block => block["type"]!.GetValue<string>() == "section")["text"]!["text"]!.GetValue<string>();
        Assert.Equal(2, words.Split(". ").Length);
        Assert.Contains("Send me a customer file", words, StringComparison.Ordinal);
        Assert.Equal(["Try the sample", "New project"], Buttons(view).Select(Label));
        Assert.Equal("primary", Buttons(view).First()["style"]!.GetValue<string>());
        Assert.DoesNotContain("Projects|", HomeTest.TextOf(view), StringComparison.Ordinal);
    }

    [Fact]
    public void Buttons_CarryWhatTheBotTakes()
    {
        var view = HomeView.Of(Busy(3));

        foreach (var button in Buttons(view))
        {
            Assert.Contains(button["action_id"]!.GetValue<string>(), SlackFeatures.HomeActions);
            if (button["url"] is not null) continue;
            Assert.Equal(HomeView.NoMessage, ButtonValue.Read(button["value"]!.GetValue<string>())!.Value.MessageId);
        }

        Assert.Equal([ActionVerb.Welcome, ActionVerb.TrySample],
            Buttons(view).Where(button => button["value"] is not null).Select(button => ButtonValue.Read(button["value"]!.GetValue<string>())!.Value.Command.Verb));
        Assert.Equal(SlackFeatures.HomeActions.Order(), Buttons(view).Select(button => button["action_id"]!.GetValue<string>()).Distinct().Order());
    }

    [Fact]
    public void View_OfWhatWaits_LeadsToItsThread()
    {
        var view = HomeView.Of(Busy(1));

        var text = HomeTest.TextOf(view);
        Assert.Contains("Waiting for a decision|", text, StringComparison.Ordinal);
        Assert.Contains("The cleaning plan waits for a decision.", text, StringComparison.Ordinal);
        Assert.Equal("https://acme.slack.com/archives/C0/p1", Buttons(view).Single(button => button["url"] is not null)["url"]!.GetValue<string>());
    }

    [Fact]
    public void View_OfAChampion_ShowsItsFigureWithItsInterval()
    {
        var standing = new ProjectStanding { ChangedAt = Now, IsReadable = true, HasFile = true, Champion = new Champion("Gradient boosting", new Estimate(0.861, 0.843, 0.879), IsCurrent: false) };
        var state = new HomeState { Projects = [new HomeProject("a.csv", HomeTest.Place, standing)], ProjectsInAll = 1, SetUp = Everything, ReadAt = Now };

        var text = HomeTest.TextOf(HomeView.Of(state));

        Assert.Contains("Champion: Gradient boosting, AUC 0.861 (0.843 to 0.879) on customers kept aside; from before the last change.", text, StringComparison.Ordinal);
        Assert.Contains("AUC 0,861 (0,843 to 0,879)", HomeTest.TextOf(HomeView.Of(state, CultureInfo.GetCultureInfo("de-DE"))), StringComparison.Ordinal);
    }

    /// <summary>Names out of files must not ring everybody's bell, nor look like a link: they stand where Slack reads no mark-up.</summary>
    [Fact]
    public void Names_WithMarkUp_StandInRichTextAlone()
    {
        var busy = Busy(2);
        var view = HomeView.Of(busy with { Projects = [.. busy.Projects.Select(project => project with { Name = Tricky })] });

        var holders = HomeTest.Nodes(view).Where(node => node["text"] is JsonValue value && value.GetValue<string>().Contains("evil.example.com", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, holders.Length);
        Assert.All(holders, holder => Assert.Equal("text", holder["type"]!.GetValue<string>()));
        Assert.DoesNotContain("\u202e", view.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.DoesNotContain(HomeTest.Nodes(view), node => node["type"] is JsonValue type && type.GetValue<string>() == "mrkdwn");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(HomeReader.MostProjects)]
    public void View_HoweverFull_KeepsSlacksLimits(int projects)
    {
        var state = Busy(projects) with { SetUp = new HomeSetUp(Role.Viewer, HasRoles: true, SlackFeatures.Scopes), ProjectsInAll = projects + 100 };
        var view = HomeView.Of(state with { Projects = [.. state.Projects.Select(project => project with { Name = new string('n', 5_000) })] });

        Assert.Equal("home", view["type"]!.GetValue<string>());
        Assert.InRange(Blocks(view).Count(), 1, HomeView.MostBlocks);
        var ids = Blocks(view).Select(block => block["block_id"]?.GetValue<string>()).OfType<string>().ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Buttons(view), button => Assert.InRange(Label(button).Length, 1, 75));
        Assert.All(Buttons(view), button => Assert.InRange((button["value"] ?? button["url"])!.GetValue<string>().Length, 1, ButtonValue.Longest));
        Assert.All(HomeTest.Nodes(view).Where(node => node["text"] is JsonValue), node => Assert.InRange(node["text"]!.GetValue<string>().Length, 1, 3_000));
        Assert.InRange(view.ToJsonString().Length, 1, 60_000);
    }

    [Fact]
    public void SetUp_SaysWhatIsMissingAndThatNoLanguageModelIsConnected()
    {
        var missing = SlackFeatures.Scopes.Where(scope => scope.Name == "links:read").ToArray();

        var text = HomeTest.TextOf(HomeView.Of(new HomeState { SetUp = new HomeSetUp(Role.Analyst, HasRoles: true, missing), ReadAt = Now }));

        Assert.Contains("Your role: analyst.", text, StringComparison.Ordinal);
        Assert.Contains("Language model: none is connected.", text, StringComparison.Ordinal);
        Assert.Contains("links:read: with it the bot sees links to its own projects|", text, StringComparison.Ordinal);
        Assert.Contains("is not known", HomeTest.TextOf(HomeView.Of(new HomeState { SetUp = Everything with { Missing = null }, ReadAt = Now })), StringComparison.Ordinal);
    }

    private static HomeState Busy(int projects) => new()
    {
        Projects = [.. Enumerable.Range(0, projects).Select(number => new HomeProject(
            $"customers {number}.csv", HomeTest.Place, new ProjectStanding { ChangedAt = Now, IsReadable = true, HasFile = true, Next = StepName.Cleaning, Waits = StepName.Cleaning })
        { Address = new Uri($"https://acme.slack.com/archives/C{number}/p1") })],
        ProjectsInAll = projects,
        SetUp = Everything,
        ReadAt = Now,
    };

    private static IEnumerable<JsonObject> Blocks(JsonObject view) => view["blocks"]!.AsArray().Select(block => block!.AsObject());

    private static IEnumerable<JsonObject> Buttons(JsonObject view) => HomeTest.Nodes(view).Where(node => node["type"] is JsonValue type && type.GetValue<string>() == "button");

    private static string Label(JsonObject button) => button["text"]!["text"]!.GetValue<string>();
}
