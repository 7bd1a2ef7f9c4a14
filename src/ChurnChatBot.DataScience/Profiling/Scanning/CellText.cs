using System.Globalization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>A counted value as its column writes it: a number, or the day or instant that it counts from 1970-01-01.</summary>
internal static class CellText
{
    public static string Of(Column column, double value)
    {
        if (column is not DateColumn) return value.ToString("R", CultureInfo.InvariantCulture);
        var ticks = DateTime.UnixEpoch.Ticks + (long)Math.Round(value * TimeSpan.TicksPerDay / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond;
        return new DateColumn("date", [Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks)]).Format(0)!;
    }
}
