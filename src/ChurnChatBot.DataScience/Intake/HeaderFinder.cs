namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Finds the header by evidence: a header is written unlike the cells under it. Every column votes; a file of text columns only,
/// where there is no evidence, is taken to have one, because nearly all files do.
/// </summary>
internal static class HeaderFinder
{
    private const int MaxTitleRows = 20;
    private const int RowsLookedAt = 200;

    // A word above numbers says more than a number above numbers: numbers head columns at times, words hardly ever stand among numbers.
    private const double NameAboveValues = 3;

    private enum Writing
    {
        Mixed,
        Empty,
        Values,
        Words,
    }

    public static TableLayout Find(IReadOnlyList<SampleRow> rows)
    {
        var width = ModalWidth(rows);
        var titles = 0;
        while (titles < Math.Min(MaxTitleRows, rows.Count - 1) && IsTitle(rows[titles], width)) titles++;
        var first = rows[titles];
        var below = rows.Skip(titles + 1).Take(RowsLookedAt).ToArray();
        if (!IsHeader(first, below, width))
            return new TableLayout(Enumerable.Repeat("", width).ToArray(), null, first.Line, null, titles);
        var description = below.Length > 1 && IsDescription(below[0], below[1..], width) ? below[0].Line : (long?)null;
        return new TableLayout(Headers(first.Cells, below, width), first.Line, first.Line + 1, description, titles);
    }

    private static int ModalWidth(IReadOnlyList<SampleRow> rows) =>
        rows.GroupBy(row => row.Cells.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;

    // A title fills one or two cells of a wider table.
    private static bool IsTitle(SampleRow row, int width) => row.FilledCells is <= 2 and var filled && filled < Math.Max(2, width / 2.0);

    private static bool IsHeader(SampleRow first, SampleRow[] below, int width)
    {
        if (first.Cells.All(string.IsNullOrWhiteSpace)) return false;
        if (below.Length == 0) return !first.Cells.Any(IsValue);
        var score = 0.0;
        for (var column = 0; column < Math.Min(width, first.Cells.Length); column++) score += Vote(first.Cells[column], below, column);
        return score > 0 || (score == 0 && !first.Cells.Any(IsValue));
    }

    private static double Vote(string cell, SampleRow[] below, int column)
    {
        var writing = WritingOf(below, column);
        if (string.IsNullOrWhiteSpace(cell) || writing == Writing.Empty) return 0;
        if (IsYear(cell)) return 0;
        if (writing == Writing.Values) return IsValue(cell) ? -1 : IsName(cell) ? NameAboveValues : 0;
        if (IsValue(cell)) return -0.5;
        return below.Any(row => column < row.Cells.Length && row.Cells[column] == cell) ? -0.5 : 0;
    }

    // Descriptions are words where the column holds numbers or dates, in nearly every column where they say anything at all.
    private static bool IsDescription(SampleRow row, SampleRow[] below, int width)
    {
        var words = 0;
        var values = 0;
        for (var column = 0; column < Math.Min(width, row.Cells.Length); column++)
        {
            if (WritingOf(below, column) != Writing.Values || string.IsNullOrWhiteSpace(row.Cells[column])) continue;
            if (IsValue(row.Cells[column])) values++;
            else if (row.Cells[column].Count(char.IsLetter) >= 2) words++;
        }

        return words >= 2 && values * 10 <= words;
    }

    private static Writing WritingOf(SampleRow[] rows, int column)
    {
        var (values, filled) = (0, 0);
        foreach (var row in rows)
        {
            if (column >= row.Cells.Length || string.IsNullOrWhiteSpace(row.Cells[column])) continue;
            filled++;
            if (IsValue(row.Cells[column])) values++;
        }

        if (filled == 0) return Writing.Empty;
        return values >= 0.8 * filled ? Writing.Values : values == 0 ? Writing.Words : Writing.Mixed;
    }

    private static bool IsName(string cell) => cell.Any(char.IsLetter) && !Placeholder.TryFind(cell, out _);

    // Years are values and names of columns alike, so that they say nothing.
    private static bool IsYear(string cell) => cell.Trim() is { Length: 4 } year && year[..2] is ("19" or "20") && year.All(char.IsAsciiDigit);

    private static bool IsValue(string cell) =>
        NumberSyntax.IsNumber(cell, commaAllowed: true) || DateSyntax.TryParse(cell, out _) || (cell.Any(char.IsAsciiDigit) && !cell.Any(char.IsLetter));

    // One name fewer than cells: either every row ends with a delimiter, or the first column holds unnamed row labels.
    private static string[] Headers(string[] header, SampleRow[] below, int width)
    {
        if (header.Length == width - 1)
            return below.All(row => row.Cells.Length < width || row.Cells[width - 1].Length == 0) ? [.. header, ""] : ["", .. header];
        return header.Length == width + 1 && string.IsNullOrWhiteSpace(header[^1]) ? header[..^1] : header;
    }
}
