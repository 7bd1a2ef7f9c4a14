using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Dates and numbers that are kept as text.</summary>
internal static class TextFormatIssues
{
    private const int MostExamples = 5;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Inputs)
        {
            if (scan is { Dates: { } dates, Levels: { } levels })
            {
                foreach (var issue in OfDates(scan, dates, levels)) yield return issue;
            }
            else if (scan is { Numbers: { } numbers, Meaning: not ColumnMeaning.Identifier })
            {
                yield return OfNumbers(scan, numbers);
            }
        }
    }

    /// <summary>Of several formats it is the mixture that is worth attention, and its count the rows in the rarer ones.</summary>
    private static IEnumerable<DataQualityIssue> OfDates(ColumnScan scan, TextDates dates, LevelCounts levels)
    {
        var mixed = dates.Formats.Count > 1;
        var issue = new DataQualityIssue(IssueKind.DatesAsText, scan.Name, dates.Rows, mixed ? IssueImportance.Information : IssueImportance.WorthAttention)
        {
            Examples = Examples(levels, i => !double.IsNaN(dates.Days[i])),
            Formats = dates.Formats,
            DecisiveRows = dates.Decisive,
            UndecidedRows = dates.Undecided,
        };
        yield return issue;
        if (mixed)
            yield return issue with { Kind = IssueKind.MixedDateFormats, Count = dates.Formats.Skip(1).Sum(format => format.Count), Importance = IssueImportance.WorthAttention };
    }

    private static DataQualityIssue OfNumbers(ColumnScan scan, TextNumbers numbers) =>
        new(IssueKind.NumbersAsText, scan.Name, numbers.Rows, IssueImportance.WorthAttention)
        {
            Examples = Examples(scan.Levels!, i => !double.IsNaN(numbers.Values[i])),
            Formats = numbers.Forms,
            DecimalSign = numbers.DecimalSign,
        };

    private static string[] Examples(LevelCounts levels, Func<int, bool> isRead) =>
        [.. levels.ByCount(isRead).Take(MostExamples).Select(i => levels.Levels[i])];
}
