using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Cells that stand for "not known", and values that cannot be, are treated as missing before anything is learned from them.</summary>
internal static class MissingCellRules
{
    public static void Apply(PlanDraft draft)
    {
        foreach (var (issue, column) in draft.Findings(IssueKind.Placeholder)) Placeholders(draft, column, issue);
        foreach (var (issue, column) in draft.Findings(IssueKind.ImpossibleValues))
        {
            if (column is NumericColumn) Impossible(draft, column, issue);
        }
    }

    private static void Placeholders(PlanDraft draft, Column column, DataQualityIssue issue)
    {
        // Once text was read as numbers, only placeholders that are numbers are left in it. A category that says "Unknown" already
        // says what filling would make of it.
        string[] cells = [.. issue.Examples.Where(cell => column is NumericColumn ? Cells.TryNumber(cell, out _) : cell != FillMissingStep.UnknownLevel)];
        if (cells.Length == 0) return;
        var step = new TreatAsMissingStep(column.Name, [.. cells]);
        var rows = Newly(draft, step, column);
        if (rows == 0) return;
        draft.Add(step, ReasonKind.Placeholder, Evidence.Of(("rows", rows)), $"{Sentences.Cells(cells)} in {Sentences.Data(column.Name)} stands for not known ({Sentences.Count(rows, "row")})");
    }

    private static void Impossible(PlanDraft draft, Column column, DataQualityIssue issue)
    {
        var (low, high) = issue.Limits;
        var step = low is null && high is null
            ? new TreatAsMissingStep(column.Name, [.. issue.Examples])
            : new TreatAsMissingStep(column.Name, [], low, high);
        var rows = Newly(draft, step, column);
        if (rows == 0) return;
        var examples = issue.Examples.Count > 0 ? $": {Sentences.Cells(issue.Examples.Take(3))}" : "";
        draft.Add(
            step,
            ReasonKind.ImpossibleValues,
            Evidence.Of(("rows", rows), ("low", low), ("high", high)),
            $"{Sentences.Data(column.Name)} {Sentences.Outside(low, high)} cannot be ({Sentences.Count(rows, "row")}{examples}), so it counts as not known");
    }

    private static int Newly(PlanDraft draft, TreatAsMissingStep step, Column column) =>
        draft.After(step) is { } after ? after[column.Name].MissingCount() - column.MissingCount() : 0;
}
