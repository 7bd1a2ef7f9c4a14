namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Columns that rank leavers almost perfectly alone. Honest columns do not: they were written before the customer left, and this
/// one probably after. A second column with the outcome under another name is found the same way.
/// </summary>
internal static class LeakageIssues
{
    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        var left = context.Labels.Count(label => label == 1);
        var stayed = context.Labels.Count(label => label == 0);
        if (Math.Min(left, stayed) < context.Options.LeakageRowsPerClass) yield break;
        foreach (var scan in context.Inputs.Where(scan => scan.Meaning != ColumnMeaning.Identifier && scan.Auc >= context.Options.LeakageAuc))
            yield return new DataQualityIssue(IssueKind.LeakageSuspect, scan.Name, scan.Present, IssueImportance.Serious) { Figure = scan.Auc };
    }
}
