using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Profiling;

/// <summary>What a file holds, measured once and never guessed later: the evidence for every proposal.</summary>
public sealed record DatasetProfile
{
    public required string Name { get; init; }

    public required int Rows { get; init; }

    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>Columns that could be the outcome, likeliest first; the question is taken from the first unless a person chose another.</summary>
    public required IReadOnlyList<TargetCandidate> TargetCandidates { get; init; }

    /// <summary>Null where no column can be the outcome.</summary>
    public ChurnQuestion? Question { get; init; }

    /// <summary>Why there is no <see cref="Question"/>; null where there is one.</summary>
    public TargetProblem? TargetProblem { get; init; }

    /// <summary>Share of rows with an outcome that left, [0, 1], with a Wilson interval.</summary>
    public Estimate? ChurnRate { get; init; }

    /// <summary>What is worth a person's attention, most important first.</summary>
    public required IReadOnlyList<DataQualityIssue> Issues { get; init; }
}

/// <param name="Column">The column.</param>
/// <param name="PositiveLevel">Its cell that means "left".</param>
/// <param name="Score">How likely it is the outcome, [0, 1].</param>
/// <param name="Reason">Why, in words: "named like an outcome and has two values".</param>
public sealed record TargetCandidate(string Column, string PositiveLevel, double Score, string Reason);

public enum ColumnMeaning
{
    Measure,
    Category,
    Flag,
    Date,
    Identifier,
    Outcome,
    FreeText,
    Constant,
}

public sealed record ColumnProfile
{
    public required string Name { get; init; }

    public required ColumnKind Kind { get; init; }

    public required ColumnMeaning Meaning { get; init; }

    public required int Missing { get; init; }

    public required int Distinct { get; init; }

    /// <summary>Commonest cells with their counts, at most ten.</summary>
    public IReadOnlyList<LevelCount> Commonest { get; init; } = [];

    /// <summary>For numbers, and for dates in days since 1970-01-01; also for text that mostly reads as one of the two.</summary>
    public NumericSummary? Numbers { get; init; }

    /// <summary>Churn rate among rows where the cell is missing, with a Wilson interval; null where none is missing or there is no outcome.</summary>
    public Estimate? ChurnRateWhereMissing { get; init; }

    /// <summary>Churn rate among the other rows; null where <see cref="ChurnRateWhereMissing"/> is, or none is present.</summary>
    public Estimate? ChurnRateWherePresent { get; init; }

    /// <summary>
    /// How well the column alone ranks leavers, ROC AUC in [0.5, 1], numbers taken both ways round, categories by out-of-fold
    /// churn rate; null where there is no outcome.
    /// </summary>
    public double? SingleColumnAuc { get; init; }
}

public sealed record LevelCount(string Level, int Count);

/// <summary>Quartiles by linear interpolation between order statistics (type 7); moments of the present values.</summary>
public sealed record NumericSummary(double Minimum, double Quartile1, double Median, double Quartile3, double Maximum, double Mean, double StandardDeviation, double Skewness)
{
    /// <summary>Twenty equal bins from minimum to maximum.</summary>
    public IReadOnlyList<int> Histogram { get; init; } = [];
}
