using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Far-out values (Tukey's outer fences, three interquartile ranges beyond the quartiles) and lopsided measures; both are information.</summary>
internal static class DistributionIssues
{
    private const int MostExamples = 5;
    private const double OuterFence = 3;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Of(ColumnMeaning.Measure))
        {
            if (scan.Values is not { Distinct: > 2 } values) continue;
            if (Outliers(scan, values) is { } outliers) yield return outliers;
            var skewness = NumericSummaries.Of(values)!.Skewness;
            if (Math.Abs(skewness) > context.Options.Skewness)
                yield return new DataQualityIssue(IssueKind.Skewed, scan.Name, values.Total, IssueImportance.Information) { Figure = skewness };
        }
    }

    private static DataQualityIssue? Outliers(ColumnScan scan, ValueCounts values)
    {
        var (quartile1, quartile3) = (NumericSummaries.Quantile(values, 0.25), NumericSummaries.Quantile(values, 0.75));
        var range = quartile3 - quartile1;
        var (low, high) = (quartile1 - (OuterFence * range), quartile3 + (OuterFence * range));
        if (!(range > 0)) return null;
        var outside = Enumerable.Range(0, values.Distinct).Where(i => values.Values[i] < low || values.Values[i] > high).Except(Sentinel.Indices(values)).ToArray();
        if (outside.Length == 0) return null;
        return new DataQualityIssue(IssueKind.Outliers, scan.Name, outside.Sum(i => values.Counts[i]), IssueImportance.Information)
        {
            Examples = [.. outside.OrderByDescending(i => values.Counts[i]).ThenByDescending(i => Math.Abs(values.Values[i])).Take(MostExamples).Select(i => CellText.Of(scan.Column, values.Values[i]))],
            Limits = new ValueLimits(low, high),
        };
    }
}
