using System.Buffers;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>How a dataset is written as CSV.</summary>
public sealed record CsvWriterOptions
{
    /// <summary>
    /// Puts an apostrophe before cells that a spreadsheet would run as a formula (they begin with = + - @, or a tab or line end).
    /// On for files that people open; off where the file is to be read back exactly as it was.
    /// </summary>
    public bool EscapeFormulas { get; init; } = true;

    public char Delimiter { get; init; } = ',';

    /// <exception cref="ArgumentOutOfRangeException">The delimiter cannot separate.</exception>
    public void Validate()
    {
        if (Delimiter is not (',' or ';' or '\t' or '|')) throw new ArgumentOutOfRangeException(nameof(Delimiter), Delimiter, "Must be a comma, semicolon, tab or vertical bar.");
    }
}

/// <summary>
/// Writes a dataset as CSV (RFC 4180) with line ends of one LF, in invariant text whatever the culture, so that reading it gives
/// the same cells again. A missing cell is empty; a row of nothing but missing cells begins with "", lest it look like no row.
/// </summary>
public static class CsvWriter
{
    public static void Write(Dataset dataset, TextWriter writer, CsvWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= new CsvWriterOptions();
        options.Validate();
        var special = SearchValues.Create([options.Delimiter, '"', '\r', '\n']);
        var columns = dataset.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0) writer.Write(options.Delimiter);
            WriteCell(writer, columns[i].Name, special, options.EscapeFormulas);
        }

        writer.Write('\n');
        for (var row = 0; row < dataset.RowCount; row++) WriteRow(writer, dataset, row, special, options);
    }

    private static void WriteRow(TextWriter writer, Dataset dataset, int row, SearchValues<char> special, CsvWriterOptions options)
    {
        var columns = dataset.Columns;
        var isBlank = true;
        for (var i = 0; i < columns.Count; i++) isBlank &= columns[i].IsMissing(row);
        if (isBlank) writer.Write("\"\"");
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0) writer.Write(options.Delimiter);
            if (columns[i].Format(row) is { } cell) WriteCell(writer, cell, special, options.EscapeFormulas && columns[i].Kind is ColumnKind.Text or ColumnKind.Categorical);
        }

        writer.Write('\n');
    }

    private static void WriteCell(TextWriter writer, string cell, SearchValues<char> special, bool escapeFormulas)
    {
        var isFormula = escapeFormulas && cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' && !NumberSyntax.IsNumber(cell);
        var isQuoted = cell.AsSpan().ContainsAny(special) || cell.StartsWith(' ') || cell.EndsWith(' ');
        if (isQuoted) writer.Write('"');
        if (isFormula) writer.Write('\'');
        writer.Write(isQuoted ? cell.Replace("\"", "\"\"", StringComparison.Ordinal) : cell);
        if (isQuoted) writer.Write('"');
    }
}
