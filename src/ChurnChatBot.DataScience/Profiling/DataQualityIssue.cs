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
    public ValueLimits Limits { get; init; }

    /// <summary>
    /// Of missing or blank cells: the one cell of <see cref="OtherColumn"/> that all their rows share while few others have it ("0" of
    /// tenure); the same stands first in <see cref="Examples"/>.
    /// </summary>
    public string? OtherCell { get; init; }

    /// <summary>Of dates as text: rows with a day above 12, which show whether day or month comes first.</summary>
    public int DecisiveRows { get; init; }

    /// <summary>Of dates as text: rows that could be read either way and that no other row decides.</summary>
    public int UndecidedRows { get; init; }

    /// <summary>Of numbers as text: '.' or ','.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>Of personal data: "email", "phone", "name", "address", "iban", "card_number", "national_id", "birth_date" or "ip_address".</summary>
    public string? PersonalDataKind { get; init; }

    /// <summary>Rows that <see cref="Figure"/> was computed on, where not on all.</summary>
    public int? SampledRows { get; init; }
}

/// <summary>Smallest and largest plausible value; null where there is no limit.</summary>
public readonly record struct ValueLimits(double? Low, double? High);
