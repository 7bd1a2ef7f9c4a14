using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Cells that stand for "not known": marks such as "?" and "#N/A", numbers such as −999999, and levels such as "Unknown".</summary>
internal static class PlaceholderIssues
{
    private const int MostExamples = 5;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Inputs)
        {
            if (Marks(scan, Placeholders.IsMark, IssueImportance.WorthAttention) is { } marks) yield return marks;
            if (Marks(scan, Placeholders.IsUnknownLevel, IssueImportance.Information) is { } levels) yield return levels;
            if (scan.Meaning != ColumnMeaning.Identifier && Sentinels(scan) is { } sentinels) yield return sentinels;
        }
    }

    private static DataQualityIssue? Marks(ColumnScan scan, Func<string, bool> stands, IssueImportance importance)
    {
        if (scan.Levels is not { } levels) return null;
        var met = levels.ByCount(i => stands(levels.Levels[i])).ToArray();
        return met.Length == 0
            ? null
            : new DataQualityIssue(IssueKind.Placeholder, scan.Name, met.Sum(i => levels.Counts[i]), importance) { Examples = [.. met.Take(MostExamples).Select(i => levels.Levels[i])] };
    }

    private static DataQualityIssue? Sentinels(ColumnScan scan)
    {
        if (scan.Values is not { } values || scan.Column is DateColumn || scan.Dates is not null) return null;
        var met = Sentinel.Indices(values);
        if (met.Count == 0) return null;
        return new DataQualityIssue(IssueKind.Placeholder, scan.Name, met.Sum(i => values.Counts[i]), IssueImportance.WorthAttention)
        {
            Examples = [.. met.OrderByDescending(i => values.Counts[i]).SelectMany(i => AsWritten(scan, values.Values[i])).Take(MostExamples)],
        };
    }

    /// <summary>The number as it stands in the file: "-€999999" where the column is text.</summary>
    public static IEnumerable<string> AsWritten(ColumnScan scan, double value) => scan is { Levels: { } levels, Numbers: { } numbers }
        ? levels.ByCount(i => numbers.Values[i] == value).Select(i => levels.Levels[i])
        : [CellText.Of(scan.Column, value)];
}
