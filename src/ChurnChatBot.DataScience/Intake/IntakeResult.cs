using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Intake;

public enum IntakeSeverity
{
    /// <summary>Worth saying; every cell was read.</summary>
    Note,

    /// <summary>Some rows could not be read and are kept aside.</summary>
    RowsSetAside,

    /// <summary>The file could not be read at all; there is no dataset.</summary>
    Refused,
}

/// <summary>Where in the file: whatever is known. Lines and rows count from 1 as a person's editor or spreadsheet does.</summary>
public sealed record IntakePlace(string? Sheet = null, long? Line = null, string? Column = null);

/// <summary>
/// Something odd about a file, as values from which a sentence is made: what was found, where, what was expected, what to do.
/// </summary>
/// <param name="Kind">snake_case: "row_has_other_width", "unclosed_quote", "empty_file", "not_a_table", "too_many_columns"...</param>
public sealed record IntakeProblem(IntakeSeverity Severity, string Kind, IntakePlace Place, string Found, string Expected, string Advice)
{
    /// <summary>How many rows or cells it concerns; <see cref="Place"/> is the first of them.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>How one column's cells were read: evidence for the profile, and for saying what was assumed.</summary>
/// <param name="Format">What the cells are written in: "yyyy-MM-dd", "decimal comma", or null where there is nothing to say.</param>
/// <param name="BlankCells">Cells that hold only blanks, not the same as empty cells.</param>
public sealed record ColumnReading(string Column, string OriginalHeader, string? Format, int BlankCells, int EmptyCells);

/// <summary>A row that could not be read, kept as it stood (cut at 200 characters).</summary>
public sealed record RowSetAside(long Line, string Reason, string Text);

/// <summary>One sheet of a workbook, so that a person can be offered another than the one that was read.</summary>
/// <param name="Rows">Rows up to the last one that holds anything, its header included.</param>
public sealed record SheetSummary(string Name, int Rows, int Columns, bool Read);

/// <summary>What came of reading a file: a dataset with what was odd about it, or a refusal.</summary>
public sealed record IntakeResult
{
    public required string FileName { get; init; }

    /// <summary>Null exactly where the file was refused.</summary>
    public Dataset? Dataset { get; init; }

    /// <summary>For people: "CSV, comma, UTF-8, header in line 1" or "Excel, sheet 2 of 2: E Comm".</summary>
    public string SourceFormat { get; init; } = "";

    public IReadOnlyList<ColumnReading> Readings { get; init; } = [];

    public IReadOnlyList<IntakeProblem> Problems { get; init; } = [];

    /// <summary>The first rows set aside; <see cref="RowsSetAsideCount"/> counts them all.</summary>
    public IReadOnlyList<RowSetAside> RowsSetAside { get; init; } = [];

    public int RowsSetAsideCount { get; init; }

    /// <summary>The sheets of a workbook in its order; empty for other files.</summary>
    public IReadOnlyList<SheetSummary> Sheets { get; init; } = [];

    public IntakeProblem? Refusal => Problems.FirstOrDefault(problem => problem.Severity == IntakeSeverity.Refused);
}
