using System.Text.Json.Nodes;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Home;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Storage;
using ChurnChatBot.Tests.Writers;

namespace ChurnChatBot.Tests.Slack.Home;

/// <summary>Projects in a database, as threads of Slack would have left them.</summary>
public abstract class HomeTest : StorageTest
{
    internal const string Ada = "slack:T1:UADA";
    internal static readonly SlackPlace Place = new("T1", "C1", "1700000000.000100");
    internal static readonly BotToken Token = new("xoxb-1", "T1", "UBOT", "B1") { Scopes = SlackFeatures.Scopes.Select(scope => scope.Name).ToHashSet() };
    internal static readonly SourceFile File = new("customers.csv", SomeHash, 12, Noon);

    private protected AdjustableClock Clock { get; } = new() { Now = Noon };

    private protected ProjectFiles Files { get; }

    private protected ProjectStandings Standings => new(Database, Files, Clock);

    protected HomeTest() => Files = new ProjectFiles(new FileArtifactStore(Folder.File("artifacts")));

    private protected HomeReader Reader(SlackOptions? options = null) => new(options ?? new SlackOptions(), Database, Standings, Clock);

    private protected async Task AddAsync(SeededProject project) => Assert.Equal(CommitOutcome.Committed, await Database.CommitAsync(new ProjectCommit
    {
        ProjectId = project.Id,
        ExpectedVersion = 0,
        Name = project.Name,
        StateJson = project.StateJson ?? StoredJson.Write(project.State),
        At = project.At,
        LinkConversation = project.Conversation ?? new ConversationKey(SlackNames.Channel, Place.Address.ConversationId),
        Audit = [new NewAudit(project.At, project.Person, "Ada", "upload")],
        NewApprovals = project.State.Open is { } open ? [new NewApproval(open.ApprovalId, "step", "{}", open.PlanHash, 1, project.At.AddDays(7))] : [],
    }));

    /// <summary>A project whose training ended and whose model was made the champion.</summary>
    private protected async Task<ProjectState> WithChampionAsync()
    {
        TrainingOutcome training = SampleLine.Value.Training;
        var stored = await Files.SaveAsync(training, CancellationToken.None);
        var done = new ApprovedStep(SomeHash, null, "Ada", Noon);
        return new ProjectState
        {
            File = File,
            Profile = SomeHash,
            Cleaning = done,
            Features = done,
            Training = stored.Hash,
            Champion = new ApprovedStep(stored.Hash, null, "Ada", Noon),
            ChampionIsCurrent = true,
            Explanation = SomeHash,
        };
    }

    internal static ProjectState Waiting(string approval = "a1") =>
        new() { File = File, Profile = SomeHash, Open = new OpenProposal(approval, StepName.Cleaning, SomeHash, "m1", SomeHash) };

    internal static IEnumerable<JsonObject> Nodes(JsonNode? root)
    {
        if (root is JsonObject node) yield return node;
        var inside = root switch
        {
            JsonObject holder => holder.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var found in inside.SelectMany(Nodes)) yield return found;
    }

    /// <summary>All that a person reads, block by block.</summary>
    internal static string TextOf(JsonNode view) =>
        string.Concat(Nodes(view).Where(node => node["text"] is JsonValue).Select(node => node["text"]!.GetValue<string>() + "|"));
}

internal sealed record SeededProject(string Id, string Name)
{
    public ProjectState State { get; init; } = new();

    /// <summary>In place of <see cref="State"/>, as another version of the program would have written it.</summary>
    public string? StateJson { get; init; }

    public string Person { get; init; } = HomeTest.Ada;

    public ConversationKey? Conversation { get; init; }

    public DateTimeOffset At { get; init; } = StorageTest.Noon;
}
