using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>Counts over bins that touch, from zero. Several series lie over each other, half transparent and outlined, on one scale.</summary>
internal sealed class HistogramChart : IChart
{
    private readonly HistogramFigure _figure;
    private readonly ChartFrame _frame;
    private readonly ChartLegend _legend;
    private readonly AxisScale _x;
    private readonly AxisScale _y;
    private readonly IReadOnlyList<(double Value, string Text)> _xTicks;
    private readonly IReadOnlyList<(double Value, string Text)> _yTicks;
    private readonly (double Left, double Right, double Top, double Bottom) _plot;

    public HistogramChart(HistogramFigure figure, ChartFrame frame)
    {
        (_figure, _frame) = (figure, frame);
        _legend = new ChartLegend(figure.Series.Select((series, i) => (series.Name, Look(i))), frame.Width);
        var top = _legend.Height + 26;
        var bottom = top + (frame.IsNarrow ? 180 : 210);
        _y = AxisScale.Round(figure.Series.SelectMany(series => series.Values).Append(0), 4, bottom, top);
        _yTicks = ChartAxis.Ticks(_y, FactFormat.Count, frame.Culture);
        var left = 8 + _yTicks.Max(tick => TextWidth.Of(tick.Text, ChartCanvas.FontSize));
        _plot = (left, frame.Width - 12, top, bottom);
        var edges = figure.Edges.Count > 0 ? figure.Edges : [0.0, 1.0];
        (_x, _xTicks) = ChartAxis.Exact((edges[0], edges[^1]), frame.IsNarrow ? 4 : 7, figure.XFormat, ((left, _plot.Right), frame.Culture));
    }

    public double Height => _plot.Bottom + 46;

    public void Draw(ChartCanvas canvas)
    {
        _legend.Draw(canvas, isLine: false);
        canvas.Text((0, _plot.Top - 12), "Customers", "axis-title");
        ChartAxis.Vertical(canvas, _y, _yTicks, (_plot.Left, _plot.Right));
        ChartAxis.Horizontal(canvas, _x, _xTicks, (_plot.Bottom, _plot.Bottom + 4));
        for (var i = 0; i < _figure.Series.Count; i++) DrawSeries(canvas, _figure.Series[i], i);
        canvas.Line((_plot.Left, _plot.Bottom), (_plot.Right, _plot.Bottom), "axis");
        canvas.Text(((_plot.Left + _plot.Right) / 2, _plot.Bottom + 40), _figure.XTitle, "axis-title", TextAnchor.Middle);
    }

    private void DrawSeries(ChartCanvas canvas, BarSeries series, int number)
    {
        var bins = Math.Min(series.Values.Count, _figure.Edges.Count - 1);
        var outline = new List<(double X, double Y)>();
        for (var bin = 0; bin < bins; bin++)
        {
            var (left, right) = (_x.At(_figure.Edges[bin]), _x.At(_figure.Edges[bin + 1]));
            var y = _y.At(series.Values[bin]);
            canvas.Rectangle((left + 0.5, y), (right - left - 1, _plot.Bottom - y), Look(number), Title(series, bin));
            outline.Add((left, y));
            outline.Add((right, y));
        }
        if (_figure.Series.Count > 1) canvas.Path(outline, $"outline s{1 + number % SvgFigures.SeriesColours}");
    }

    private string Title(BarSeries series, int bin)
    {
        var from = AxisText.Value(_figure.Edges[bin], _figure.XFormat, _frame.Culture);
        var to = AxisText.Value(_figure.Edges[bin + 1], _figure.XFormat, _frame.Culture);
        var count = AxisText.Value(series.Values[bin], FactFormat.Count, _frame.Culture);
        return $"{series.Name} {from} to {to}: {count}".TrimStart();
    }

    private string Look(int series) => $"bar {(_figure.Series.Count > 1 ? "see-through " : "")}s{1 + series % SvgFigures.SeriesColours}";
}
