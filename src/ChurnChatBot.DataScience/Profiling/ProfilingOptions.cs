namespace ChurnChatBot.DataScience.Profiling;

/// <summary>Thresholds of the profile. The defaults are conventional ones; there is seldom a reason to change them.</summary>
public sealed record ProfilingOptions
{
    public static ProfilingOptions Default { get; } = new();

    /// <summary>More levels than this make a category hard to learn from one-hot columns.</summary>
    public int HighCardinalityLevels { get; init; } = 50;

    /// <summary>A column missing in a larger share of rows than this says little.</summary>
    public double MostlyMissingShare { get; init; } = 0.6;

    /// <summary>A single column that ranks leavers this well (ROC AUC) probably knows the answer.</summary>
    public double LeakageAuc { get; init; } = 0.98;

    /// <summary>Rows of each class needed before a single-column AUC is taken as evidence of a leak.</summary>
    public int LeakageRowsPerClass { get; init; } = 20;

    /// <summary>Absolute Pearson correlation from which two measures say the same.</summary>
    public double Correlation { get; init; } = 0.98;

    /// <summary>Correlations are computed on at most this many rows, evenly spread.</summary>
    public int CorrelationRows { get; init; } = 50_000;

    /// <summary>Correlations are computed among the first so many measures.</summary>
    public int CorrelationColumns { get; init; } = 200;

    /// <summary>Absolute skewness from which a measure is called skewed.</summary>
    public double Skewness { get; init; } = 2;

    /// <summary>A smaller share of either class than this is called imbalance.</summary>
    public double ImbalanceShare { get; init; } = 0.05;

    /// <summary>Missing in at least this share of rows is worth attention even where leaving does not depend on it.</summary>
    public double MissingShare { get; init; } = 0.05;

    /// <summary>A column is taken as the outcome unasked only with at least this score.</summary>
    public double TargetScore { get; init; } = 0.5;

    /// <summary>Kinds of finding that stay worth attention, most telling first; the others move behind Details. Serious ones always stay.</summary>
    public int AttentionKinds { get; init; } = 6;

    /// <summary>Columns that stay worth attention for one kind of finding.</summary>
    public int AttentionColumns { get; init; } = 3;

    /// <exception cref="ArgumentException">A threshold is outside its range.</exception>
    public void Validate()
    {
        Require(HighCardinalityLevels >= 2, nameof(HighCardinalityLevels), "at least 2");
        Require(MostlyMissingShare is > 0 and < 1, nameof(MostlyMissingShare), "between 0 and 1");
        Require(LeakageAuc is > 0.5 and <= 1, nameof(LeakageAuc), "above 0.5 and at most 1");
        Require(LeakageRowsPerClass >= 1, nameof(LeakageRowsPerClass), "at least 1");
        Require(Correlation is > 0 and <= 1, nameof(Correlation), "above 0 and at most 1");
        Require(CorrelationRows >= 3, nameof(CorrelationRows), "at least 3");
        Require(CorrelationColumns >= 0, nameof(CorrelationColumns), "at least 0");
        Require(Skewness > 0, nameof(Skewness), "above 0");
        Require(ImbalanceShare is > 0 and < 0.5, nameof(ImbalanceShare), "between 0 and 0.5");
        Require(MissingShare is > 0 and < 1, nameof(MissingShare), "between 0 and 1");
        Require(TargetScore is >= 0 and <= 1, nameof(TargetScore), "between 0 and 1");
        Require(AttentionKinds >= 0, nameof(AttentionKinds), "at least 0");
        Require(AttentionColumns >= 1, nameof(AttentionColumns), "at least 1");
    }

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds) throw new ArgumentException($"{name} must be {expected}.", name);
    }
}
