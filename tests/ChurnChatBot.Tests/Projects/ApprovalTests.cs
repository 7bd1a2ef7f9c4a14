using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Projects;

/// <summary>The gate: only the plan that was shown, once, by a person, while it holds.</summary>
public sealed class ApprovalTests : IDisposable
{
    private readonly WorkflowThread _thread = new();

    public void Dispose() => _thread.Dispose();

    [Fact]
    public async Task Approve_WrongHash_IsOutOfDateAndChangesNothing()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);

        await _thread.PressAsync(WorkflowThread.Approve(open with { PlanHash = new string('0', 64) }));

        Assert.Contains("out of date", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        await AssertStillOpenAsync(open);
    }

    [Fact]
    public async Task Approve_OtherProjectsApproval_IsRefused()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        _thread.Conversation = new ConversationKey("web", "thread-2");
        var other = await _thread.UntilProposalAsync(StepName.Cleaning);

        await _thread.PressAsync(WorkflowThread.Approve(open));

        Assert.Contains("does not belong to this project", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        await AssertStillOpenAsync(other);
        _thread.Conversation = new ConversationKey("web", "thread-1");
        await AssertStillOpenAsync(open);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Approve_Expired_IsMeasuredAnew(bool byButton)
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        _thread.Clock.Now += ProjectChange.ApprovalLifetime;

        if (byButton) await _thread.PressAsync(WorkflowThread.Approve(open));
        else await _thread.SayAsync("yes");

        Assert.Contains("waited for more than a week", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        Assert.Null((await _thread.StateAsync()).Cleaning);
        await _thread.SayAsync("show the plan");
        await _thread.WorkAsync();
        var renewed = await _thread.OpenAsync();
        Assert.NotEqual(open.ApprovalId, renewed.ApprovalId);
        await _thread.PressAsync(WorkflowThread.Approve(renewed));
        Assert.NotNull((await _thread.StateAsync()).Cleaning);
    }

    [Fact]
    public async Task Approve_Twice_IsDecidedOnce()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        await _thread.PressAsync(WorkflowThread.Approve(open));
        var decided = await _thread.ProjectAsync();

        await _thread.PressAsync(WorkflowThread.Approve(open));
        await _thread.PressAsync(ActionVerb.Reject, ("approval", open.ApprovalId), ("hash", open.PlanHash));

        Assert.Contains("already approved by Ada", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        Assert.Equal(decided.StateJson, (await _thread.ProjectAsync()).StateJson);
        Assert.Single(await _thread.Database.UnfinishedWorkAsync());
        Assert.Equal(["Ada: upload", "Ada: approve"], await _thread.AuditAsync());
    }

    [Fact]
    public async Task Approve_SupersededByAmendment_IsOutOfDate()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        await _thread.SayAsync("fill total_spend with 0 instead");
        await _thread.WorkAsync();
        var amended = await _thread.OpenAsync();

        await _thread.PressAsync(WorkflowThread.Approve(open));

        Assert.Contains("A newer file, question or plan replaced it", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Superseded, (await _thread.Database.GetApprovalAsync(open.ApprovalId))!.Status);
        await AssertStillOpenAsync(amended);
    }

    [Fact]
    public async Task Approve_SupersededByNewerUpload_IsOutOfDate()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        await _thread.UploadAsync([.. SmallFile.Customers, .. "C99999,40,Berlin,2023-01-01,2023-02-01,10,0\n"u8], "newer.csv");
        await _thread.WorkAsync();

        await _thread.PressAsync(WorkflowThread.Approve(open));

        Assert.Contains("A newer file, question or plan replaced it", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        var state = await _thread.StateAsync();
        Assert.Equal(("newer.csv", null, null), (state.File!.Name, state.Cleaning, state.Open));
    }

    [Fact]
    public async Task Approve_UntickedAndUnknownItems_LeaveTheRestInTheRecipe()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        var items = _thread.Service<ProjectFiles>().Load<CleaningOutcome>(open.Outcome).Items;
        var kept = items.Where(item => item.IsSelected).Skip(1).ToArray();

        await _thread.PressAsync(WorkflowThread.Approve(open), ("items", string.Join(',', kept.Select(item => item.Id).Append("no_such_item").Append("'; drop"))));

        var state = await _thread.StateAsync();
        Assert.Equal(kept.Select(item => item.Step.Kind), state.Cleaning!.Recipe!.Steps.Select(step => step.Kind));
        var card = (await _thread.CardsAsync()).Single(card => card.Sections.OfType<Toggles>().Any());
        var toggles = card.Sections.OfType<Toggles>().Single();
        Assert.False(toggles.IsEnabled);
        Assert.Equal(kept.Select(item => item.Id), toggles.Items.Where(item => item.IsOn).Select(item => item.Id));
        Assert.Contains("Approved by Ada", MessageText.Of(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reject_ThenAmend_ChangesTheRejectedPlan()
    {
        var open = await _thread.UntilProposalAsync(StepName.Cleaning);
        await _thread.PressAsync(ActionVerb.Reject, ("approval", open.ApprovalId), ("hash", open.PlanHash));
        Assert.Null((await _thread.StateAsync()).Cleaning);

        await _thread.SayAsync("fill total_spend with 0 instead");
        await _thread.WorkAsync();

        Assert.Contains("Changed:", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        Assert.Equal(StepName.Cleaning, (await _thread.OpenAsync()).Step);
    }

    [Fact]
    public async Task RejectTraining_ThenAmend_StartsNoTraining()
    {
        var open = await _thread.UntilProposalAsync(StepName.Training);
        await _thread.PressAsync(ActionVerb.Reject, ("approval", open.ApprovalId), ("hash", open.PlanHash));
        var change = await _thread.Service<ProjectSessions>().OpenAsync(_thread.Conversation, default);
        var item = _thread.Service<ProjectFiles>().Load<FeatureOutcome>(open.Outcome).Items[0];

        await _thread.Service<ProjectWorkflow>().HandleAsync(change, new AmendRequest([new SelectItem(item.Id, !item.IsSelected)]), WorkflowThread.Ada, default);

        Assert.Equal(StepName.Features, change.State.Running!.Step);
        Assert.Null(change.State.Features);
    }

    [Fact]
    public async Task StopTraining_NothingRuns_SaysSo()
    {
        await _thread.UntilProposalAsync(StepName.Cleaning);
        var before = await _thread.ProjectAsync();

        await _thread.PressAsync(ActionVerb.StopTraining);

        Assert.Contains("No training is running", await _thread.LastWordsAsync(), StringComparison.Ordinal);
        Assert.Equal(before.StateJson, (await _thread.ProjectAsync()).StateJson);
    }

    [Fact]
    public async Task StopTraining_BeforeItsWorkBegins_LeavesNothingHanging()
    {
        var open = await _thread.UntilProposalAsync(StepName.Training);
        await _thread.PressAsync(ActionVerb.StartTraining, ("approval", open.ApprovalId), ("hash", open.PlanHash), ("seconds", "5"));
        await _thread.PressAsync(ActionVerb.StopTraining);

        await _thread.WorkAsync();

        Assert.Null((await _thread.StateAsync()).Running);
        Assert.Equal(["Ada: upload", "Ada: approve", "Ada: approve", "Ada: approve", "Ada: stop_training"], await _thread.AuditAsync());
    }

    [Fact]
    public async Task Decisions_OfAWholeThread_HaveAnAuditLineEach()
    {
        await _thread.UntilProposalAsync(StepName.Explanation);
        await _thread.PressAsync(WorkflowThread.Approve(await _thread.OpenAsync()));
        await _thread.WorkAsync();
        await _thread.SayAsync("go back to the features");

        Assert.Equal(["Ada: upload", "Ada: approve", "Ada: approve", "Ada: approve", "Ada: approve", "Ada: go_back"], await _thread.AuditAsync());
        Assert.True((await _thread.Database.VerifyAuditAsync()).IsIntact);
        var state = await _thread.StateAsync();
        Assert.NotNull(state.Cleaning);
        Assert.Null(state.Features);
        // Nothing has replaced the champion yet, so it stays in force; the line as it stands has none.
        Assert.NotNull(state.Champion);
        Assert.NotNull(state.Explanation);
        Assert.False(state.ChampionIsCurrent);
    }

    private async Task AssertStillOpenAsync(OpenProposal open)
    {
        var state = await _thread.StateAsync();
        Assert.Equal(open, state.Open);
        Assert.Null(state.Cleaning);
        Assert.Equal(ApprovalStatus.Open, (await _thread.Database.GetApprovalAsync(open.ApprovalId))!.Status);
    }
}
