using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>
/// The gate: a proposal is approved or rejected once, by a person, for the plan that was shown. An old card, another project's
/// button, a second press and an expired plan are each answered with what is the case, and change nothing.
/// </summary>
internal sealed class Decisions(ProjectDatabase database, ProjectFiles files, StepLine line)
{
    public async Task ApproveAsync(ProjectChange change, ApproveRequest request, Person person, CancellationToken cancellation)
    {
        if (request.About is { } named && change.State.Open?.Step != named)
        {
            change.Say(StepWriter.AnotherStepWaits(named, change.State.Open?.Step));
            return;
        }

        if (request.ApprovalId is null && change.State.Open is null)
        {
            // "yes" or "go on" with nothing to approve means the next step.
            if (StepLine.Next(change.State) is not null && change.State.Running is null) line.Continue(change, person);
            else change.Say(ConversationWriter.NothingWaits());
            return;
        }

        if (await OpenAsync(change, (request.ApprovalId, request.PlanHash), person, cancellation) is not { } open) return;
        switch (open.Step)
        {
            case StepName.Cleaning:
            case StepName.Features:
                await ApprovePlanAsync(change, open, request.Selected, person, cancellation);
                break;
            case StepName.Training:
                await ApproveTrainingAsync(change, open, request.Budget, person, cancellation);
                break;
            case StepName.Explanation:
                await ApproveChampionAsync(change, open, person, cancellation);
                break;
            default:
                throw new InvalidOperationException($"A proposal for {open.Step} cannot be approved.");
        }
    }

    public async Task RejectAsync(ProjectChange change, RejectRequest request, Person person, CancellationToken cancellation)
    {
        if (await OpenAsync(change, (request.ApprovalId, request.PlanHash), person, cancellation) is not { } open) return;
        change.Decide(open, ApprovalStatus.Rejected, person, request.Reason);
        change.State = change.State with { Rejected = open };
        change.Audit(person, "reject", new { step = open.Step.ToString(), approval = open.ApprovalId });
        await CloseCardAsync(change, open, RichText.Of($"Rejected by {Data.Cell(person.Name)}, {At(change.Now)}"), [], cancellation);
        change.Say(StepWriter.Rejected(open.Step));
    }

    public async Task StartTrainingAsync(ProjectChange change, StartTrainingRequest request, Person person, CancellationToken cancellation)
    {
        if (change.State.Running is { Step: StepName.Training })
        {
            change.Say(ConversationWriter.StillWorking("training"));
            return;
        }

        if (change.State.Open is { Step: StepName.Training })
        {
            if (await OpenAsync(change, (null, null), person, cancellation) is { } open)
                await ApproveTrainingAsync(change, open, request.Budget, person, cancellation);
            return;
        }

        if (change.State.Features is null)
        {
            change.Say(new ReplyMessage(new Paragraph("Training comes after the cleaning plan and the measures are decided.")));
            if (change.State.Open is null) line.Continue(change, person);
            return;
        }

        // Asking for it again is the approval of another search with the recommended plan.
        StepLine.Interrupt(change, person, "another training was asked for");
        change.State = change.State.BackTo(StepName.Training);
        change.Audit(person, "approve", new { step = nameof(StepName.Training), budget_seconds = (request.Budget ?? TrainingPlan.DefaultBudget).TotalSeconds });
        StepLine.Order(change, StepLine.OrderFor(change.State, StepName.Training, person) with { BudgetSeconds = TrainingPlan.Clamp(request.Budget).TotalSeconds });
    }

    public static void StopTraining(ProjectChange change, Person person)
    {
        if (change.State.Running is not { Step: StepName.Training } running)
        {
            change.Say(new ReplyMessage(new Paragraph("No training is running.")));
            return;
        }

        change.Stop(running.WorkId);
        change.Audit(person, "stop_training", new { work = running.WorkId });
        change.Say(new ReplyMessage(new Paragraph("Stopping after the try that is running, and keeping the best so far.")));
    }

    private async Task ApprovePlanAsync(ProjectChange change, OpenProposal open, IReadOnlyList<string>? selected, Person person, CancellationToken cancellation)
    {
        PlanOutcome outcome = open.Step == StepName.Cleaning ? files.Load<CleaningOutcome>(open.Outcome) : files.Load<FeatureOutcome>(open.Outcome);
        var known = outcome.Items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var ticked = selected?.Where(known.Contains).ToArray() ?? [.. outcome.Items.Where(item => item.IsSelected).Select(item => item.Id)];
        var approved = new ApprovedStep(open.Outcome, outcome.RecipeOf(ticked), person.Name, change.Now);
        change.State = open.Step == StepName.Cleaning ? change.State with { Cleaning = approved } : change.State with { Features = approved };
        await RecordAsync(change, open, person, ticked, cancellation);
        line.Take(change, open.Step == StepName.Cleaning ? StepName.Features : StepName.Training, person);
    }

    private async Task ApproveTrainingAsync(ProjectChange change, OpenProposal open, TimeSpan? budget, Person person, CancellationToken cancellation)
    {
        var seconds = TrainingPlan.Clamp(budget).TotalSeconds;
        await RecordAsync(change, open, person, null, cancellation);
        StepLine.Order(change, StepLine.OrderFor(change.State, StepName.Training, person) with { BudgetSeconds = seconds });
    }

    private async Task ApproveChampionAsync(ProjectChange change, OpenProposal open, Person person, CancellationToken cancellation)
    {
        change.State = change.State with { Champion = new ApprovedStep(open.Outcome, null, person.Name, change.Now), ChampionIsCurrent = true, Explanation = null };
        await RecordAsync(change, open, person, null, cancellation);
        line.Take(change, StepName.Explanation, person);
    }

    private async Task RecordAsync(ProjectChange change, OpenProposal open, Person person, IReadOnlyCollection<string>? ticked, CancellationToken cancellation)
    {
        change.Decide(open, ApprovalStatus.Approved, person, null);
        change.Audit(person, "approve", new { step = open.Step.ToString(), approval = open.ApprovalId, plan = open.PlanHash, items = ticked });
        var decision = RichText.Of($"Approved by {Data.Cell(person.Name)}, {At(change.Now)}");
        await CloseCardAsync(change, open, decision, ticked, cancellation);
    }

    private async Task CloseCardAsync(ProjectChange change, OpenProposal open, RichText decision, IReadOnlyCollection<string>? ticked, CancellationToken cancellation)
    {
        if (await database.GetMessageAsync(open.MessageId, cancellation) is { } row)
            change.Write(open.MessageId, "bot", Decided.With(StoredJson.Read<ReplyMessage>(row.BodyJson), decision, ticked));
    }

    /// <summary>The open proposal that a button or words mean; where there is none, the reason is said.</summary>
    private async Task<OpenProposal?> OpenAsync(ProjectChange change, (string? Id, string? Hash) button, Person person, CancellationToken cancellation)
    {
        var (approvalId, planHash) = button;
        var open = change.State.Open;
        if (approvalId is null && open is null)
        {
            change.Say(ConversationWriter.NothingWaits());
            return null;
        }

        var row = await database.GetApprovalAsync(approvalId ?? open!.ApprovalId, cancellation);
        if (row is null || row.ProjectId != change.ProjectId)
            change.Say(ConversationWriter.OutOfDate("Its button does not belong to this project."));
        else if (row.Status is ApprovalStatus.Approved or ApprovalStatus.Rejected)
            change.Say(ConversationWriter.AlreadyDecided(row.Status, row.DecidedByName, row.DecidedAt is { } at ? At(at) : "earlier"));
        else if (approvalId is not null && (open?.ApprovalId != approvalId || open.PlanHash != planHash || row.PlanHash != planHash))
            change.Say(ConversationWriter.OutOfDate("A newer file, question or plan replaced it."));
        else if (row.ExpiresAt <= change.Now)
            Expire(change, open!, person);
        else
            return open;
        return null;
    }

    /// <summary>Closes a plan that waited too long, so that "show the plan" measures it anew.</summary>
    private static void Expire(ProjectChange change, OpenProposal open, Person person)
    {
        change.Decide(open, ApprovalStatus.Superseded, person, "expired");
        change.Say(ConversationWriter.OutOfDate("It waited for more than a week, so I would rather measure it again."));
    }

    public static RichText At(DateTimeOffset moment) =>
        RichText.Of($"{Data.Cell(moment.ToLocalTime().ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))}");
}

/// <summary>Limits of a training's time.</summary>
internal static class TrainingPlan
{
    public static readonly TimeSpan DefaultBudget = TimeSpan.FromSeconds(60);

    public static TimeSpan Clamp(TimeSpan? budget) => budget switch
    {
        null => DefaultBudget,
        { TotalSeconds: < 1 } => TimeSpan.FromSeconds(1),
        { TotalHours: > 10 } => TimeSpan.FromHours(10),
        _ => budget.Value,
    };
}
