using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Which date formats a column of text is written in, found by reading it: whatever reads most of what is left comes next.</summary>
/// <param name="Formats">In the order to try; ISO needs no mention.</param>
/// <param name="OtherThanIso">Rows read by <paramref name="Formats"/>.</param>
/// <param name="Unreadable">Rows with a cell that no format reads.</param>
/// <param name="IsAmbiguous">Whether day and month could as well be the other way round in every row.</param>
internal sealed record DateFormats(ValueList<string> Formats, int OtherThanIso, int Unreadable, bool IsAmbiguous)
{
    // Day first before month first: where nothing in the file decides, most of the world writes so.
    private static readonly string[] Known =
    [
        "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "MM-dd-yyyy", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "dd MMM yyyy", "dd-MMM-yyyy", "MMM dd, yyyy",
        "MMM dd yyyy", "MMMM dd, yyyy", "dd MMMM yyyy", "dd.MM.yyyy HH:mm", "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "dd.MM.yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss",
        "MM/dd/yyyy HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "dd.MM.yy", "dd/MM/yy", "MM/dd/yy",
    ];

    /// <param name="suggested">Formats as the profile names them; two readings may stand in one, "dd/MM/yyyy or MM/dd/yyyy".</param>
    public static DateFormats Of(Column column, IEnumerable<string> suggested)
    {
        var left = Cells.Count(column);
        Remove(left, "", column.Name);
        string[] candidates = [.. suggested.SelectMany(format => format.Split(" or ")).Concat(Known).Distinct(StringComparer.Ordinal)];
        var formats = new List<string>();
        var others = 0;
        var ambiguous = false;
        while (left.Count > 0 && formats.Count < 6)
        {
            var best = candidates.Select(format => (Format: format, Read: Readable(left, format, column.Name))).MaxBy(candidate => candidate.Read.Sum(cell => left[cell]));
            if (best.Read is not { Count: > 0 }) break;
            ambiguous |= Swapped(best.Format) is { } swapped && Readable(left, swapped, column.Name).Count == best.Read.Count;
            formats.Add(best.Format);
            others += best.Read.Sum(cell => left[cell]);
            foreach (var cell in best.Read) left.Remove(cell);
        }

        return new DateFormats([.. formats], others, left.Values.Sum(), ambiguous);
    }

    private static string? Swapped(string format) =>
        format.StartsWith("dd/MM", StringComparison.Ordinal) ? "MM/dd" + format[5..]
        : format.StartsWith("MM/dd", StringComparison.Ordinal) ? "dd/MM" + format[5..]
        : format.StartsWith("dd-MM", StringComparison.Ordinal) ? "MM-dd" + format[5..]
        : format.StartsWith("MM-dd", StringComparison.Ordinal) ? "dd-MM" + format[5..]
        : null;

    private static void Remove(Dictionary<string, int> cells, string format, string name)
    {
        foreach (var cell in Readable(cells, format, name)) cells.Remove(cell);
    }

    private static List<string> Readable(Dictionary<string, int> cells, string format, string name)
    {
        string[] distinct = [.. cells.Keys];
        var read = (DateColumn)new ReadDatesStep(name, format.Length == 0 ? [] : [format])
            .Transform(new Dataset("dates", [new TextColumn(name, distinct)])).Columns[0];
        var readable = new List<string>();
        for (var row = 0; row < distinct.Length; row++)
        {
            if (!read.IsMissing(row)) readable.Add(distinct[row]);
        }

        return readable;
    }
}
