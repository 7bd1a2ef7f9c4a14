using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Missing cells: of the outcome, of nearly a whole column, blanks that only look filled, and the rest. Blank and empty cells of a
/// column are told apart and add up to its missing ones.
/// </summary>
internal static class MissingValueIssues
{
    private const double SeriousShareWithoutOutcome = 0.2;
    private const int LeastRowsForDifference = 10;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        var blanks = context.Readings.GroupBy(reading => reading.Column, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().BlankCells, StringComparer.Ordinal);
        foreach (var scan in context.Scans.Where(scan => scan.Missing > 0))
        {
            if (scan.Meaning == ColumnMeaning.Outcome)
            {
                yield return new DataQualityIssue(IssueKind.MissingOutcome, scan.Name, scan.Missing, OutcomeImportance(scan));
                continue;
            }

            if (scan.Missing > context.Options.MostlyMissingShare * scan.Rows)
            {
                yield return new DataQualityIssue(IssueKind.MostlyMissing, scan.Name, scan.Missing, IssueImportance.WorthAttention);
                continue;
            }

            var blank = Math.Min(blanks.GetValueOrDefault(scan.Name), scan.Missing);
            var shared = SharedCell.Of(scan, context);
            if (blank > 0) yield return WithShared(new DataQualityIssue(IssueKind.BlankCells, scan.Name, blank, IssueImportance.WorthAttention), shared);
            if (scan.Missing > blank)
                yield return WithShared(new DataQualityIssue(IssueKind.MissingValues, scan.Name, scan.Missing - blank, Importance(scan, context.Options)), shared);
        }
    }

    private static DataQualityIssue WithShared(DataQualityIssue issue, (string Column, string Cell)? shared) =>
        shared is { } cell ? issue with { OtherColumn = cell.Column, OtherCell = cell.Cell, Examples = [cell.Cell] } : issue;

    private static IssueImportance OutcomeImportance(ColumnScan scan) =>
        scan.Missing > SeriousShareWithoutOutcome * scan.Rows ? IssueImportance.Serious : IssueImportance.WorthAttention;

    private static IssueImportance Importance(ColumnScan scan, ProfilingOptions options) =>
        scan.Missing >= options.MissingShare * scan.Rows || LeaveDifferently(scan) ? IssueImportance.WorthAttention : IssueImportance.Information;

    /// <summary>Whether rows without a value leave more or less often than rows with one: the two 95 % intervals are apart.</summary>
    public static bool LeaveDifferently(ColumnScan scan)
    {
        if (WhereMissing(scan) is not { } missing || WherePresent(scan) is not { } present) return false;
        return scan.MissingLeft + scan.MissingStayed >= LeastRowsForDifference && (missing.Low > present.High || missing.High < present.Low);
    }

    public static Estimate? WhereMissing(ColumnScan scan) => Rate(scan.MissingLeft, scan.MissingStayed);

    public static Estimate? WherePresent(ColumnScan scan) => scan.Levels is { } levels
        ? Rate(levels.Left.Sum(), levels.Stayed.Sum())
        : scan.Values is { } values ? Rate(values.Left.Sum(), values.Stayed.Sum()) : null;

    private static Estimate? Rate(int left, int stayed) => left + stayed == 0 ? null : WilsonInterval.Of(left, left + stayed);
}
