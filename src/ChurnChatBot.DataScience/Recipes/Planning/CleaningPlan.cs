using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>
/// Proposed steps in the order in which they run, some of them ticked. Every edit returns a new plan and keeps that order: read,
/// treat as missing, merge, drop duplicates, set aside, fill.
/// </summary>
public sealed record CleaningPlan(IReadOnlyList<StepProposal> Proposals)
{
    // What a kind must come after: numbers are read before limits are put to them, and filled when all that is missing is known.
    private static readonly string[] Order =
    [
        "read_dates", "read_numbers", "read_category", "treat_as_missing", "tidy_text", "merge_levels", "drop_duplicates", "set_aside_column", "fill_missing",
        "limit_outliers", "group_rare_levels",
    ];

    /// <summary>The ticked steps.</summary>
    public Recipe ToRecipe() => new([.. Proposals.Where(proposal => proposal.Selected).Select(proposal => proposal.Step)]);

    /// <summary>Ticks exactly these; unknown ids are ignored.</summary>
    public CleaningPlan Select(IEnumerable<string> ids)
    {
        var ticked = ids.ToHashSet(StringComparer.Ordinal);
        return new CleaningPlan([.. Proposals.Select(proposal => proposal with { Selected = ticked.Contains(proposal.Id) })]);
    }

    /// <summary>Ticks or unticks one; an unknown id changes nothing.</summary>
    public CleaningPlan Select(string id, bool selected) =>
        new([.. Proposals.Select(proposal => proposal.Id == id ? proposal with { Selected = selected } : proposal)]);

    /// <summary>Puts a step in, ticked: in place of the one with its id, else where its kind belongs.</summary>
    public CleaningPlan WithStep(RecipeStep step, string? why = null)
    {
        var proposal = new StepProposal(StepId.Of(step), step, true, ReasonKind.ChosenByPerson, Evidence.None, why ?? Sentences.Chosen(step) + ".");
        var known = Proposals.ToList();
        var at = known.FindIndex(other => other.Id == proposal.Id);
        if (at >= 0)
        {
            known[at] = proposal;
            return new CleaningPlan(known);
        }

        var rank = Rank(step);
        at = known.FindIndex(other => Rank(other.Step) > rank);
        known.Insert(at < 0 ? known.Count : at, proposal);
        return new CleaningPlan(known);
    }

    /// <summary>Takes a proposal out altogether; to untick it, see <see cref="Select(string, bool)"/>.</summary>
    public CleaningPlan Without(string id) => new([.. Proposals.Where(proposal => proposal.Id != id)]);

    /// <summary>"fill total_spend with 0 instead": another way to fill a column, still remembering what was missing where it did.</summary>
    /// <param name="constant">Invariant text, for <see cref="FillMethod.Constant"/>.</param>
    public CleaningPlan Fill(string column, FillMethod method, string? constant = null)
    {
        var remembers = Proposals.Select(proposal => proposal.Step).OfType<FillMissingStep>().FirstOrDefault(step => step.Column == column)?.RememberMissing ?? false;
        return WithStep(new FillMissingStep(column, method, method == FillMethod.Constant ? constant : null, remembers));
    }

    /// <summary>"ages above 90 are impossible": a limit that is not named stays as it was.</summary>
    public CleaningPlan Limit(string column, double? low, double? high)
    {
        var current = Proposals.Select(proposal => proposal.Step).OfType<TreatAsMissingStep>()
            .FirstOrDefault(step => step.Column == column && (step.Low is not null || step.High is not null));
        return WithStep(new TreatAsMissingStep(column, current?.Cells ?? [], low ?? current?.Low, high ?? current?.High));
    }

    /// <summary>"treat Error in city as missing": added to the cells already treated so.</summary>
    public CleaningPlan TreatAsMissing(string column, string cell)
    {
        var current = Proposals.Select(proposal => proposal.Step).OfType<TreatAsMissingStep>()
            .FirstOrDefault(step => step.Column == column && step.Low is null && step.High is null);
        return WithStep(new TreatAsMissingStep(column, [.. (current?.Cells ?? []).Append(cell).Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>"do not use city": set aside, and so not filled either.</summary>
    public CleaningPlan SetAside(string column) =>
        WithStep(new SetAsideColumnStep(column, SetAsideReason.Chosen)).TickFill(column, false);

    /// <summary>"use the column anyway": no longer set aside, and filled where that was proposed.</summary>
    public CleaningPlan Keep(string column) =>
        new CleaningPlan([.. Proposals.Where(proposal => proposal.Step is not SetAsideColumnStep step || step.Column != column)]).TickFill(column, true);

    /// <summary>"merge NYC into New York": added to the merges of the column, in place of an earlier one of the same spelling.</summary>
    public CleaningPlan Merge(string column, string from, string into)
    {
        var current = Proposals.Select(proposal => proposal.Step).OfType<MergeLevelsStep>().FirstOrDefault(step => step.Column == column);
        return WithStep(new MergeLevelsStep(column, [.. (current?.Merges ?? []).Where(merge => merge.From != from), new LevelMerge(from, into)]));
    }

    private CleaningPlan TickFill(string column, bool selected) =>
        Select(StepId.Of(new FillMissingStep(column, FillMethod.Median)), selected);

    internal static int Rank(RecipeStep step) => Array.IndexOf(Order, step.Kind) is >= 0 and var rank ? rank : Order.Length;
}
