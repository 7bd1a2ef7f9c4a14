using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Each customer once. One step does it: where customers have names, equal rows have equal names too.</summary>
internal static class DuplicateRules
{
    private static readonly string[] NewnessWords = ["last", "recent", "update", "modified", "snapshot", "latest"];

    public static void Apply(PlanDraft draft)
    {
        var customers = draft.Profile.Issues.FirstOrDefault(issue => issue.Kind == IssueKind.DuplicateCustomers);
        var rows = draft.Profile.Issues.FirstOrDefault(issue => issue.Kind == IssueKind.DuplicateRows);
        if (customers is not null && (customers.Column ?? draft.Identifier) is { } identifier && draft.Current.Contains(identifier)) Customers(draft, identifier);
        else if (rows is not null) Rows(draft);
    }

    private static void Customers(PlanDraft draft, string identifier)
    {
        var newest = Newest(draft.Current);
        var step = new DropDuplicatesStep(identifier, newest);
        var removed = Removed(draft, step);
        if (removed == 0) return;
        var kept = newest is null ? "the last row of each in the file is kept" : $"the row with the latest {Sentences.Data(newest)} is kept";
        draft.Add(
            step,
            ReasonKind.DuplicateCustomers,
            Evidence.Of(("rows", removed)),
            $"{Sentences.Data(identifier)} appears more than once for some customers ({Sentences.Count(removed, "row")} too many); {kept}",
            witness: newest);
    }

    private static void Rows(PlanDraft draft)
    {
        var step = new DropDuplicatesStep();
        var removed = Removed(draft, step);
        if (removed == 0) return;
        draft.Add(
            step,
            ReasonKind.DuplicateRows,
            Evidence.Of(("rows", removed)),
            $"{Sentences.Count(removed, "row")} repeat another row in every column; a model would be tested on what it has learned from");
    }

    private static int Removed(PlanDraft draft, DropDuplicatesStep step) =>
        draft.After(step) is { } after ? draft.Current.RowCount - after.RowCount : 0;

    // A date whose name speaks of the latest state, else the date that reaches furthest.
    private static string? Newest(Dataset dataset)
    {
        DateColumn[] dates = [.. dataset.Columns.OfType<DateColumn>().Where(column => column.MissingCount() < column.Length)];
        return (dates.FirstOrDefault(column => NewnessWords.Any(word => column.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            ?? dates.MaxBy(column => Latest(column)))?.Name;
    }

    private static long Latest(DateColumn column)
    {
        var latest = long.MinValue;
        foreach (var ticks in column.Ticks) latest = Math.Max(latest, ticks);
        return latest;
    }
}
