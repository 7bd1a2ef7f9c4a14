using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>What follows from a column's meaning: identifiers, constants, categories with too many levels, and how rare leaving is.</summary>
internal static class ColumnMeaningIssues
{
    private const int MostExamples = 5;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Scans)
        {
            switch (scan.Meaning)
            {
                case ColumnMeaning.Identifier:
                    yield return new DataQualityIssue(IssueKind.Identifier, scan.Name, scan.Present, IdentifierImportance(scan, context)) { Examples = Examples(scan, 3) };
                    break;
                case ColumnMeaning.Constant when scan.Present > 0 && scan.Missing <= context.Options.MostlyMissingShare * scan.Rows:
                    yield return new DataQualityIssue(IssueKind.Constant, scan.Name, scan.Present, IssueImportance.Information) { Examples = Examples(scan, 1) };
                    break;
                case ColumnMeaning.Category when scan.Distinct > context.Options.HighCardinalityLevels:
                    yield return new DataQualityIssue(IssueKind.HighCardinality, scan.Name, scan.Present, IssueImportance.Information) { Examples = Examples(scan, MostExamples), Figure = scan.Distinct };
                    break;
                case ColumnMeaning.Outcome when Imbalance(context) is { } rarer:
                    yield return new DataQualityIssue(IssueKind.ClassImbalance, scan.Name, rarer, IssueImportance.WorthAttention) { Figure = rarer / (double)scan.Present };
                    break;
            }
        }
    }

    private static IssueImportance IdentifierImportance(ColumnScan scan, ProfileContext context) =>
        scan == context.Identifier ? IssueImportance.WorthAttention : IssueImportance.Information;

    private static int? Imbalance(ProfileContext context)
    {
        var left = context.Labels.Count(label => label == 1);
        var stayed = context.Labels.Count(label => label == 0);
        var rarer = Math.Min(left, stayed);
        return rarer < context.Options.ImbalanceShare * (left + stayed) ? rarer : null;
    }

    private static string[] Examples(ColumnScan scan, int count)
    {
        if (scan.Levels is { } levels) return [.. TopCounts.Of(levels.Counts, count).Select(i => levels.Levels[i])];
        var values = scan.Values!;
        return [.. TopCounts.Of(values.Counts, count).Select(i => CellText.Of(scan.Column, values.Values[i]))];
    }
}
