namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Finds the delimiter by trying each: the right one tells the rows apart into one and the same number of cells that each look
/// like a value of some kind (after van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
/// patterns", 2019).
/// </summary>
internal static class CsvDialectDetector
{
    public const int SampleRows = 1000;

    private const int RowsScored = 200;

    // What counts against a delimiter that does not tell the header apart as it does the rows: "id,tags" above "1,a;b;c".
    private const double OtherHeaderWidth = 0.25;
    private const string Delimiters = ",;\t|";

    /// <param name="sample">The beginning of the text.</param>
    /// <param name="isWhole">The sample is the whole text; otherwise its last row may be cut and is not looked at.</param>
    /// <returns>The dialect and its rows, or null where no delimiter makes a table.</returns>
    public static (CsvDialect Dialect, List<SampleRow> Rows)? Detect(string sample, bool isWhole, IntakeOptions limits)
    {
        (CsvDialect Dialect, List<SampleRow> Rows)? best = null;
        var bestScore = 0.0;
        foreach (var delimiter in Delimiters)
        {
            var dialect = new CsvDialect(delimiter);
            var rows = ReadRows(sample, isWhole, dialect, limits);
            var score = Score(rows, dialect);
            if (score <= bestScore) continue;
            best = (dialect, rows);
            bestScore = score;
        }

        return best ?? DetectBlankAligned(sample, isWhole, limits);
    }

    private static (CsvDialect Dialect, List<SampleRow> Rows)? DetectBlankAligned(string sample, bool isWhole, IntakeOptions limits)
    {
        var dialect = new CsvDialect(' ', BlankAligned: true);
        var rows = ReadRows(sample, isWhole, dialect, limits);
        if (rows.Count == 0) return null;
        var width = ModalWidth(rows, out var share);
        var values = rows.SelectMany(row => row.Cells).Count(cell => NumberSyntax.IsNumber(cell) || DateSyntax.TryParse(cell, out _) || IsCode(cell));
        return width >= 2 && share >= 0.95 && values * 2 >= rows.Sum(row => row.Cells.Length) ? (dialect, rows) : null;
    }

    private static bool IsCode(string cell) => cell.Length > 0 && cell.All(char.IsAsciiDigit);

    private static List<SampleRow> ReadRows(string sample, bool isWhole, CsvDialect dialect, IntakeOptions limits)
    {
        using var reader = new CsvRecordReader(new StringReader(sample), dialect, limits);
        var rows = new List<SampleRow>();
        while (rows.Count < SampleRows && reader.Read())
        {
            if (reader.Fault == RecordFault.None && (isWhole || !reader.EndsWithText || rows.Count == 0)) rows.Add(new SampleRow(reader.Cells(), reader.Line));
        }

        return rows;
    }

    private static double Score(List<SampleRow> rows, CsvDialect dialect)
    {
        var scored = rows.Take(RowsScored).ToList();
        if (scored.Count == 0) return 0;
        var width = ModalWidth(scored, out var share);
        if (width < 2) return 0;
        var cells = scored.SelectMany(row => row.Cells).ToList();
        var clean = cells.Count(cell => LooksLikeOneValue(cell, dialect)) / (double)cells.Count;
        var headerFits = scored[0].Cells.Length == width ? 1 : OtherHeaderWidth;
        return headerFits * share * share * clean * clean * Math.Log2(width);
    }

    private static int ModalWidth(List<SampleRow> rows, out double share)
    {
        var modal = rows.GroupBy(row => row.Cells.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        share = modal.Count() / (double)rows.Count;
        return modal.Key;
    }

    private static bool LooksLikeOneValue(string cell, CsvDialect dialect)
    {
        if (NumberSyntax.IsNumber(cell, dialect.AllowsDecimalComma)) return true;
        foreach (var other in Delimiters)
        {
            // Prose has commas in it; the other delimiters rarely stand inside a value.
            if (other != dialect.Delimiter && cell.Contains(other) && !(other == ',' && cell.Contains(", ", StringComparison.Ordinal))) return false;
        }

        return true;
    }
}
