using System.Globalization;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>Grid lines and tick labels. A label that would touch its neighbour is left out; its grid line stays.</summary>
internal static class ChartAxis
{
    private const double Gap = 8;

    /// <summary>A horizontal axis under the plot: grid lines over its height, labels below.</summary>
    public static void Horizontal(ChartCanvas canvas, AxisScale scale, IReadOnlyList<(double Value, string Text)> ticks, (double Top, double Bottom) plot)
    {
        var free = double.NegativeInfinity;
        foreach (var (value, text) in ticks)
        {
            var x = scale.At(value);
            canvas.Line((x, plot.Top), (x, plot.Bottom), "grid");
            var half = TextWidth.Of(text, ChartCanvas.FontSize) / 2;
            var left = Math.Clamp(x - half, 0, Math.Max(0, canvas.Width - 2 * half));
            if (left < free) continue;
            canvas.Text((x, plot.Bottom + 18), text, "tick", TextAnchor.Middle);
            free = left + 2 * half + Gap;
        }
    }

    /// <summary>A vertical axis at the left: grid lines across, labels before them.</summary>
    public static void Vertical(ChartCanvas canvas, AxisScale scale, IReadOnlyList<(double Value, string Text)> ticks, (double Left, double Right) plot)
    {
        foreach (var (value, text) in ticks)
        {
            var y = scale.At(value);
            canvas.Line((plot.Left, y), (plot.Right, y), "grid");
            canvas.Text((plot.Left - Gap, y + ChartCanvas.MiddleToBaseline), text, "tick", TextAnchor.End);
        }
    }

    public static IReadOnlyList<(double Value, string Text)> Ticks(AxisScale scale, FactFormat format, CultureInfo culture) =>
        [.. scale.Ticks.Select(tick => (tick, AxisText.Tick(tick, scale.Step, format, culture)))];

    /// <summary>The data's own range with round ticks inside; dates get ticks at the starts of days, months or years.</summary>
    public static (AxisScale Scale, IReadOnlyList<(double Value, string Text)> Ticks) Exact(
        (double Low, double High) range, int count, FactFormat format, ((double From, double To) Place, CultureInfo Culture) drawn)
    {
        var (low, high) = range.High > range.Low ? range : (range.Low - 0.5, range.Low + 0.5);
        var (scale, ticks) = AxisScale.Exact(low, high, count, drawn.Place);
        if (format == FactFormat.Date) return (scale, DateTicks.Between(low, high, count, drawn.Culture));
        var step = ticks.Count > 1 ? ticks[1] - ticks[0] : AxisScale.NiceStep(high - low);
        return (scale, [.. ticks.Select(tick => (tick, AxisText.Tick(tick, step, format, drawn.Culture)))]);
    }
}
