using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling.Targets;

namespace ChurnChatBot.DataScience.Profiling;

/// <summary>Whether a column can be the outcome: its level that means "left", or the problem; exactly one of the two is null.</summary>
public sealed record TargetCheck(string? PositiveLevel, TargetProblem? Problem)
{
    /// <summary>Rows of the rarer outcome below which nothing can be learned and tested.</summary>
    public const int LeastRowsPerClass = 10;

    private const string TwoValues = "two values, one of which means that the customer left (1 and 0, Yes and No)";

    /// <summary>Looks at a column that a person or a program named. Never throws for a name.</summary>
    /// <param name="positiveLevel">The level that a person says means "left"; null to find it by evidence.</param>
    public static TargetCheck Check(Dataset dataset, string column, string? positiveLevel = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!dataset.TryGetColumn(column, out var target))
            return Refused("no_such_column", column, "no column of this name", "a column of the file", Names(dataset));
        if (OutcomeLevels.Of(target) is not { } levels)
            return Refused("too_many_classes", column, MoreValues, TwoValues, "Choose another column, or make one that says who left.");
        if (levels.Counts.Count == 0)
            return Refused("all_missing", column, "no value in any row", TwoValues, "Fill the column, or choose another one.");
        if (levels.Counts.Count == 1)
            return Refused("one_class", column, OneValue(levels), TwoValues, "Upload a file with customers who left and customers who stayed, or choose another column.");
        if ((positiveLevel ?? levels.PositiveLevel(target.Name)) is not { } positive)
            return Refused("too_many_classes", column, Values(levels), TwoValues, "Choose another column, or say which value means that the customer left.");
        var left = levels.CountOf(positive);
        return Math.Min(left, levels.Total - left) < LeastRowsPerClass
            ? Refused("too_few_positives", column, TooFew(left, levels.Total), AtLeast, "Upload more customers, or choose another column.")
            : new TargetCheck(positive, null);
    }

    private static string MoreValues => string.Create(CultureInfo.InvariantCulture, $"more than {OutcomeLevels.Most} different values");

    private static string AtLeast => string.Create(CultureInfo.InvariantCulture, $"at least {LeastRowsPerClass} customers who left and as many who stayed");

    private static TargetCheck Refused(string kind, string column, string found, string expected, string advice) =>
        new(null, new TargetProblem(kind, column, found, expected, advice));

    private static string Names(Dataset dataset) =>
        "Choose one of: " + string.Join(", ", dataset.Columns.Take(20).Select(column => column.Name)) + (dataset.Columns.Count > 20 ? ", ..." : ".");

    private static string OneValue(OutcomeLevels levels) =>
        string.Create(CultureInfo.InvariantCulture, $"one value ({levels.Counts[0].Level}) in all {levels.Total:N0} rows that have one");

    private static string Values(OutcomeLevels levels) =>
        string.Create(CultureInfo.InvariantCulture, $"{levels.Counts.Count} different values ({string.Join(", ", levels.Counts.Take(4).Select(level => level.Level))}...)");

    private static string TooFew(int left, int total) =>
        string.Create(CultureInfo.InvariantCulture, $"{left:N0} who left and {total - left:N0} who stayed");
}
