using System.Runtime.InteropServices;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>
/// Text cells read as dates. Where two numbers stand before the year, the cells that only make sense one way round decide for all
/// cells of that pattern: one 25.04. shows that 01.04. is the first of April. Without such a cell the custom of the sign decides
/// (a slash: month first; else day first), and <see cref="Undecided"/> counts the rows.
/// </summary>
internal sealed class TextDates
{
    private readonly Dictionary<DatePattern, Tally> _patterns = [];

    /// <summary>Days since 1970-01-01 of each level, NaN where it is no date.</summary>
    public required double[] Days { get; init; }

    /// <summary>Rows that hold a date.</summary>
    public int Rows { get; private set; }

    /// <summary>Levels written like a date of which there is no such day: 31.02.2023.</summary>
    public List<int> NoSuchDay { get; } = [];

    /// <summary>Rows of a day above 12, which decide what comes first.</summary>
    public int Decisive { get; private set; }

    /// <summary>Rows that could be read either way and that no other row decides.</summary>
    public int Undecided { get; private set; }

    /// <summary>.NET formats with their rows, commonest first.</summary>
    public IReadOnlyList<LevelCount> Formats { get; private set; } = [];

    private sealed class Tally
    {
        public int OnlyDayFirst;
        public int OnlyMonthFirst;
        public int Either;
    }

    public static TextDates Of(LevelCounts levels)
    {
        var dates = new TextDates { Days = new double[levels.Levels.Length] };
        Array.Fill(dates.Days, double.NaN);
        var parts = new DateParts?[levels.Levels.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (levels.Counts[i] == 0 || !DateSyntax.TryParse(levels.Levels[i], out var read)) continue;
            parts[i] = read = WithCentury(read);
            dates.Weigh(read, levels.Counts[i]);
        }

        dates.Settle(parts, levels.Counts);
        return dates;
    }

    private static bool IsEither(DatePattern pattern) => pattern.Order is DateOrder.DayOrMonthFirst or DateOrder.TwoDigitYear;

    /// <summary>Two-digit years from 70 on belong to the twentieth century, as POSIX has it (there from 69).</summary>
    private static DateParts WithCentury(DateParts parts) =>
        parts.Pattern.Order == DateOrder.TwoDigitYear ? parts with { Year = parts.Year + (parts.Year >= 70 ? 1900 : 2000) } : parts;

    private static bool TryTicks(DateParts parts, bool monthFirst, out long ticks) =>
        (parts.Pattern.Order == DateOrder.TwoDigitYear ? parts with { Pattern = parts.Pattern with { Order = DateOrder.DayOrMonthFirst } } : parts)
        .TryGetTicks(monthFirst, out ticks);

    private void Weigh(DateParts parts, int rows)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_patterns, parts.Pattern, out _);
        tally ??= new Tally();
        var dayFirst = TryTicks(parts, monthFirst: false, out _);
        var monthFirst = TryTicks(parts, monthFirst: true, out _);
        var showsDayFirst = dayFirst && (!monthFirst || (parts.Pattern.Order == DateOrder.DayMonthYear && parts.First > 12));
        if (dayFirst && monthFirst && !showsDayFirst) tally.Either += rows;
        else if (dayFirst) tally.OnlyDayFirst += rows;
        else if (monthFirst) tally.OnlyMonthFirst += rows;
    }

    private void Settle(DateParts?[] parts, int[] counts)
    {
        var formats = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not { } read) continue;
            var monthFirst = MonthFirst(read.Pattern);
            if (!TryTicks(read, monthFirst, out var ticks) && !TryTicks(read, monthFirst = !monthFirst, out ticks))
            {
                NoSuchDay.Add(i);
                continue;
            }

            Days[i] = (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay;
            Rows += counts[i];
            var format = Describe(read.Pattern, monthFirst);
            formats[format] = formats.GetValueOrDefault(format) + counts[i];
        }

        Formats = [.. formats.OrderByDescending(format => format.Value).ThenBy(format => format.Key, StringComparer.Ordinal).Select(format => new LevelCount(format.Key, format.Value))];
        Decisive = _patterns.Values.Sum(tally => tally.OnlyDayFirst + tally.OnlyMonthFirst);
        Undecided = _patterns.Where(pattern => IsEither(pattern.Key) && pattern.Value.OnlyDayFirst == pattern.Value.OnlyMonthFirst).Sum(pattern => pattern.Value.Either);
    }

    private bool MonthFirst(DatePattern pattern)
    {
        var tally = _patterns[pattern];
        return IsEither(pattern) && (tally.OnlyMonthFirst == tally.OnlyDayFirst ? pattern.Sign == '/' : tally.OnlyMonthFirst > tally.OnlyDayFirst);
    }

    private static string Describe(DatePattern pattern, bool monthFirst) =>
        pattern.Order == DateOrder.TwoDigitYear && monthFirst
            ? (pattern with { Order = DateOrder.DayOrMonthFirst }).Describe(monthFirst: true).Replace("yyyy", "yy", StringComparison.Ordinal)
            : pattern.Describe(monthFirst);
}
