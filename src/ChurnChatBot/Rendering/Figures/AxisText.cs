using System.Globalization;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>Writes ticks: as few decimals as the step between them needs, in the format of the axis.</summary>
internal static class AxisText
{
    public static string Tick(double value, double step, FactFormat format, CultureInfo culture) => format switch
    {
        FactFormat.Share => Fixed(100 * value, 100 * step, culture) + " %",
        FactFormat.OutOfHundred => Fixed(100 * value, 100 * step, culture),
        FactFormat.Points => Sign(value) + Fixed(100 * value, 100 * step, culture),
        FactFormat.Gain => Sign(value) + Fixed(value, step, culture),
        FactFormat.Date or FactFormat.Bytes or FactFormat.Duration => FactText.Format(new Fact("", value, format), culture),
        _ => Fixed(value, step, culture),
    };

    /// <summary>A value beside its mark, to the precision of the text.</summary>
    public static string Value(double value, FactFormat format, CultureInfo culture) =>
        FactText.Format(new Fact("", value, format), culture);

    /// <summary>A change in an axis' unit, signed: shares and risks change by points.</summary>
    public static string Change(double change, FactFormat format, CultureInfo culture) => format switch
    {
        FactFormat.Share or FactFormat.OutOfHundred or FactFormat.Points => Value(change, FactFormat.Points, culture),
        FactFormat.Score or FactFormat.Gain => Value(change, FactFormat.Gain, culture),
        _ => Sign(change) + Value(change, format, culture),
    };

    private static string Sign(double value) => value > 0 ? "+" : "";

    private static string Fixed(double value, double step, CultureInfo culture)
    {
        var decimals = 0;
        // 2.5 needs one decimal, 0.025 three.
        while (decimals < 9 && Math.Abs(step - Math.Round(step, decimals)) > step * 1e-6) decimals++;
        return Math.Abs(value) >= 1e15 ? value.ToString("0.##e0", culture) : value.ToString("N" + decimals, culture);
    }
}
