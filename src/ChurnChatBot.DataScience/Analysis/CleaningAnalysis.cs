using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Planning;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>What a cleaning proposal is made from.</summary>
public sealed record CleaningInput
{
    public required Dataset Raw { get; init; }

    public required DatasetProfile Profile { get; init; }

    public required ChurnQuestion Question { get; init; }

    /// <summary>The amended plan; null to propose one.</summary>
    public IReadOnlyList<PlanItem>? Items { get; init; }

    /// <summary>The plan that was amended.</summary>
    public CleaningOutcome? Previous { get; init; }

    public string? EditReason { get; init; }

    public int Seed { get; init; } = 42;

    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// Second step: repairs, what each changes on the whole file, and what they do together for the ranking of customers they were not
/// fitted on. Test rows take no part in the measuring.
/// </summary>
public static class CleaningAnalysis
{
    /// <exception cref="TrainingRefusedException">Nothing could be trained on this data, so its repairs cannot be measured.</exception>
    public static CleaningOutcome Run(CleaningInput input)
    {
        var proposed = input.Items ?? [.. CleaningPlanner.Propose(input.Raw, input.Profile).Select(proposal => new PlanItem(
            proposal.Id, proposal.Step.Subject ?? "", proposal.Step, proposal.Selected, proposal.Why))];
        var items = WithEffects(input.Items is null ? WithoutHarmful(proposed, input) : proposed, input);
        var recipe = new Recipe([.. items.Where(item => item.IsSelected).Select(item => item.Step)]);
        TrainingRefusedException.ThrowIfHopeless(input.Raw, recipe, input.Question);
        var development = Development(input);
        var options = Probes.Options(input.Seed, input.Cancellation);
        var before = Before(items);
        var gain = recipe.Steps.Count == before.Steps.Count ? null : new GainMeasurer(development, before, input.Question, options).Measure(recipe);
        return new CleaningOutcome
        {
            Items = items,
            Rows = input.Raw.RowCount,
            Cells = (long)input.Raw.RowCount * input.Raw.Columns.Count,
            ChangedCells = items.Where(item => item.IsSelected).Sum(item => item.Effect?.ChangedCells ?? 0),
            RemovedRows = items.Where(item => item.IsSelected).Sum(item => item.Effect?.RemovedRows ?? 0),
            Gain = gain?.AucGain,
            MeasuredRows = gain?.Rows ?? 0,
            Leakage = Leakage(items, recipe, development, input.Question, options),
            Amendment = Amendment(input, items),
        };
    }

    /// <summary>
    /// A first proposal that measurably hurts the ranking is looked through step by step, and the steps that hurt are unticked, with their figure.
    /// What a person asked for is measured and told, never unticked.
    /// </summary>
    private static IReadOnlyList<PlanItem> WithoutHarmful(IReadOnlyList<PlanItem> items, CleaningInput input)
    {
        var before = Before(items);
        var measurer = new GainMeasurer(Development(input), before, input.Question, Probes.Options(input.Seed, input.Cancellation));
        RecipeStep[] ticked = [.. items.Where(item => item.IsSelected).Select(item => item.Step)];
        if (ticked.Length == before.Steps.Count || !Hurts(measurer.Measure(new Recipe(ticked)).AucGain)) return items;
        return [.. items.Select(item =>
        {
            if (!item.IsSelected || item.Step.Scope == StepScope.TrainingRows || before.Steps.Contains(item.Step)) return item;
            var gain = measurer.Measure(before.Then(item.Step)).AucGain;
            return item with { Gain = gain, IsSelected = !Hurts(gain) };
        })];
    }

    // Smaller losses can be certain and still be worth a readable column.
    private static bool Hurts(Estimate gain) => gain.High < 0 && gain.Value <= -0.001;

    // Effects of ticked steps are measured in their order, as they will run; those of unticked ones as if they ran last.
    private static PlanItem[] WithEffects(IReadOnlyList<PlanItem> items, CleaningInput input)
    {
        var ticked = items.Where(item => item.IsSelected).ToArray();
        var effects = RecipeEffects.Measure(new Recipe([.. ticked.Select(item => item.Step)]), input.Raw, input.Question);
        var byId = ticked.Zip(effects).ToDictionary(pair => pair.First.Id, pair => pair.Second, StringComparer.Ordinal);
        return [.. items.Select(item => item with
        {
            Effect = byId.TryGetValue(item.Id, out var effect)
                ? effect
                : RecipeEffects.Measure(new Recipe([item.Step]), input.Raw, input.Question)[0],
        })];
    }

    private static Dataset Development(CleaningInput input) =>
        input.Raw.TakeRows(HoldOut.Split(input.Raw, input.Question, input.Seed).Development);

    /// <summary>
    /// What repairs are compared with. Columns set aside are so before and after, else leaving out a leak would look like damage; dates
    /// are read before and after, because read dates count only once measures are made of them, in the next step.
    /// </summary>
    private static Recipe Before(IReadOnlyList<PlanItem> items) =>
        new([.. items.Where(item => item is { IsSelected: true, Step: SetAsideColumnStep or ReadDatesStep }).Select(item => item.Step)]);

    private static LeakageFigures? Leakage(PlanItem[] items, Recipe recipe, Dataset development, ChurnQuestion question, GainOptions options)
    {
        var leaks = items.Where(item => item.Step is SetAsideColumnStep { Reason: SetAsideReason.LeakageSuspect }).ToArray();
        if (leaks.Length == 0) return null;
        var steps = leaks.Select(item => item.Step).ToHashSet();
        var with = new Recipe([.. recipe.Steps.Where(step => !steps.Contains(step))]);
        var gain = new GainMeasurer(development, with, question, options).Measure(with.Then(steps));
        return new LeakageFigures([.. leaks.Select(item => item.Step.Subject!)], gain.Before, gain.After);
    }

    private static AmendmentEffect? Amendment(CleaningInput input, IReadOnlyList<PlanItem> items)
    {
        if (input.Previous is not { } previous) return null;
        var before = previous.Items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        var changed = items.Where(item => !before.TryGetValue(item.Id, out var old) || old.Step != item.Step || old.IsSelected != item.IsSelected).ToArray();
        var contradiction = changed.Select(item => Contradictions.Find(item.Step, input.Raw, input.Profile)).FirstOrDefault(found => found is not null);
        return new AmendmentEffect([.. changed.Select(item => item.Id)], previous.Gain, input.EditReason, contradiction)
        {
            Replaced = [.. changed.Where(item => before.TryGetValue(item.Id, out var old) && old.Step != item.Step).Select(item => before[item.Id].Step)],
        };
    }
}
