namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Why a step is proposed. A closed list, so that a sentence can be made of it in any language.</summary>
public enum ReasonKind
{
    /// <summary>Evidence: "rows" in another format than ISO.</summary>
    DatesAsText,

    /// <summary>Evidence: "rows" whose text is not a plain number.</summary>
    NumbersAsText,

    /// <summary>Evidence: "rows".</summary>
    Placeholder,

    /// <summary>Evidence: "rows", "low" and "high" where there are limits.</summary>
    ImpossibleValues,

    /// <summary>Evidence: "rows", "levels" merged away.</summary>
    CategoryVariants,

    /// <summary>Evidence: "rows".</summary>
    DuplicateRows,

    /// <summary>Evidence: "rows".</summary>
    DuplicateCustomers,

    Identifier,
    Constant,

    /// <summary>Evidence: "figure", the ROC AUC of the column alone.</summary>
    LeakageSuspect,

    /// <summary>Evidence: "rows" missing, "share" of the rows.</summary>
    MostlyMissing,

    PersonalData,

    /// <summary>Evidence: "figure", the correlation with the other column.</summary>
    Redundant,

    /// <summary>Evidence: "rows", "share", "value" (the median).</summary>
    MissingNumbers,

    /// <summary>Evidence: "rows", "share".</summary>
    MissingCategories,

    /// <summary>Missing exactly where a duration is zero: nothing has happened yet, so zero is known. Evidence: "rows", "share", "value" (0).</summary>
    NotStartedYet,

    /// <summary>A person asked for it.</summary>
    ChosenByPerson,
}

/// <summary>A step with the reason for it; nothing happens before a person approves.</summary>
/// <param name="Id">See <see cref="StepId"/>.</param>
/// <param name="Selected">Whether it is ticked.</param>
/// <param name="Evidence">Figures behind the reason, by the names that <see cref="ReasonKind"/> lists.</param>
/// <param name="Why">The reason as an English sentence; names of the data stand between backticks.</param>
public sealed record StepProposal(string Id, RecipeStep Step, bool Selected, ReasonKind Reason, IReadOnlyDictionary<string, double> Evidence, string Why)
{
    /// <summary>The column that bears witness: the duration that is zero, the other one of a pair, the date that tells newer from older.</summary>
    public string? Witness { get; init; }
}
