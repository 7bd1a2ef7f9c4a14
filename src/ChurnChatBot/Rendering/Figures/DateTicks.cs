using System.Globalization;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>Round ticks of an axis of dates, in days since 1970-01-01: whole days, weeks, months or years.</summary>
internal static class DateTicks
{
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
    private static readonly int[] DaySteps = [1, 2, 7, 14];

    public static IReadOnlyList<(double Value, string Text)> Between(double low, double high, int count, CultureInfo culture)
    {
        // The calendar of DateTime ends with the year 9999.
        low = Math.Clamp(low, -700_000, 2_900_000);
        high = Math.Clamp(high, low, 2_900_000);
        var roughDays = (high - low) / Math.Max(1, count);
        return roughDays <= 20 ? Days(low, high, roughDays, culture) : Months(low, high, roughDays / 30.4, culture);
    }

    private static List<(double Value, string Text)> Days(double low, double high, double rough, CultureInfo culture)
    {
        var step = DaySteps.FirstOrDefault(days => days >= rough, 14);
        var ticks = new List<(double, string)>();
        for (var day = Math.Ceiling(low); day <= high; day += step)
            ticks.Add((day, DateTime.UnixEpoch.AddDays(day).ToString("d MMM", culture)));
        return ticks;
    }

    private static List<(double Value, string Text)> Months(double low, double high, double rough, CultureInfo culture)
    {
        var step = MonthSteps.FirstOrDefault(months => months >= rough, MonthSteps[^1]);
        var first = DateTime.UnixEpoch.AddDays(Math.Ceiling(low));
        var month = first.Year * 12 + first.Month - 1;
        month = (month + step - 1) / step * step;
        var ticks = new List<(double, string)>();
        for (; month / 12 is >= 1 and < 9999; month += step)
        {
            var start = new DateTime(month / 12, month % 12 + 1, 1);
            var day = (start - DateTime.UnixEpoch).TotalDays;
            if (day > high) break;
            if (day >= low) ticks.Add((day, start.ToString(step % 12 == 0 ? "yyyy" : "MMM yyyy", culture)));
        }
        return ticks;
    }
}
