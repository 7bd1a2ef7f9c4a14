using System.Globalization;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// What the cells of a column say about being dates: which formats were met, whether 03.04. can be told from 04.03., and which
/// days do not exist. A column is one of dates only if all its cells follow one format that can be read in one way.
/// </summary>
internal sealed class DateEvidence
{
    private readonly bool _isSpreadsheet;
    private readonly Dictionary<DatePattern, int> _patterns = [];
    private readonly Dictionary<DatePattern, int> _dayFirstDays = [];
    private readonly Dictionary<DatePattern, int> _monthFirstDays = [];

    /// <param name="isSpreadsheet">Dates came as dates: one column may hold some with and some without a time.</param>
    public DateEvidence(bool isSpreadsheet)
    {
        _isSpreadsheet = isSpreadsheet;
    }

    public int Cells { get; private set; }

    public int OtherCells { get; private set; }

    public int ImpossibleCells { get; private set; }

    public string? FirstImpossible { get; private set; }

    public long FirstImpossibleLine { get; private set; }

    public static DateEvidence Of(CellColumn column, bool isSpreadsheet)
    {
        var evidence = new DateEvidence(isSpreadsheet);
        foreach (var (cell, count, line) in column.Distinct()) evidence.Add(cell, count, line);
        return evidence;
    }

    private bool MonthFirst => _monthFirstDays.Count > 0;

    private bool DaysContradict => _monthFirstDays.Keys.Any(_dayFirstDays.ContainsKey);

    /// <summary>The one format of all cells, or null.</summary>
    public DatePattern? SinglePattern
    {
        get
        {
            if (Cells == 0 || OtherCells > 0 || ImpossibleCells > 0 || DaysContradict || _patterns.Count != 1) return null;
            var pattern = _patterns.Keys.First();
            return pattern.Order switch
            {
                DateOrder.TwoDigitYear => null,
                DateOrder.DayOrMonthFirst when _monthFirstDays.Count + _dayFirstDays.Count == 0 => null,
                _ => pattern,
            };
        }
    }

    public string? FormatName => SinglePattern is { } pattern ? pattern.Describe(MonthFirst) : null;

    /// <summary>The ticks of a cell of a column that has a <see cref="SinglePattern"/>.</summary>
    public long TicksOf(string cell) =>
        DateSyntax.TryParse(cell, out var parts) && parts.TryGetTicks(MonthFirst, out var ticks) ? ticks : Data.DateColumn.MissingTicks;

    /// <summary>"yyyy-MM-dd (4,790), dd.MM.yyyy (222), other (3)".</summary>
    public string DescribeMixture()
    {
        var parts = _patterns.OrderByDescending(pattern => pattern.Value).ThenBy(pattern => pattern.Key.Describe(monthFirst: false), StringComparer.Ordinal)
            .Select(pattern => string.Create(CultureInfo.InvariantCulture, $"{DescribeOrder(pattern.Key)} ({pattern.Value:N0})")).ToList();
        if (ImpossibleCells > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"no such day ({ImpossibleCells:N0})"));
        if (OtherCells > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"other ({OtherCells:N0})"));
        return string.Join(", ", parts);
    }

    private string DescribeOrder(DatePattern pattern)
    {
        if (pattern.Order != DateOrder.DayOrMonthFirst) return pattern.Describe(monthFirst: false);
        var dayFirst = _dayFirstDays.ContainsKey(pattern);
        var monthFirst = _monthFirstDays.ContainsKey(pattern);
        return dayFirst == monthFirst ? $"{pattern.Describe(monthFirst: false)} or {pattern.Describe(monthFirst: true)}" : pattern.Describe(monthFirst);
    }

    private void Add(string cell, int count, long line)
    {
        if (!DateSyntax.TryParse(cell, out var parts))
        {
            OtherCells += count;
            return;
        }

        Cells += count;
        var pattern = parts.Pattern;
        if (_isSpreadsheet && pattern.Order == DateOrder.YearMonthDay) pattern = pattern with { ClockSign = '\0', HasSeconds = false };
        var dayFirst = parts.TryGetTicks(monthFirst: false, out _);
        var monthFirst = parts.TryGetTicks(monthFirst: true, out _);
        if (pattern.Order == DateOrder.TwoDigitYear)
        {
            CountUp(_patterns, pattern, count);
        }
        else if (!dayFirst && !monthFirst)
        {
            if (ImpossibleCells == 0) (FirstImpossible, FirstImpossibleLine) = (cell, line);
            ImpossibleCells += count;
        }
        else
        {
            CountUp(_patterns, pattern, count);
            if (dayFirst && !monthFirst) CountUp(_dayFirstDays, pattern, count);
            if (monthFirst && !dayFirst) CountUp(_monthFirstDays, pattern, count);
        }
    }

    private static void CountUp(Dictionary<DatePattern, int> counts, DatePattern pattern, int count) =>
        counts[pattern] = counts.GetValueOrDefault(pattern) + count;
}
