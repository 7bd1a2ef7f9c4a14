using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>What is known of a file before its rows are read.</summary>
/// <param name="Open">Starts the file's rows from the beginning, as often as needed.</param>
internal sealed record TableFile(string Name, Func<RecordSource> Open, IReadOnlyList<SampleRow> Sample, TableLayout Layout)
{
    public bool IsSpreadsheet { get; init; }

    public bool AllowsDecimalComma { get; init; }

    public string? Sheet { get; init; }
}

/// <summary>
/// Reads the rows of a file into columns. Columns that hold only numbers in the sample are collected as numbers; if a later
/// cell is none, that column alone is collected as text in a second pass over the file. Thus a file is usually parsed once,
/// without a string for a number and without a second copy of anything.
/// </summary>
internal sealed class TableReader
{
    private const int RowsBetweenChecks = 4096;
    private const int LeastRowsToGiveUp = 1000;

    private readonly TableFile _file;
    private readonly IntakeOptions _options;
    private readonly CancellationToken _cancellation;

    public TableReader(TableFile file, IntakeOptions options, CancellationToken cancellation)
    {
        _file = file;
        _options = options;
        _cancellation = cancellation;
    }

    private int Width => _file.Layout.Headers.Length;

    private IntakePlace Place => new(_file.Sheet, _file.Layout.HeaderLine);

    public IntakeResult Read()
    {
        if (Width > _options.MaxColumns) return Refuse(IntakeProblems.TooManyColumns(Width, _options.MaxColumns, Place));
        var aside = new RowsAside(_options);
        var builders = FirstBuilders();
        if (Scan(builders, aside, out var rows) is { } refusal) return Refuse(refusal) with { RowsSetAside = aside.Kept, RowsSetAsideCount = aside.Count };
        if (rows == 0) return Refuse(IntakeProblems.NoRows(Width, Place));
        ReadDemotedAgain(builders);
        return Finish(builders, aside);
    }

    private IntakeResult Refuse(IntakeProblem problem) => new() { FileName = _file.Name, Problems = [problem] };

    private ColumnBuilder?[] FirstBuilders()
    {
        var builders = new ColumnBuilder?[Width];
        var rows = _file.Sample.Where(row => row.Line >= _file.Layout.FirstDataLine && row.Line != _file.Layout.DescriptionLine && row.Cells.Length == Width).ToList();
        for (var column = 0; column < Width; column++)
        {
            var trial = new NumericColumnBuilder(_file.AllowsDecimalComma);
            foreach (var row in rows) trial.Add(row.Cells[column], row.Line);
            builders[column] = trial.Failed ? new CellColumnBuilder(_options.MaxLevels) : new NumericColumnBuilder(_file.AllowsDecimalComma);
        }

        return builders;
    }

    private void ReadDemotedAgain(ColumnBuilder?[] builders)
    {
        var again = new ColumnBuilder?[Width];
        for (var column = 0; column < Width; column++)
        {
            if (builders[column] is not NumericColumnBuilder { IsConvincing: false } numbers) continue;
            numbers.Release();
            builders[column] = again[column] = new CellColumnBuilder(_options.MaxLevels);
        }

        if (again.Any(builder => builder is not null)) Scan(again, new RowsAside(_options), out _);
    }

    private IntakeProblem? Scan(ColumnBuilder?[] builders, RowsAside aside, out int rows)
    {
        rows = 0;
        using var source = _file.Open();
        for (var seen = 0; source.Read(); seen++)
        {
            if (seen % RowsBetweenChecks == 0) _cancellation.ThrowIfCancellationRequested();
            if (source.Line < _file.Layout.FirstDataLine && source.Fault == RecordFault.None) continue;
            if (SetAside(source, aside))
            {
                if (aside.Count >= LeastRowsToGiveUp && TooManyAside(aside, rows)) break;
                continue;
            }

            if (rows == _options.MaxRows) return IntakeProblems.TooManyRows(_options.MaxRows, Place);
            for (var column = 0; column < builders.Length; column++) builders[column]?.Add(source.Field(column), source.Line);
            rows++;
        }

        return TooManyAside(aside, rows) ? IntakeProblems.MostRowsSetAside(aside.Count, aside.Count + rows, aside.First!) : null;
    }

    private bool TooManyAside(RowsAside aside, int rows)
    {
        var unreadable = aside.Count - (_file.Layout.DescriptionLine is null ? 0 : 1);
        return unreadable > 0 && unreadable > _options.MaxShareSetAside * (unreadable + rows);
    }

    private bool SetAside(RecordSource row, RowsAside aside)
    {
        if (row.Line == _file.Layout.DescriptionLine)
        {
            aside.Add(row, IntakeProblems.DescriptionRow(row.Line));
        }
        else if (row.Fault != RecordFault.None)
        {
            aside.Add(row, IntakeProblems.Malformed(row, _file.Layout, _options.MaxFieldLength));
        }
        else if (row.FieldCount < Width || !HasOnlyEmptyBeyond(row))
        {
            var problem = IntakeProblems.OtherWidth(row, _file.Layout);
            aside.Add(row, problem);
            if (row.SpansLines) row.ResumeAfterFirstLine();
        }
        else
        {
            return false;
        }

        return true;
    }

    // A delimiter at the end of a line makes an empty cell that means nothing.
    private bool HasOnlyEmptyBeyond(RecordSource row)
    {
        for (var column = Width; column < row.FieldCount; column++)
        {
            if (row.Field(column).Length > 0) return false;
        }

        return true;
    }

    private IntakeResult Finish(ColumnBuilder?[] builders, RowsAside aside)
    {
        var layout = _file.Layout;
        var kept = Enumerable.Range(0, Width).Where(column => builders[column]!.FilledCells > 0 || HeaderNames.Clean(layout.Headers[column]).Length > 0).ToArray();
        if (kept.Length < 2) return Refuse(IntakeProblems.OneColumn(Place));
        var (names, problems) = HeaderNames.Distinct([.. kept.Select(column => (layout.Headers[column], column))], layout.HeaderLine);
        if (layout.HeaderLine is null) problems.Insert(0, IntakeProblems.NoHeader(layout.FirstDataLine));
        if (layout.TitleRows > 0) problems.Add(IntakeProblems.TitleRows(layout.TitleRows, layout.HeaderLine ?? layout.FirstDataLine));
        if (kept.Length < Width) problems.Add(IntakeProblems.EmptyColumns(Width - kept.Length, layout.HeaderLine));
        var typing = new ColumnTyping(_file.IsSpreadsheet, _file.AllowsDecimalComma, _options.MaxLevels);
        var columns = new Column[kept.Length];
        var readings = new ColumnReading[kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            var builder = builders[kept[i]]!;
            builders[kept[i]] = null;
            var typed = typing.Finish(builder, names[i]);
            columns[i] = typed.Column;
            readings[i] = new ColumnReading(names[i], layout.Headers[kept[i]], typed.Format, builder.BlankCells, builder.EmptyCells);
            problems.AddRange(typed.Problems);
        }

        return new IntakeResult
        {
            FileName = _file.Name,
            Dataset = new Dataset(_file.Name, columns),
            Readings = readings,
            Problems = [.. aside.Problems, .. problems],
            RowsSetAside = aside.Kept,
            RowsSetAsideCount = aside.Count,
        };
    }
}
