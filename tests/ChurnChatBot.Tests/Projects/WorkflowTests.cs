using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>What changes a project and, more important, what does not.</summary>
public sealed class WorkflowTests : IDisposable
{
    private readonly WorkflowThread _thread = new();

    public void Dispose() => _thread.Dispose();

    public static TheoryData<string> Unreadable => [.. BadFiles.Unreadable.Select(file => file.Kind)];

    public static TheoryData<string> Hopeless => [.. BadFiles.Hopeless.Select(file => file.Kind)];

    public static TheoryData<string> WithoutQuestion => [.. BadFiles.WithoutQuestion.Where(file => file.Target is null).Select(file => file.Kind)];

    public static TheoryData<string> Targets => [.. BadFiles.WithoutQuestion.Where(file => file.Target is not null).Select(file => file.Kind)];

    /// <summary>Requests that are decisions, or that a person uses to change what is decided. Everything else only answers.</summary>
    private static readonly Type[] Deciding =
    [
        typeof(ApproveRequest), typeof(RejectRequest), typeof(StartTrainingRequest), typeof(StopTrainingRequest), typeof(ChooseTargetRequest), typeof(AmendRequest),
        typeof(GoBackRequest), typeof(TrySampleRequest), typeof(DeleteProjectRequest),
    ];

    /// <summary>Between people and threads; <see cref="LinkingTests"/> looks at them.</summary>
    private static readonly Type[] Linking = [typeof(LinkCodeRequest), typeof(CommentRequest)];

    /// <summary>About another project than the one at hand; <see cref="ProjectSwitchTests"/> looks at them.</summary>
    private static readonly Type[] Elsewhere = [typeof(NewProjectRequest), typeof(OpenProjectRequest), typeof(DeliverFileRequest), typeof(FeedbackRequest), typeof(JoinProjectRequest)];

    [Fact]
    public async Task Handle_RequestThatDecidesNothing_LeavesWhatWasApproved()
    {
        await _thread.UntilProposalAsync(StepName.Explanation);
        await AssertAnswersOnlyAsync();
        await _thread.PressAsync(WorkflowThread.Approve(await _thread.OpenAsync()));
        await _thread.WorkAsync();
        Assert.NotNull((await _thread.StateAsync()).Explanation);
        await AssertAnswersOnlyAsync();
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Upload_Unreadable_LeavesTheProjectAsItWas(string kind)
    {
        var file = BadFiles.All.Single(bad => bad.Kind == kind);
        await _thread.UntilProposalAsync(StepName.Cleaning);
        var before = await _thread.ProjectAsync();

        await _thread.UploadAsync(file.Content(), file.Name);
        await _thread.WorkAsync();

        var words = await _thread.LastWordsAsync();
        Assert.StartsWith("(problem)", words, StringComparison.Ordinal);
        Assert.All(file.Says, said => Assert.Contains(said.Replace("`", "", StringComparison.Ordinal), words, StringComparison.Ordinal));
        var after = await _thread.ProjectAsync();
        Assert.Equal((before.StateJson, before.Name), (after.StateJson, after.Name));
        await _thread.PressAsync(WorkflowThread.Approve(await _thread.OpenAsync()));
        Assert.NotNull((await _thread.StateAsync()).Cleaning);
    }

    [Fact]
    public async Task Upload_UnreadableDuringTraining_TrainingEndsUndisturbed()
    {
        var open = await _thread.UntilProposalAsync(StepName.Training);
        await _thread.PressAsync(ActionVerb.StartTraining, ("approval", open.ApprovalId), ("hash", open.PlanHash), ("seconds", "5"));
        var running = (await _thread.StateAsync()).Running;

        await _thread.UploadAsync([], "empty.csv");
        await _thread.WorkAsync();

        Assert.Equal(StepName.Training, running!.Step);
        var state = await _thread.StateAsync();
        Assert.Equal(("customers.csv", null, null), (state.File!.Name, state.Running, state.Reading));
        Assert.NotNull(state.Training);
        Assert.Contains((await _thread.CardsAsync()).Select(MessageText.Of), words => words.Contains("an empty file (0 bytes)", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(WithoutQuestion))]
    public async Task Upload_WithoutOutcome_AsksForOneAndGoesNoFurther(string kind)
    {
        var file = BadFiles.All.Single(bad => bad.Kind == kind);
        await _thread.UploadAsync(file.Content(), file.Name);
        await _thread.WorkAsync();
        var words = await _thread.LastWordsAsync();
        Assert.All(file.Says, said => Assert.Contains(said, words, StringComparison.Ordinal));

        foreach (var request in (PersonRequest[])[new ShowRequest(ShowTopic.Plan), new GoBackRequest(StepName.Cleaning), new GoBackRequest(StepName.Training), new StartTrainingRequest(), new ApproveRequest()])
        {
            var change = await ChangeAsync();
            Assert.Equal(Answer.Continue, await _thread.Service<ProjectWorkflow>().HandleAsync(change, request, WorkflowThread.Ada, default));
            Assert.Empty(change.OrderedWork);
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task ChooseTarget_ThatCannotBeOne_IsRefusedAndChangesNothing(string kind)
    {
        var file = BadFiles.All.Single(bad => bad.Kind == kind);
        await _thread.UploadAsync(file.Content(), file.Name);
        await _thread.WorkAsync();
        var before = await _thread.ProjectAsync();

        await _thread.PressAsync(new ActionCommand(ActionVerb.ChooseTarget), ("target", file.Target!));

        var words = await _thread.LastWordsAsync();
        Assert.All(file.Says, said => Assert.Contains(said.Replace("`", "", StringComparison.Ordinal), words, StringComparison.Ordinal));
        Assert.Equal(before.StateJson, (await _thread.ProjectAsync()).StateJson);
    }

    [Theory]
    [MemberData(nameof(Hopeless))]
    public async Task Cleaning_NothingToLearnFrom_IsRefusedInWords(string kind)
    {
        var file = BadFiles.All.Single(bad => bad.Kind == kind);
        await _thread.UploadAsync(file.Content(), file.Name);
        await _thread.WorkAsync();

        await _thread.SayAsync("show the cleaning plan");
        await _thread.WorkAsync();

        var words = await _thread.LastWordsAsync();
        Assert.StartsWith("(problem)", words, StringComparison.Ordinal);
        Assert.All(file.Says, said => Assert.Contains(said, words, StringComparison.Ordinal));
        var state = await _thread.StateAsync();
        Assert.Equal((null, null, null), (state.Running, state.Open, state.Cleaning));
    }

    [Fact]
    public async Task GoBack_ToCleaning_SetsLaterStepsAsideAndProposesAnew()
    {
        var open = await _thread.UntilProposalAsync(StepName.Training);

        await _thread.SayAsync("go back to the cleaning plan");
        await _thread.WorkAsync();

        var state = await _thread.StateAsync();
        Assert.Equal((StepName.Cleaning, null, null), (state.Open!.Step, state.Cleaning, state.Features));
        Assert.Equal(ApprovalStatus.Superseded, (await _thread.Database.GetApprovalAsync(open.ApprovalId))!.Status);
    }

    [Fact]
    public async Task Report_AfterUnticking_ShowsWhatWasApproved()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        await _thread.PressAsync(WorkflowThread.Approve(open), ("items", ""));
        await _thread.WorkAsync();
        while ((await _thread.StateAsync()).Open is { } next)
        {
            await _thread.PressAsync(WorkflowThread.Approve(next));
            await _thread.WorkAsync();
        }

        var project = await _thread.ProjectAsync();
        var report = (await _thread.Database.ArtifactsAsync(project.Id)).Single(link => link.Name == "report.html");
        using var reader = new StreamReader(_thread.Service<IArtifactStore>().OpenRead(report.Hash));
        Assert.Contains("none I would insist on", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private async Task AssertAnswersOnlyAsync()
    {
        foreach (var request in EveryRequest().Where(request => !Deciding.Contains(request.GetType())))
        {
            var change = await ChangeAsync();
            var before = change.State;

            Assert.Equal(Answer.Continue, await _thread.Service<ProjectWorkflow>().HandleAsync(change, request, WorkflowThread.Ada, default));

            Assert.Equal(
                (before.File, before.Question, before.Profile, before.Open, before.Cleaning, before.Features, before.Training, before.Champion, before.Explanation).ToString(),
                (change.State.File, change.State.Question, change.State.Profile, change.State.Open, change.State.Cleaning, change.State.Features, change.State.Training, change.State.Champion, change.State.Explanation).ToString());
            Assert.Empty(change.OrderedWork);
            Assert.NotEmpty(change.ToCommit().Messages);
        }
    }

    private async Task<ProjectChange> ChangeAsync() => await _thread.Service<ProjectSessions>().OpenAsync(_thread.Conversation, default);

    private static IEnumerable<PersonRequest> EveryRequest()
    {
        PersonRequest[] examples =
        [
            new WhyRequest(WhyTopic.Proposal), new WhyRequest(WhyTopic.Model), new WhyRequest(WhyTopic.Result), new WhyRequest(WhyTopic.Step, "total_spend"), new WhyRequest(WhyTopic.Step, "no_such"),
            new ExplainCustomerRequest("C00042"), new ExplainCustomerRequest("nobody"), new LowerRiskRequest("C00042"), new LowerRiskRequest(),
            new ChurnRateRequest("city", []), new ChurnRateRequest("age", [new RowFilter("city", FilterComparison.Equal, "Munich")]), new ChurnRateRequest("no_such", []),
            new NameCustomersRequest(true), new NameCustomersRequest(false), new SendFileRequest(new string('0', 64)), new GreetingRequest(), new CannotYetRequest("forecasting revenue"),
            .. Enum.GetValues<ShowTopic>().Where(topic => topic != ShowTopic.Plan).Select(topic => new ShowRequest(topic, "city")),
        ];
        var missing = typeof(PersonRequest).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PersonRequest))).Except(examples.Select(request => request.GetType())).Except(Deciding).Except(Elsewhere).Except(Linking);
        Assert.Empty(missing);
        return examples;
    }
}
