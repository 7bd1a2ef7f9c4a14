using System.Globalization;

namespace ChurnChatBot.Messages;

/// <summary>
/// Writes a fact for a person: counts exact, shares to one decimal, effects signed and with their uncertainty as "+0.012 (0.004 to 0.020)".
/// </summary>
internal static class FactText
{
    public static string Format(Fact fact, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.InvariantCulture;
        var text = One(fact.Value, fact.Format, culture);
        if (fact.Low is not { } low || fact.High is not { } high) return text;
        return $"{text} ({Bound(low, fact.Format, culture)} to {Bound(high, fact.Format, culture)})";
    }

    // Adding zero turns a negative zero into zero: nobody wants to read "-0.000".
    private static string One(double value, FactFormat format, CultureInfo culture) => Formatted(Rounded(value, format) + 0.0, format, culture);

    private static double Rounded(double value, FactFormat format) =>
        format switch
        {
            FactFormat.Score or FactFormat.Gain => Math.Round(value, 3),
            FactFormat.Share => Math.Round(value, 3, MidpointRounding.AwayFromZero),
            FactFormat.Cell => Math.Round(value, 6),
            FactFormat.Times => Math.Round(value, 1, MidpointRounding.AwayFromZero),
            FactFormat.Number when double.IsFinite(value) && value != 0 => Significant(value),
            _ => value,
        };

    private static string Formatted(double value, FactFormat format, CultureInfo culture) => format switch
    {
        _ when double.IsNaN(value) => "unknown",
        FactFormat.Count => (Math.Round(value) + 0.0).ToString("#,##0", culture),
        FactFormat.Share => (100 * value).ToString("0.0", culture) + " %",
        FactFormat.Score => value.ToString("0.000", culture),
        FactFormat.Gain => Signed(value, "0.000", culture),
        FactFormat.OutOfHundred => (Math.Round(100 * value) + 0.0).ToString("0", culture),
        FactFormat.Points => Signed(Math.Round(100 * value) + 0.0, "0", culture),
        FactFormat.Number => value.ToString("#,##0.###############", culture),
        FactFormat.Cell => value.ToString("#,##0.######", culture),
        FactFormat.Times => value.ToString("0.0", culture),
        FactFormat.Duration => Duration(value, culture),
        FactFormat.Date => DateTime.UnixEpoch.AddDays(value).ToString(culture.Equals(CultureInfo.InvariantCulture) ? "yyyy-MM-dd" : "d", culture),
        FactFormat.Tiny => value == 0 ? "0" : value.ToString("0E0", culture),
        FactFormat.Bytes => Bytes(value, culture),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
    };

    // The ends of an interval carry a sign only where they are negative: "+0.012 (-0.004 to 0.020)".
    private static string Bound(double value, FactFormat format, CultureInfo culture) =>
        format == FactFormat.Gain ? One(value, FactFormat.Score, culture) : One(value, format, culture);

    private static string Signed(double value, string format, CultureInfo culture) =>
        value.ToString($"+{format};-{format};{format}", culture);

    private static double Significant(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15) return value;
        var digits = Math.Max(0, 3 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        return Math.Round(value, Math.Min(15, digits));
    }

    private static string Duration(double seconds, CultureInfo culture) =>
        seconds < 120 ? (Math.Ceiling(seconds) + 0.0).ToString("0", culture) + " s" : Math.Round(seconds / 60).ToString("0", culture) + " min";

    private static string Bytes(double bytes, CultureInfo culture) => bytes switch
    {
        < 1e3 => (Math.Round(bytes) + 0.0).ToString("0", culture) + " bytes",
        < 1e6 => (bytes / 1e3).ToString("0.#", culture) + " kB",
        < 1e9 => (bytes / 1e6).ToString("0.#", culture) + " MB",
        _ => (bytes / 1e9).ToString("0.##", culture) + " GB",
    };
}
