using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Numbers outside what their column's name allows, and days that do not exist or lie outside 1900 to 2100. Where many rows break
/// a limit, the name was misunderstood and nothing is said.
/// </summary>
internal static class ImpossibleValueIssues
{
    private const double MostRows = 0.05;
    private const int MostExamples = 5;
    private static readonly double FirstDay = (new DateTime(1900, 1, 1) - DateTime.UnixEpoch).TotalDays;
    private static readonly double LastDay = (new DateTime(2100, 12, 31) - DateTime.UnixEpoch).TotalDays;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Of(ColumnMeaning.Measure, ColumnMeaning.Date, ColumnMeaning.Category))
        {
            var issue = scan.Meaning == ColumnMeaning.Date ? OfDates(scan) : OfNumbers(scan);
            if (issue is not null) yield return issue;
        }
    }

    private static DataQualityIssue? OfNumbers(ColumnScan scan)
    {
        if (scan.Values is not { } values) return null;
        var limits = PlausibleLimits.Of(scan.Words);
        if (limits is (null, null)) return null;
        var sentinels = Sentinel.Indices(values).ToHashSet();
        var outside = Enumerable.Range(0, values.Distinct).Where(i => (values.Values[i] < limits.Low || values.Values[i] > limits.High) && !sentinels.Contains(i)).ToArray();
        var rows = outside.Sum(i => values.Counts[i]);
        if (rows == 0 || rows > MostRows * values.Total) return null;
        return new DataQualityIssue(IssueKind.ImpossibleValues, scan.Name, rows, IssueImportance.WorthAttention)
        {
            Examples = [.. outside.OrderByDescending(i => values.Counts[i]).SelectMany(i => PlaceholderIssues.AsWritten(scan, values.Values[i])).Take(MostExamples)],
            Limits = limits,
        };
    }

    private static DataQualityIssue? OfDates(ColumnScan scan)
    {
        var (rows, examples) = scan is { Dates: { } dates, Levels: { } levels } ? OfTexts(dates, levels) : OfDays(scan.Values!, scan.Column);
        return rows == 0 || rows > MostRows * scan.Present
            ? null
            : new DataQualityIssue(IssueKind.ImpossibleValues, scan.Name, rows, IssueImportance.WorthAttention) { Examples = [.. examples.Take(MostExamples)] };
    }

    private static (int Rows, IEnumerable<string> Examples) OfTexts(TextDates dates, LevelCounts levels)
    {
        var outside = dates.NoSuchDay.Concat(levels.ByCount(i => IsOutside(dates.Days[i]))).OrderByDescending(i => levels.Counts[i]).ToArray();
        return (outside.Sum(i => levels.Counts[i]), outside.Select(i => levels.Levels[i]));
    }

    private static (int Rows, IEnumerable<string> Examples) OfDays(ValueCounts values, Column column)
    {
        var outside = Enumerable.Range(0, values.Distinct).Where(i => IsOutside(values.Values[i])).ToArray();
        return (outside.Sum(i => values.Counts[i]), outside.Select(i => CellText.Of(column, values.Values[i])));
    }

    private static bool IsOutside(double day) => day < FirstDay || day > LastDay;
}
