using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>
/// One column counted once, with the outcomes beside it; every finding is made from this. Text that reads as dates or numbers
/// in at least nine of ten cells (placeholders aside) has its <see cref="Values"/> like a column of numbers.
/// </summary>
internal sealed class ColumnScan
{
    private const double MostCells = 0.9;

    /// <summary>A text of which fewer rows are numbers or dates than these is taken as it is.</summary>
    private const int LeastCells = 3;
    private const int LookedAt = 200;

    private ColumnScan(Column column)
    {
        Column = column;
        Words = NameWords.Of(column.Name);
    }

    public Column Column { get; }

    public string Name => Column.Name;

    /// <summary>The name as lower-case words.</summary>
    public string[] Words { get; }

    public int Rows => Column.Length;

    public int Present => Rows - Missing;

    public int Missing { get; private set; }

    public int MissingLeft { get; private set; }

    public int MissingStayed { get; private set; }

    public int Distinct => Levels?.Distinct ?? Values?.Distinct ?? 0;

    /// <summary>Present cells that differ, per present cell.</summary>
    public double Distinctness => Present == 0 ? 0 : Distinct / (double)Present;

    /// <summary>Numbers, and dates in days since 1970-01-01; of text that mostly reads as such, too.</summary>
    public ValueCounts? Values { get; private set; }

    /// <summary>Of text and categories only.</summary>
    public LevelCounts? Levels { get; private set; }

    /// <summary>Not null where text mostly reads as dates.</summary>
    public TextDates? Dates { get; private set; }

    /// <summary>Not null where text mostly reads as numbers.</summary>
    public TextNumbers? Numbers { get; private set; }

    public double? Auc { get; private set; }

    public ColumnMeaning Meaning { get; set; }

    /// <param name="labels">1 left, 0 stayed, −1 not known; one a row.</param>
    public static ColumnScan Of(Column column, sbyte[] labels)
    {
        var scan = new ColumnScan(column);
        switch (column)
        {
            case NumericColumn numbers:
                scan.Values = ValueCounts.Of(numbers.Values, labels);
                break;
            case DateColumn dates:
                scan.Values = ValueCounts.Of(Days(dates.Ticks), labels);
                break;
            default:
                scan.ReadLevels(labels);
                break;
        }

        scan.CountMissing(labels);
        scan.Auc = scan.Values is { } values && (scan.Levels is null || values.Total == scan.Present)
            ? SingleColumnRanking.OfValues(values, scan.MissingLeft, scan.MissingStayed)
            : SingleColumnRanking.OfLevels(scan.Levels!, labels);
        return scan;
    }

    /// <summary>What is known of all rows less what is known of the present ones.</summary>
    private void CountMissing(sbyte[] labels)
    {
        int left = 0, stayed = 0;
        foreach (var label in labels)
        {
            left += label == 1 ? 1 : 0;
            stayed += label == 0 ? 1 : 0;
        }

        Missing = Rows - (Levels?.Total ?? Values!.Total);
        MissingLeft = left - (Levels?.Left ?? Values!.Left).Sum();
        MissingStayed = stayed - (Levels?.Stayed ?? Values!.Stayed).Sum();
    }

    public static double[] Days(ReadOnlySpan<long> ticks)
    {
        var days = new double[ticks.Length];
        for (var row = 0; row < days.Length; row++)
            days[row] = ticks[row] == DateColumn.MissingTicks ? double.NaN : (ticks[row] - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay;
        return days;
    }

    private void ReadLevels(sbyte[] labels)
    {
        Levels = LevelCounts.Of(Column, labels);
        var levels = Levels;
        var first = levels.Levels.Where((_, i) => levels.Counts[i] > 0).Take(LookedAt).ToArray();
        if (!AreMany(first, cell => cell.AsSpan().ContainsAnyInRange('0', '9'))) return;
        var needed = Math.Max(LeastCells, MostCells * RealCells(levels));
        if (AreMany(first, cell => DateSyntax.TryParse(cell, out _)) && TextDates.Of(levels) is var dates && dates.Rows >= needed)
        {
            Dates = dates;
            Values = Read(levels, dates.Days);
            return;
        }

        // Intake keeps "00123" and 20-digit numbers as text because they are codes; they stay codes.
        if (AreMany(first, IsDigits) && first.All(IsDigits)) return;
        if (!AreMany(first, cell => TextNumbers.IsOne(cell)) || TextNumbers.Of(levels) is not { } numbers || numbers.Rows < needed) return;
        Numbers = numbers;
        Values = Read(levels, numbers.Values);
    }

    private static int RealCells(LevelCounts levels)
    {
        var rows = 0;
        for (var i = 0; i < levels.Levels.Length; i++)
        {
            if (!Placeholders.IsMark(levels.Levels[i]) && !Placeholders.IsUnknownLevel(levels.Levels[i])) rows += levels.Counts[i];
        }

        return rows;
    }

    /// <summary>A look at the first levels spares reading every name of a long list as a date.</summary>
    private static bool AreMany(string[] levels, Func<string, bool> isOne) => levels.Length > 0 && levels.Count(isOne) * 2 >= levels.Length;

    private static bool IsDigits(string cell) => !cell.AsSpan().Trim().ContainsAnyExceptInRange('0', '9');

    private static ValueCounts Read(LevelCounts levels, double[] values) =>
        ValueCounts.Of(Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).Select(i => (values[i], levels.Counts[i], levels.Left[i], levels.Stayed[i])));
}
