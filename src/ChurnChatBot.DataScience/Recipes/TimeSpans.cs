using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>Time between dates, in days and in months of average length.</summary>
internal static class TimeSpans
{
    /// <summary>A twelfth of a Gregorian year, in days.</summary>
    public const double DaysPerMonth = 365.2425 / 12;

    /// <summary>Days from <paramref name="from"/> to the date in <paramref name="to"/>, or to <paramref name="until"/> where there is no such column; NaN where a date is missing.</summary>
    public static void Days(DateColumn from, DateColumn? to, DateTime? until, Span<double> days)
    {
        var start = from.Ticks;
        for (var row = 0; row < days.Length; row++)
        {
            var end = to is not null ? to.Ticks[row] : until?.Ticks ?? DateColumn.MissingTicks;
            days[row] = start[row] == DateColumn.MissingTicks || end == DateColumn.MissingTicks
                ? double.NaN
                : (end - start[row]) / (double)TimeSpan.TicksPerDay;
        }
    }
}
