namespace ChurnChatBot.Rendering.Figures;

/// <summary>
/// A linear axis with round ticks: the step is 1, 2, 2.5 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels",
/// Graphics Gems, 1990), and the axis ends on ticks, so that no mark lies outside.
/// </summary>
internal sealed class AxisScale
{
    private AxisScale(double low, double high, double step, double from, double to)
    {
        (Low, High, Step, From, To) = (low, high, step, from, to);
        var count = (int)Math.Round((high - low) / step);
        // Each tick is a product, not a running sum, which would drift off zero.
        Ticks = [.. Enumerable.Range(0, count + 1).Select(i => Round(low + i * step, step))];
    }

    public double Low { get; }

    public double High { get; }

    public double Step { get; }

    /// <summary>Where the low and the high end lie on the picture.</summary>
    public double From { get; }

    public double To { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <param name="ticks">About how many ticks fit.</param>
    public static AxisScale Round(IEnumerable<double> values, int ticks, double from, double to)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        if (high - low <= Math.Abs(high) * 1e-12)
        {
            // One value only: an axis around it, from zero where that is natural.
            (low, high) = high == 0 ? (0, 1) : (Math.Min(0, low), Math.Max(0, high));
        }
        var step = NiceStep((high - low) / Math.Max(1, ticks - 1));
        return new AxisScale(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, step, from, to);
    }

    /// <summary>An axis that ends exactly at the data, with round ticks inside: for a histogram's edges.</summary>
    public static (AxisScale Scale, IReadOnlyList<double> Ticks) Exact(double low, double high, int ticks, (double From, double To) place)
    {
        var step = NiceStep((high - low) / Math.Max(1, ticks));
        var first = Math.Ceiling(low / step - 1e-9) * step;
        var inside = Enumerable.Range(0, 1 + Math.Max(0, (int)Math.Floor((high - first) / step + 1e-9)))
            .Select(i => Round(first + i * step, step)).Where(tick => tick <= high + step * 1e-9);
        return (new AxisScale(low, high, high - low, place.From, place.To), [.. inside]);
    }

    public double At(double value) => From + (Math.Clamp(value, Low, High) - Low) / (High - Low) * (To - From);

    public static double NiceStep(double rough)
    {
        if (!(rough > 0) || !double.IsFinite(rough)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var fraction = rough / power;
        var nice = fraction switch { <= 1.0000001 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 };
        return nice * power;
    }

    private static double Round(double value, double step)
    {
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15);
        return Math.Round(value, digits) + 0.0;
    }
}
