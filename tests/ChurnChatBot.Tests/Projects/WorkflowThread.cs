using ChurnChatBot.Advice;
using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Projects;

/// <summary>
/// One person's thread over the real database, files and steps. Jobs are not scheduled: a test runs ordered work when it wants to, so
/// that it can speak while work waits.
/// </summary>
internal sealed class WorkflowThread : IDisposable
{
    public static readonly Person Ada = new("web:ada", "Ada");

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private int _turns;

    public WorkflowThread()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(ProjectDatabase.Open(_folder.File("churnchatbot.db")));
        services.AddSingleton<IArtifactStore>(new FileArtifactStore(_folder.File("artifacts")));
        services.AddJobs(new StorageOptions { DataFolder = _folder.Root });
        services.AddProjects(new ConfigurationBuilder().AddInMemoryCollection([new("Training:MaxTrials", "2")]).Build());
        services.AddSingleton<IAdvisor, RuleAdvisor>();
        services.AddSingleton<SentFileReader>();
        services.AddSingleton<ThreadEvents>();
        services.AddSingleton<TurnHandler>();
        _services = services.BuildServiceProvider();
    }

    public AdjustableClock Clock { get; } = new();

    /// <summary>Which conversation speaks; each has a project of its own.</summary>
    public ConversationKey Conversation { get; set; } = new("web", "thread-1");

    public ProjectDatabase Database => Service<ProjectDatabase>();

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<ProjectRow> ProjectAsync() => await FindAsync() ?? throw new InvalidOperationException("The conversation has no project.");

    public Task<ProjectRow?> FindAsync() => Database.FindProjectAsync(Conversation);

    public async Task<ProjectState> StateAsync() => StoredJson.Read<ProjectState>((await ProjectAsync()).StateJson);

    public async Task<OpenProposal> OpenAsync() => (await StateAsync()).Open ?? throw new InvalidOperationException("Nothing waits for a decision.");

    public Task SayAsync(string text) => TurnAsync(turn => turn with { Text = text });

    /// <summary>As somebody else, or otherwise than by plain words.</summary>
    public Task TurnAsync(Person person, Func<ConversationTurn, ConversationTurn> fill) => TurnAsync(turn => fill(turn with { Person = person }));

    public Task PressAsync(string verb, params (string Key, string Value)[] data) => PressAsync(new ActionCommand(verb, data));

    public Task PressAsync(ActionCommand command, params (string Key, string Value)[] inputs) => TurnAsync(turn => turn with
    {
        Action = new TurnAction(command, inputs.ToDictionary(pair => pair.Key, pair => pair.Value), null),
    });

    public static ActionCommand Approve(OpenProposal open) => new(ActionVerb.Approve, ("approval", open.ApprovalId), ("hash", open.PlanHash));

    public async Task UploadAsync(byte[] bytes, string name = "customers.csv")
    {
        using var stream = new MemoryStream(bytes);
        var stored = await Service<IArtifactStore>().SaveAsync(stream, long.MaxValue, default);
        await TurnAsync(turn => turn with { Files = [new TurnFile(name, stored.Hash, stored.Size)] });
    }

    /// <summary>Does what was ordered, and what that orders, to the end.</summary>
    public async Task WorkAsync()
    {
        while (await Database.UnfinishedWorkAsync() is [var next, ..])
        {
            if (await Database.StartWorkAsync(next.Id, Clock.Now) is not { } work) throw new InvalidOperationException("Work could not be started.");
            await Service<WorkHandler>().HandleAsync(work, default);
        }
    }

    /// <summary>Takes the line of steps so far that this step's proposal waits.</summary>
    public async Task<OpenProposal> UntilProposalAsync(StepName step, byte[]? file = null)
    {
        await UploadAsync(file ?? SmallFile.Customers);
        await WorkAsync();
        await SayAsync("show the cleaning plan");
        await WorkAsync();
        while (await OpenAsync() is { } open)
        {
            if (open.Step == step) return open;
            await PressAsync(Approve(open));
            await WorkAsync();
        }

        throw new InvalidOperationException("The step was never proposed.");
    }

    public async Task<IReadOnlyList<ReplyMessage>> CardsAsync()
    {
        var rows = await Database.MessagesAsync((await ProjectAsync()).Id, Conversation);
        return [.. rows.Where(row => row.Author == MessageRow.BotAuthor).Select(row => StoredJson.Read<ReplyMessage>(row.BodyJson))];
    }

    public async Task<string> LastWordsAsync() => MessageText.Of((await CardsAsync())[^1]);

    public async Task<IReadOnlyList<string>> AuditAsync() =>
        [.. (await Database.AuditAsync((await ProjectAsync()).Id)).Select(line => $"{line.PersonName}: {line.Action}")];

    private async Task TurnAsync(Func<ConversationTurn, ConversationTurn> fill)
    {
        var turn = fill(new ConversationTurn
        {
            TurnId = FormattableString.Invariant($"web:{Conversation.ConversationId}:{++_turns}"),
            Conversation = Conversation.ToAddress(),
            Person = Ada,
            ReceivedAt = Clock.Now,
        });
        Assert.True(await Database.AddTurnAsync(turn.TurnId, Conversation, StoredJson.Write(turn), Clock.Now));
        var row = await Database.StartTurnAsync(Conversation, Clock.Now);
        Assert.NotNull(row);
        await Service<TurnHandler>().HandleAsync(row, default);
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
