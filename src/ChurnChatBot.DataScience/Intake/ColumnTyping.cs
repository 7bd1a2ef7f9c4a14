using System.Globalization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>A finished column, what its cells are written in, and what was odd about it.</summary>
internal sealed record TypedColumn(Column Column, string? Format, IReadOnlyList<IntakeProblem> Problems);

/// <summary>
/// Decides what a column is once all its cells are known. It only ever narrows where every cell agrees, so that nothing is
/// lost: a single "?" among numbers keeps the column as written, and its format says so, for a cleaning step to settle.
/// </summary>
internal sealed class ColumnTyping
{
    // Fewer cells than this are too little to take eight digits for a day.
    private const int LeastCompactDates = 20;
    private const int AlwaysCategorical = 50;

    private readonly bool _isSpreadsheet;
    private readonly bool _commaAllowed;
    private readonly int _maxLevels;

    public ColumnTyping(bool isSpreadsheet, bool commaAllowed, int maxLevels)
    {
        _isSpreadsheet = isSpreadsheet;
        _commaAllowed = commaAllowed;
        _maxLevels = maxLevels;
    }

    public TypedColumn Finish(ColumnBuilder builder, string name) => builder switch
    {
        NumericColumnBuilder numbers => FinishNumbers(numbers, name),
        CellColumnBuilder cells => FinishCells(cells.Build(), name),
        _ => throw new ArgumentException($"No typing for {builder.GetType().Name}.", nameof(builder)),
    };

    private static TypedColumn FinishNumbers(NumericColumnBuilder builder, string name)
    {
        var values = builder.Build();
        builder.Release();
        if (AreCompactDates(values, builder.FilledCells))
            return new TypedColumn(new DateColumn(name, Array.ConvertAll(values, CompactTicks)), "yyyyMMdd", []);
        IReadOnlyList<IntakeProblem> problems = builder.NonFiniteCells == 0
            ? []
            : [IntakeProblems.NonFiniteNumbers(name, builder.NonFiniteCells, builder.FirstNonFiniteLine)];
        return new TypedColumn(new NumericColumn(name, values), builder.Separator == ',' ? "decimal comma" : null, problems);
    }

    private TypedColumn FinishCells(CellColumn cells, string name)
    {
        var dates = DateEvidence.Of(cells, _isSpreadsheet);
        if (dates.SinglePattern is not null)
            return new TypedColumn(new DateColumn(name, cells.Map(dates.TicksOf, DateColumn.MissingTicks)), dates.FormatName, []);
        IReadOnlyList<IntakeProblem> problems = dates.ImpossibleCells > 0 && IsMajority(dates.Cells, cells)
            ? [IntakeProblems.ImpossibleDate(name, dates)]
            : [];
        var format = IsMajority(dates.Cells, cells) ? dates.DescribeMixture() : DescribeNumbers(cells);
        return new TypedColumn(AsWritten(cells, name), format, problems);
    }

    private Column AsWritten(CellColumn cells, string name)
    {
        var few = Math.Min(_maxLevels, Math.Max(AlwaysCategorical, cells.FilledCells / 2));
        return cells.Codes is { } codes && cells.Levels.Length <= few
            ? new CategoricalColumn(name, codes, cells.Levels)
            : new TextColumn(name, cells.ToTexts());
    }

    private static bool IsMajority(int count, CellColumn cells) => count > 0 && count * 2L >= cells.FilledCells;

    /// <summary>"numbers (7,034), ? (9)" where at least half of the cells are numbers; "digit codes" where all are digits but no numbers.</summary>
    private string? DescribeNumbers(CellColumn cells)
    {
        var (numbers, codes, others) = (0, 0, 0);
        var placeholders = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (cell, count, _) in cells.Distinct())
        {
            if (NumberSyntax.IsNumber(cell, _commaAllowed)) numbers += count;
            else if (!cell.AsSpan().ContainsAnyExceptInRange('0', '9')) codes += count;
            else if (Placeholder.TryFind(cell, out var placeholder)) placeholders[placeholder] = placeholders.GetValueOrDefault(placeholder) + count;
            else others += count;
        }

        if (codes + numbers == cells.FilledCells && codes > 0) return "digit codes";
        if (!IsMajority(numbers, cells)) return null;
        var parts = new List<string> { Counted("numbers", numbers) };
        parts.AddRange(placeholders.Select(met => Counted(met.Key, met.Value)));
        if (codes + others > 0) parts.Add(Counted("other", codes + others));
        return string.Join(", ", parts);
    }

    private static string Counted(string what, int count) => string.Create(CultureInfo.InvariantCulture, $"{what} ({count:N0})");

    private static bool AreCompactDates(double[] values, int filled)
    {
        if (filled < LeastCompactDates) return false;
        foreach (var value in values)
        {
            if (!double.IsNaN(value) && CompactTicks(value) == DateColumn.MissingTicks) return false;
        }

        return true;
    }

    // 19970131 as a day between 1900 and 2099, else missing. Random eight-digit numbers pass once in thirty times each, so
    // twenty of them never do.
    private static long CompactTicks(double value)
    {
        if (value is not (>= 19000101 and <= 20991231) || value != Math.Floor(value)) return DateColumn.MissingTicks;
        var digits = (int)value;
        var (year, month, day) = (digits / 10000, digits / 100 % 100, digits % 100);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day).Ticks : DateColumn.MissingTicks;
    }
}
