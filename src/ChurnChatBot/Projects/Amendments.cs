using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>
/// Changes to a plan in words or by its card. The plan is edited, measured again and proposed again; the old card is closed. An
/// amendment after the approval takes the line up again from that step.
/// </summary>
internal sealed class Amendments(ProjectFiles files)
{
    public Task AmendAsync(ProjectChange change, AmendRequest request, Person person, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (change.State.Running is { } running)
        {
            change.Say(ConversationWriter.StillWorking(StepWriter.Title(running.Step)));
            return Task.CompletedTask;
        }

        if (request.Edits.OfType<SetBudget>().LastOrDefault() is { } budget && change.State.Open is { Step: StepName.Training })
        {
            change.Say(TrainingPlanWriter.WithBudget(budget.Budget));
            return Task.CompletedTask;
        }

        if (Target(change.State, request.Edits) is not { } target)
        {
            change.Say(new ReplyMessage(new Paragraph("There is no plan yet that this could change. Say “show the plan” for the next one.")));
            return Task.CompletedTask;
        }

        Order(change, target, request, person);
        return Task.CompletedTask;
    }

    private static void Order(ProjectChange change, (StepName Step, string Outcome) target, AmendRequest request, Person person)
    {
        var recipe = change.State.Cleaning?.Recipe;
        StepLine.Interrupt(change, person, "amended");
        change.State = change.State.BackTo(target.Step);
        change.Audit(person, "amend", new { step = target.Step.ToString(), edits = request.Edits.Select(edit => edit.GetType().Name) });
        StepLine.Order(change, StepLine.OrderFor(change.State, target.Step, person) with
        {
            Amends = target.Outcome,
            Edits = request.Edits,
            EditReason = request.Reason,
            Recipe = target.Step == StepName.Features ? recipe ?? DataScience.Recipes.Recipe.Empty : DataScience.Recipes.Recipe.Empty,
        });
    }

    /// <summary>The plan that the edits are about: the one that waits if it can take them, else the approved one that can.</summary>
    private (StepName Step, string Outcome)? Target(ProjectState state, IReadOnlyList<PlanEdit> edits)
    {
        var candidates = new List<(StepName Step, string Outcome)>();
        if (state.Open is { Step: StepName.Cleaning or StepName.Features } open) candidates.Add((open.Step, open.Outcome));
        if (state.Rejected is { Step: StepName.Cleaning or StepName.Features } rejected && rejected.Step == StepLine.Next(state)) candidates.Add((rejected.Step, rejected.Outcome));
        if (state.Features is { } features) candidates.Add((StepName.Features, features.Outcome));
        if (state.Cleaning is { } cleaning) candidates.Add((StepName.Cleaning, cleaning.Outcome));
        var fitting = candidates.Where(candidate => edits.Any(edit => CanTake(candidate, edit))).ToArray();
        return fitting.Length > 0 ? fitting[0] : null;
    }

    private bool CanTake((StepName Step, string Outcome) plan, PlanEdit edit) => edit switch
    {
        SelectItem select => ItemsOf(plan).Any(item => item.Id == select.ItemId),
        SetReferenceDate or AddRatio => plan.Step == StepName.Features,
        SetBudget => false,
        _ => plan.Step == StepName.Cleaning,
    };

    private IReadOnlyList<PlanItem> ItemsOf((StepName Step, string Outcome) plan) => plan.Step == StepName.Cleaning
        ? files.Load<CleaningOutcome>(plan.Outcome).Items
        : files.Load<FeatureOutcome>(plan.Outcome).Items;
}
