using System.Globalization;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// Everything intake has to say about a file, in one place so that it is said in one voice: what was found, where, what was
/// expected, what to do. The parts are plain fragments; whoever shows them makes the sentence.
/// </summary>
internal static class IntakeProblems
{
    private static readonly IntakePlace WholeFile = new();

    private const string TableExpected = "a table with a header row, at least 2 columns and at least 1 row of data";
    private const string UploadTable = "Upload a CSV or Excel (.xlsx) file with one customer or transaction a row.";

    public static IntakeProblem EmptyFile() => Refused("empty_file", "an empty file (0 bytes)", TableExpected, "Check that the export has finished and upload the file again.");

    public static IntakeProblem NoText() => Refused("empty_file", "a file of blanks only", TableExpected, "Check the export and upload the file again.");

    public static IntakeProblem NoRows(int columns, IntakePlace place) =>
        Refused("no_rows", $"a header of {Count(columns, "column")} and no row of data", "at least 1 row of data under the header", "Check that the export was not filtered to nothing.") with { Place = place };

    public static IntakeProblem OneColumn(IntakePlace place) =>
        Refused("one_column", "1 column", "at least 2 columns, separated by comma, semicolon, tab or vertical bar", "If your file uses another separator, export it again with commas.") with { Place = place };

    public static IntakeProblem NotATable(string found) => Refused("not_a_table", found, TableExpected, UploadTable);

    public static IntakeProblem TooLarge(long max) =>
        Refused("file_too_large", $"more than {Bytes(max)}", $"at most {Bytes(max)}", "Upload the customers' rows only, or a sample of them.");

    public static IntakeProblem TooManyColumns(int columns, int max, IntakePlace place) =>
        Refused("too_many_columns", Count(columns, "column"), $"at most {Count(max, "column")}", "Keep the columns that describe customers; a table turned on its side has to be turned back.") with { Place = place };

    public static IntakeProblem TooManyRows(int max, IntakePlace place) =>
        Refused("too_many_rows", $"more than {Count(max, "row")}", $"at most {Count(max, "row")}", "Upload a sample, or one row a customer.") with { Place = place };

    public static IntakeProblem MostRowsSetAside(int aside, int rows, IntakeProblem first) =>
        Refused("most_rows_set_aside", $"{Number(aside)} of {Count(rows, "row")} that cannot be read; the first: {first.Found}; expected {first.Expected}", "rows of one width with closed quotes", first.Advice) with { Place = first.Place, Count = aside };

    public static IntakeProblem NoSuchSheet(string sheet, IEnumerable<string> sheets) =>
        Refused("no_such_sheet", $"no sheet \"{sheet}\"", $"one of: {string.Join(", ", sheets.Select(name => $"\"{name}\""))}", "Choose one of these sheets.");

    public static IntakeProblem EmptyWorkbook() =>
        Refused("no_data_in_sheets", "no sheet with a table", TableExpected, "Check that the data are in cells of a sheet, not in a picture, chart or pivot cache.");

    public static IntakeProblem Truncated(string format) =>
        Refused("truncated_file", $"{format} that breaks off or is damaged", "a complete file", "Upload it again; if it still fails, open it in Excel and save it anew or as CSV.");

    public static IntakeProblem Encrypted() =>
        Refused("encrypted_file", "a workbook locked with a password", "a workbook without a password", "Save a copy without the password (File, Info, Protect Workbook) and upload that.");

    public static IntakeProblem UnpacksTooLarge(string found, string expected) =>
        Refused("unpacks_too_large", found, expected, "Save the data as CSV and upload that.");

    public static IntakeProblem ArchiveOfMany(int files) =>
        Refused("archive_of_many", $"an archive of {Count(files, "file")}", "an archive of one table", "Upload the tables one by one.");

    public static IntakeProblem NestedArchive() =>
        Refused("archive_of_many", "an archive within an archive", "an archive of one table", "Unpack it and upload the table itself.");

    public static IntakeProblem BadJson(string found, long? line) =>
        Refused("not_a_table", found, "an array of flat objects, or one flat object a line", "Export the table as CSV, or as JSON lines.") with { Place = new IntakePlace(Line: line) };

    public static IntakeProblem OtherWidth(RecordSource row, TableLayout layout)
    {
        var advice = row.SpansLines
            ? "A quote that opens in this line seems not to close; put \"\" for a quote inside a cell."
            : row.FieldCount > layout.Headers.Length
                ? "A cell that contains the separator has to stand in quotes."
                : "Check whether a line end stands inside a cell, or cells are missing at the end.";
        return Aside("row_has_other_width", row, Count(row.FieldCount, "value"), $"{Count(layout.Headers.Length, "value")}{(layout.HeaderLine is null ? ", as in most rows" : ", as in the header")}", advice);
    }

    public static IntakeProblem Malformed(RecordSource row, TableLayout layout, int maxLength)
    {
        var column = row.FaultField < layout.Headers.Length ? HeaderNames.Clean(layout.Headers[row.FaultField]) : "";
        var where = column.Length > 0 ? $"`{column}`" : $"value {Number(row.FaultField + 1)}";
        var (kind, found, expected, advice) = row.Fault switch
        {
            RecordFault.UnclosedQuote => ("unclosed_quote", "an opening quote without a closing one", "quotes in pairs", $"An unclosed quote starts in {where}; close it, or take it away."),
            RecordFault.TextAfterQuote => ("unclosed_quote", "text after a closing quote", "quotes in pairs around a whole value", $"A quote in {where} is not closed, or stands inside the value; write it as two (\"\")."),
            RecordFault.FieldTooLong => ("field_too_long", $"a value of more than {Count(maxLength, "character")}", $"at most {Count(maxLength, "character")} a value", $"Shorten {where}, or leave the column out of the export."),
            RecordFault.NotAnObject => ("not_an_object", "text that is no JSON object", "one flat object a line", "Export the rows again as JSON lines, or as CSV."),
            _ => ("row_too_long", "a row that is too long", "rows of ordinary length", "Check that the file has line ends."),
        };
        return Aside(kind, row, found, expected, advice) with { Place = new IntakePlace(Line: row.Line, Column: column.Length > 0 ? column : null) };
    }

    public static IntakeProblem DescriptionRow(long line) =>
        new(IntakeSeverity.RowsSetAside, "description_row", new IntakePlace(Line: line), "a row that describes the columns", "data", "It is kept aside; nothing needs to be done.");

    public static IntakeProblem TitleRows(int rows, long tableLine) =>
        Note("rows_above_table", $"{Count(rows, "row")} above the table", "the header in the first row", "They are kept out; nothing needs to be done.", new IntakePlace(Line: tableLine)) with { Count = rows };

    public static IntakeProblem NoHeader(long line) =>
        Note("no_header", "data in the first row", "a header with names", "The columns are called `column_1`, `column_2` and so on; upload the file with a header to name them.", new IntakePlace(Line: line));

    public static IntakeProblem UnnamedColumn(int position, string name, long? line) =>
        Note("unnamed_column", $"no name above column {Number(position + 1)}", "a name", $"It is called `{name}`.", new IntakePlace(Line: line, Column: name));

    public static IntakeProblem EmptyColumns(int columns, long? line) =>
        Note("empty_column", $"{Count(columns, "column")} with neither name nor values", "columns with values", "Left out; nothing needs to be done.", new IntakePlace(Line: line)) with { Count = columns };

    public static IntakeProblem DuplicateHeader(string name, string renamed, long? line) =>
        Note("duplicate_header", $"the name `{name}` more than once", "each name once", $"This one is called `{renamed}`.", new IntakePlace(Line: line, Column: renamed));

    public static IntakeProblem NonFiniteNumbers(string column, int cells, long line) =>
        Note("non_finite_number", $"{Count(cells, "value")} written as NaN or infinite", "finite numbers", "They are read as missing.", new IntakePlace(Line: line, Column: column)) with { Count = cells };

    public static IntakeProblem ImpossibleDate(string column, DateEvidence dates) =>
        Note("impossible_date", $"{Count(dates.ImpossibleCells, "date")} that no calendar has, first {dates.FirstImpossible}", "days that exist", "The column is kept as text; a cleaning step can set these to missing.", new IntakePlace(Line: dates.FirstImpossibleLine > 0 ? dates.FirstImpossibleLine : null, Column: column)) with { Count = dates.ImpossibleCells };

    public static IntakeProblem MixedLineEnds() =>
        Note("mixed_line_ends", "line ends of more than one kind", "one kind", "All were read as line ends; if rows look broken, export the file again.", WholeFile);

    public static IntakeProblem NulCharacters(long count, long line) =>
        Note("nul_characters", $"{Number(count)} NUL {(count == 1 ? "character" : "characters")}", "text", "They were left out.", new IntakePlace(Line: line)) with { Count = (int)Math.Min(count, int.MaxValue) };

    public static IntakeProblem GuessedEncoding(string encoding, long line) =>
        Note("guessed_encoding", encoding == "UTF-8" ? "some bytes that are not UTF-8" : $"text that is not UTF-8, read as {encoding}", "UTF-8", "If accented letters look wrong, export the file as UTF-8.", new IntakePlace(Line: line));

    public static IntakeProblem OtherSheet(SheetSummary read, SheetSummary other) =>
        Note("other_sheet", $"a second table in sheet \"{other.Name}\" ({Count(other.Rows, "row")}, {Count(other.Columns, "column")})", "one table", $"Sheet \"{read.Name}\" was read; choose the other if that was meant.", new IntakePlace(Sheet: other.Name));

    public static IntakeProblem FormulasWithoutValue(int cells, IntakePlace place) =>
        Note("formula_without_value", $"{Count(cells, "formula")} without a stored result", "values", "They are read as missing; open the file in Excel, let it calculate, and save it.", place) with { Count = cells };

    public static IntakeProblem ErrorCells(int cells, IntakePlace place) =>
        Note("error_cell", $"{Count(cells, "cell")} with an error such as #N/A or #DIV/0!", "values", "They are read as missing.", place) with { Count = cells };

    public static IntakeProblem Refused(string kind, string found, string expected, string advice) =>
        new(IntakeSeverity.Refused, kind, WholeFile, found, expected, advice);

    private static IntakeProblem Note(string kind, string found, string expected, string advice, IntakePlace place) =>
        new(IntakeSeverity.Note, kind, place, found, expected, advice);

    private static IntakeProblem Aside(string kind, RecordSource row, string found, string expected, string advice) =>
        new(IntakeSeverity.RowsSetAside, kind, new IntakePlace(Line: row.Line), found, expected, advice);

    private static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(long bytes) => bytes >= 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):N0} MB")
        : Count(bytes, "byte");
}
