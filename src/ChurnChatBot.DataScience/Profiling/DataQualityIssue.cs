namespace ChurnChatBot.DataScience.Profiling;

/// <summary>The closed list of what the profiler looks for; written in snake_case outside the program.</summary>
public enum IssueKind
{
    MissingValues,
    BlankCells,
    Placeholder,
    DatesAsText,
    MixedDateFormats,
    NumbersAsText,
    ImpossibleValues,
    Outliers,
    DuplicateRows,
    DuplicateCustomers,
    Identifier,
    Constant,
    HighCardinality,
    CategoryVariants,
    Skewed,
    Correlated,
    LeakageSuspect,
    PersonalData,
    ClassImbalance,
    MissingOutcome,
    MostlyMissing,
}

public enum IssueImportance
{
    Information,
    WorthAttention,
    Serious,
}

/// <summary>One finding with its count and examples; the sentence about it is made by the bot's writers.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Column">Where; null for findings about whole rows.</param>
/// <param name="Count">Rows (or cells, which is the same within a column) it touches.</param>
/// <param name="Importance">Whether it belongs on the card or behind Details.</param>
public sealed record DataQualityIssue(IssueKind Kind, string? Column, int Count, IssueImportance Importance)
{
    /// <summary>Cells as they stand in the file, commonest first, at most five: "-1", "0", "142".</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The other column it is about (of a correlated pair).</summary>
    public string? OtherColumn { get; init; }

    /// <summary>The figure behind it where there is one: single-column AUC of a leakage suspect, |r| of a correlation, skewness.</summary>
    public double? Figure { get; init; }

    /// <summary>Groups of cells that mean one thing, for <see cref="IssueKind.CategoryVariants"/>: each list starts with the commonest.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Variants { get; init; } = [];

    /// <summary>Date formats met with their counts, for dates kept as text.</summary>
    public IReadOnlyList<LevelCount> Formats { get; init; } = [];

    /// <summary>Plausible limits used, for <see cref="IssueKind.ImpossibleValues"/> and <see cref="IssueKind.Outliers"/>.</summary>
    public (double? Low, double? High) Limits { get; init; }
}
