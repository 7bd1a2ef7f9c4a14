using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>One step of a proposal, as a person ticks it.</summary>
/// <param name="Id">Stable while the proposal is amended: a card's checkbox carries it.</param>
/// <param name="Name">What it makes or repairs, in the data's names.</param>
/// <param name="Why">The reason, as a sentence; a name of the data stands between backticks.</param>
public sealed record PlanItem(string Id, string Name, RecipeStep Step, bool IsSelected, string Why)
{
    /// <summary>What the step changed on the file.</summary>
    public StepEffect? Effect { get; init; }

    /// <summary>Difference in ROC AUC that the step makes on customers it was not fitted on, where it was measured alone.</summary>
    public Estimate? Gain { get; init; }

    /// <summary>The reason a person gave for it.</summary>
    public string? Remark { get; init; }
}

/// <summary>A proposal of steps, measured.</summary>
public abstract record PlanOutcome
{
    public required IReadOnlyList<PlanItem> Items { get; init; }

    /// <summary>Difference in ROC AUC that the ticked steps make together, paired on the same customers; null where nothing is ticked.</summary>
    public Estimate? Gain { get; init; }

    /// <summary>How many rows the differences were measured on.</summary>
    public int MeasuredRows { get; init; }

    /// <summary>The steps of the ticked items, in order; with <paramref name="selected"/>, of those items instead.</summary>
    public Recipe RecipeOf(IReadOnlyCollection<string>? selected = null) =>
        new([.. Items.Where(item => selected?.Contains(item.Id) ?? item.IsSelected).Select(item => item.Step)]);
}
