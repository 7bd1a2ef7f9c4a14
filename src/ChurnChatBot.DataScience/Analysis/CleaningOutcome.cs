using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>Repairs, each with what it changed on the file, and what they do together for ranking leavers.</summary>
public sealed record CleaningOutcome : PlanOutcome
{
    /// <summary>Cells of the file, and how many of them the ticked repairs change.</summary>
    public required long Cells { get; init; }

    public required int Rows { get; init; }

    public int ChangedCells { get; init; }

    public int RemovedRows { get; init; }

    /// <summary>Columns that seem to know the outcome already, with the ranking figure with and without them; null where there is none.</summary>
    public LeakageFigures? Leakage { get; init; }

    /// <summary>What an amendment did, where this is one.</summary>
    public AmendmentEffect? Amendment { get; init; }
}

/// <param name="With">Cross-validated ROC AUC with the suspected columns.</param>
/// <param name="Without">And without.</param>
public sealed record LeakageFigures(IReadOnlyList<string> Columns, Estimate With, Estimate Without);

/// <summary>An amended plan beside the one it amends, measured on the same customers.</summary>
/// <param name="ItemIds">The items that were changed or added.</param>
/// <param name="PreviousGain">What the plan before did; to be compared with the new plan's.</param>
/// <param name="Contradiction">Rows that speak against the reason, where some do.</param>
public sealed record AmendmentEffect(IReadOnlyList<string> ItemIds, Estimate? PreviousGain, string? Reason, Contradiction? Contradiction)
{
    /// <summary>The steps that stood in the changed items' places.</summary>
    public IReadOnlyList<RecipeStep> Replaced { get; init; } = [];
}

/// <summary>"291 of these 312 have a last_purchase_date".</summary>
public sealed record Contradiction(string Column, string Witness, int Contradicting, int Rows);
