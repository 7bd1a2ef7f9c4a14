namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Restraint: a card that warns of everything warns of nothing. Of the findings that are worth attention the most telling kinds stay,
/// each for a few columns; the others become information. Then serious ones come first, what needs a repair before what only has to
/// be known, and within that by rows touched.
/// </summary>
internal static class IssueRanking
{
    /// <summary>Kinds from the most telling to the least, for what is worth attention.</summary>
    private static readonly IssueKind[] Telling =
    [
        IssueKind.LeakageSuspect, IssueKind.MissingOutcome, IssueKind.ClassImbalance, IssueKind.DuplicateCustomers, IssueKind.DuplicateRows, IssueKind.ImpossibleValues, IssueKind.Placeholder,
        IssueKind.MixedDateFormats, IssueKind.DatesAsText, IssueKind.NumbersAsText, IssueKind.BlankCells, IssueKind.MissingValues, IssueKind.CategoryVariants, IssueKind.PersonalData,
        IssueKind.MostlyMissing,
    ];

    public static IReadOnlyList<DataQualityIssue> Rank(IEnumerable<DataQualityIssue> issues, ProfilingOptions options)
    {
        var all = issues.ToList();
        var kept = Telling.Where(kind => all.Any(issue => issue.Kind == kind && issue.Importance == IssueImportance.WorthAttention)).Take(options.AttentionKinds).ToHashSet();
        kept.Add(IssueKind.Identifier);
        var columnsOf = new Dictionary<IssueKind, int>();
        return [.. ByWeight(ByWeight(all).Select(Restrained))];

        DataQualityIssue Restrained(DataQualityIssue issue)
        {
            if (issue.Importance != IssueImportance.WorthAttention) return issue;
            var nth = columnsOf[issue.Kind] = columnsOf.GetValueOrDefault(issue.Kind) + 1;
            return kept.Contains(issue.Kind) && nth <= options.AttentionColumns ? issue : issue with { Importance = IssueImportance.Information };
        }
    }

    private static IEnumerable<DataQualityIssue> ByWeight(IEnumerable<DataQualityIssue> issues) => issues
        .OrderByDescending(issue => issue.Importance)
        .ThenBy(issue => issue.Kind is IssueKind.Identifier or IssueKind.PersonalData)
        .ThenByDescending(issue => issue.Count)
        .ThenBy(issue => issue.Kind);
}
