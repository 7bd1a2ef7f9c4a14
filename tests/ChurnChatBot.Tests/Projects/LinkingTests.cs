using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>Two threads of two platforms that speak about one project.</summary>
public sealed class LinkingTests : IDisposable
{
    private static readonly ConversationKey Teams = new("teams", "19:analysts"), Slack = new("slack", "T1/C1/1");
    private static readonly Person Ada = new("teams:t:ada", "Ada"), Grace = new("slack:T1:U1", "Grace");
    private readonly WorkflowThread _thread = new() { Conversation = Teams };

    public void Dispose() => _thread.Dispose();

    [Fact]
    public async Task Code_IsToldToThePersonWhoAsked_AndKeptAsAHash()
    {
        await UploadAsync();

        var code = await CodeAsync();

        var told = Assert.Single(await SaidAsync(Teams), message => message.Content.OnlyFor is not null);
        Assert.Equal(Ada.Id, told.Content.OnlyFor);
        Assert.Matches("^[2-9A-Z]{5}-[2-9A-Z]{5}$", code);
        Assert.Null(await _thread.Database.FindLinkAsync(code, _thread.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Thread_ThatJoins_SpeaksAboutTheProjectAndSeesWhatWaits()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());

        Assert.Equal((await ProjectOfAsync(Teams)).Id, (await ProjectOfAsync(Slack)).Id);
        var there = await SaidAsync(Slack);
        Assert.Contains(there, message => message.Text.Contains("Grace in Slack joined", StringComparison.Ordinal));
        Assert.Contains(there, message => message.Content.Sections.OfType<ApprovalPrompt>().Any(prompt => prompt.Decision is null));
        Assert.Contains(await SaidAsync(Teams), message => message.Text.Contains("Grace in Slack joined", StringComparison.Ordinal));
    }

    [Fact]
    public async Task QuestionAndAnswer_StandInBothThreads_Once_WithTheNameAndThePlatform()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());

        await SayAsync(Teams, Ada, "churn rate by city?");

        Assert.Single(await SaidAsync(Slack), message => message.Text == "Ada in Teams: churn rate by city?");
        var here = Assert.Single(await SaidAsync(Teams), message => message.Text.Contains("loses most", StringComparison.Ordinal));
        var there = Assert.Single(await SaidAsync(Slack), message => message.Text.Contains("loses most", StringComparison.Ordinal));
        Assert.Equal(here.Text, there.Text);
        Assert.Equal(here.Row.MessageId, there.Row.CopyOf);
        Assert.DoesNotContain(await SaidAsync(Teams), message => message.Text.StartsWith("Ada in Teams", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decision_InOneThread_ClosesTheCardInBoth_AndAnOldButtonDecidesNothing()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());
        _thread.Conversation = Teams;
        var open = await _thread.OpenAsync();

        await PressAsync(Slack, Grace, WorkflowThread.Approve(open));
        await PressAsync(Teams, Ada, WorkflowThread.Approve(open));

        foreach (var thread in (ConversationKey[])[Teams, Slack])
        {
            var card = Assert.Single(await SaidAsync(thread), message => message.Row.MessageId == open.MessageId || message.Row.CopyOf == open.MessageId);
            Assert.Contains("Approved by Grace", Assert.Single(card.Content.Sections.OfType<ApprovalPrompt>()).Decision!.ToPlainText(), StringComparison.Ordinal);
        }

        Assert.Single(await _thread.Database.AuditAsync((await ProjectOfAsync(Teams)).Id), line => line.Action == "approve");
    }

    [Fact]
    public async Task ResultOfWork_StandsInBothThreads()
    {
        await UploadAsync();
        await JoinAsync(await CodeAsync());
        _thread.Conversation = Slack;
        await _thread.TurnAsync(Grace, turn => turn with { Text = "show the plan" });
        await _thread.WorkAsync();

        foreach (var thread in (ConversationKey[])[Teams, Slack])
            Assert.Single(await SaidAsync(thread), message => message.Content.Sections.OfType<ApprovalPrompt>().Any());
    }

    [Fact]
    public async Task Comment_ReachesTheOtherThreadWithItsStep_AndTheAnswerReturns()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());

        await SayAsync(Teams, Ada, "comment on the cleaning plan: is 0 right here?");
        var there = Assert.Single(await SaidAsync(Slack), message => message.Content.Sections.OfType<TextInput>().Any());
        Assert.Equal("Ada in Teams on the step Cleaning: “is 0 right here?”", there.Text);
        _thread.Conversation = Slack;
        await _thread.TurnAsync(Grace, turn => turn with
        {
            Action = new TurnAction(new ActionCommand(ActionVerb.Comment), new Dictionary<string, string> { ["comment"] = "yes, they never bought" }, there.Row.MessageId),
        });

        var answer = Assert.Single(await SaidAsync(Teams), message => message.Text.Contains("yes, they never bought", StringComparison.Ordinal));
        Assert.StartsWith("Grace in Slack on “Ada in Teams on the step Cleaning", answer.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await _thread.Database.FeedbackAsync((await ProjectOfAsync(Teams)).Id)).Count);
    }

    [Fact]
    public async Task FeedbackWithWords_IsPassedOnToTheOtherThread_AndNotRepeatedInItsOwn()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());
        _thread.Conversation = Teams;
        var open = await _thread.OpenAsync();

        await _thread.TurnAsync(Ada, turn => turn with
        {
            Action = new TurnAction(new ActionCommand(ActionVerb.Feedback, ("reaction", "dislike"), ("text", "too many repairs")), new Dictionary<string, string>(), open.MessageId),
        });

        Assert.Single(await SaidAsync(Slack), message => message.Text.Contains("too many repairs", StringComparison.Ordinal) && message.Text.Contains("repairs I suggest", StringComparison.Ordinal));
        Assert.DoesNotContain(await SaidAsync(Teams), message => message.Text.Contains("too many repairs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("used")]
    [InlineData("expired")]
    [InlineData("invented")]
    public async Task Code_ThatIsNoGood_JoinsNothing(string how)
    {
        await UploadAsync();
        var code = how == "invented" ? "AAAAA-BBBBB" : await CodeAsync();
        if (how == "used") await JoinAsync(code);
        if (how == "expired") _thread.Clock.Now += TimeSpan.FromMinutes(31);
        var another = new ConversationKey("slack", "T9/C9/9");

        await SayAsync(another, new Person("slack:T9:U9", "Eve"), $"link {code}");

        Assert.Contains(await SaidAsync(another), message => message.Text.Contains("I know no such code", StringComparison.Ordinal));
        Assert.NotEqual((await ProjectOfAsync(Teams)).Id, (await ProjectOfAsync(another)).Id);
    }

    [Fact]
    public async Task Code_WrittenInSmallLettersWithoutItsHyphen_IsTheSame()
    {
        await UploadAsync();
        await JoinAsync((await CodeAsync()).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());

        Assert.Equal((await ProjectOfAsync(Teams)).Id, (await ProjectOfAsync(Slack)).Id);
    }

    [Fact]
    public async Task Viewer_NeitherOffersNorJoins()
    {
        await UploadAsync();
        var code = await CodeAsync();

        await SayAsync(Slack, Grace with { Role = Role.Viewer }, $"link {code}");
        await SayAsync(Teams, Ada with { Role = Role.Viewer }, "link");

        Assert.NotEqual((await ProjectOfAsync(Teams)).Id, (await _thread.Database.FindProjectAsync(Slack))?.Id);
        Assert.NotNull(await _thread.Database.FindLinkAsync(HashOf(code), _thread.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Deletion_IsToldInEveryThread_AndLeavesNoCopy()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());

        await SayAsync(Slack, Grace, "delete this project");
        await SayAsync(Slack, Grace, "yes");

        foreach (var thread in (ConversationKey[])[Teams, Slack])
        {
            var row = Assert.Single(await _thread.Database.MessagesSinceAsync(thread, 0));
            Assert.Contains("deleted", row.BodyJson, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task PrivateAnswer_StaysInItsThread()
    {
        await PlanAsync();
        await JoinAsync(await CodeAsync());

        await SayAsync(Slack, Grace with { Role = Role.Viewer }, "fill age with the mean");

        Assert.DoesNotContain(await SaidAsync(Teams), message => message.Text.StartsWith("Only ", StringComparison.Ordinal));
    }

    private static string HashOf(string code) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal))));

    private async Task UploadAsync()
    {
        await _thread.UploadAsync(SmallFile.Customers);
        await _thread.WorkAsync();
    }

    private async Task PlanAsync()
    {
        await UploadAsync();
        await SayAsync(Teams, Ada, "show the plan");
        await _thread.WorkAsync();
    }

    private async Task<string> CodeAsync()
    {
        await SayAsync(Teams, Ada, "link");
        var told = (await SaidAsync(Teams)).Last(message => message.Content.OnlyFor == Ada.Id);
        return told.Text.Split(' ').Select(word => word.Trim('`')).First(word => word.Length == 11 && word[5] == '-');
    }

    private Task JoinAsync(string code) => SayAsync(Slack, Grace, $"link {code}");

    private Task SayAsync(ConversationKey thread, Person person, string text)
    {
        _thread.Conversation = thread;
        return _thread.TurnAsync(person, turn => turn with { Text = text });
    }

    private Task PressAsync(ConversationKey thread, Person person, ActionCommand command)
    {
        _thread.Conversation = thread;
        return _thread.TurnAsync(person, turn => turn with { Action = new TurnAction(command, new Dictionary<string, string>(), null) });
    }

    private async Task<ProjectRow> ProjectOfAsync(ConversationKey thread) => await _thread.Database.FindProjectAsync(thread) ?? throw new InvalidOperationException("No project.");

    private async Task<IReadOnlyList<Said>> SaidAsync(ConversationKey thread) =>
        [.. (await _thread.Database.MessagesSinceAsync(thread, 0)).OrderBy(row => row.Sequence).Select(row => new Said(row, StoredJson.Read<ReplyMessage>(row.BodyJson)))];

    private sealed record Said(MessageRow Row, ReplyMessage Content)
    {
        public string Text => Content.Summary;
    }
}
