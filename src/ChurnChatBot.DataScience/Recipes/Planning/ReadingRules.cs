using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Dates and numbers kept as text are read first: nothing else about them can be known before.</summary>
internal static class ReadingRules
{
    public static void Apply(PlanDraft draft)
    {
        foreach (var (issue, column) in draft.Findings(IssueKind.DatesAsText, IssueKind.MixedDateFormats))
        {
            if (column is not DateColumn) ReadDates(draft, column, issue);
        }

        foreach (var (_, column) in draft.Findings(IssueKind.NumbersAsText))
        {
            if (Cells.AreWords(column)) ReadNumbers(draft, column);
        }
    }

    private static void ReadDates(PlanDraft draft, Column column, DataQualityIssue issue)
    {
        var formats = DateFormats.Of(column, issue.Formats.OrderByDescending(format => format.Count).Select(format => format.Level));
        var present = column.Length - column.MissingCount();
        var name = Sentences.Data(column.Name);
        var how = (formats.Formats.Count, present - formats.OtherThanIso - formats.Unreadable) switch
        {
            (0, _) => $"{name} holds dates kept as text",
            (1, 0) => $"{name} holds dates kept as text, written as {Sentences.Cells(formats.Formats)}",
            _ => $"{name} holds dates kept as text in several formats ({Sentences.Count(formats.OtherThanIso, "row")} written as {Sentences.Cells(formats.Formats)})",
        };
        if (formats.IsAmbiguous) how += "; no row says which of day and month comes first, and the first format is an assumption";
        if (formats.Unreadable > 0) how += $"; {Sentences.Count(formats.Unreadable, "cell")} that no format reads become missing";
        draft.Add(
            new ReadDatesStep(column.Name, formats.Formats),
            ReasonKind.DatesAsText,
            Evidence.Of(("rows", formats.OtherThanIso), ("unreadable", formats.Unreadable), ("ambiguous", formats.IsAmbiguous ? 1 : 0)),
            how);
    }

    private static void ReadNumbers(PlanDraft draft, Column column)
    {
        var counts = Cells.Count(column);
        var sign = Readable(counts, ',') > Readable(counts, '.') ? ',' : '.';
        var unreadable = counts.Where(cell => double.IsNaN(ReadNumbersStep.Read(cell.Key, sign)))
            .OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Key, StringComparer.Ordinal).ToArray();
        var lost = unreadable.Sum(cell => cell.Value);
        var why = $"{Sentences.Data(column.Name)} holds numbers kept as text ({Sentences.Count(counts.Values.Sum() - lost, "row")})";
        if (sign == ',') why += ", with a comma as decimal sign";
        if (lost > 0) why += $"; what is no number ({Sentences.Cells(unreadable.Take(3).Select(cell => cell.Key))}, {Sentences.Count(lost, "row")}) becomes missing";
        draft.Add(new ReadNumbersStep(column.Name, sign), ReasonKind.NumbersAsText, Evidence.Of(("rows", counts.Values.Sum() - lost), ("unreadable", lost)), why);
    }

    private static int Readable(Dictionary<string, int> cells, char sign) =>
        cells.Where(cell => !double.IsNaN(ReadNumbersStep.Read(cell.Key, sign))).Sum(cell => cell.Value);
}
