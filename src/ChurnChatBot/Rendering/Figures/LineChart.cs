using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>
/// Lines over a common axis. Shares, counts and ratios start at zero; scores may not, their axis says so. Reference lines are faint and
/// dashed; few points get a mark each, many are thinned to what a screen can show.
/// </summary>
internal sealed class LineChart : IChart
{
    private const int MarkedPoints = 16;
    private readonly LineFigure _figure;
    private readonly ChartFrame _frame;
    private readonly ChartLegend _legend;
    private readonly AxisScale _x;
    private readonly AxisScale _y;
    private readonly IReadOnlyList<(double Value, string Text)> _xTicks;
    private readonly IReadOnlyList<(double Value, string Text)> _yTicks;
    private readonly (double Left, double Right, double Top, double Bottom) _plot;

    public LineChart(LineFigure figure, ChartFrame frame)
    {
        (_figure, _frame) = (figure, frame);
        _legend = new ChartLegend(figure.Series.Select((series, i) => (series.Name, Look(series, i))), frame.Width);
        var top = _legend.Height + 26;
        var bottom = top + (frame.IsNarrow ? 220 : 270);
        var ys = figure.Series.SelectMany(series => series.Y).Concat(StartsAtZero(figure.YFormat) ? [0.0] : []);
        _y = AxisScale.Round(ys, 5, bottom, top);
        _yTicks = ChartAxis.Ticks(_y, figure.YFormat, frame.Culture);
        var left = 8 + _yTicks.Max(tick => TextWidth.Of(tick.Text, ChartCanvas.FontSize));
        _plot = (left, frame.Width - 12, top, bottom);
        var xs = figure.Series.SelectMany(series => series.X).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        (_x, _xTicks) = ChartAxis.Exact((xs.Min(), xs.Max()), frame.IsNarrow ? 4 : 6, figure.XFormat, ((left, _plot.Right), frame.Culture));
    }

    public double Height => _plot.Bottom + 46;

    public void Draw(ChartCanvas canvas)
    {
        _legend.Draw(canvas, isLine: true);
        canvas.Text((0, _plot.Top - 12), _figure.YTitle, "axis-title");
        ChartAxis.Vertical(canvas, _y, _yTicks, (_plot.Left, _plot.Right));
        ChartAxis.Horizontal(canvas, _x, _xTicks, (_plot.Bottom, _plot.Bottom + 4));
        canvas.Line((_plot.Left, _plot.Bottom), (_plot.Right, _plot.Bottom), "axis");
        canvas.Text(((_plot.Left + _plot.Right) / 2, _plot.Bottom + 40), _figure.XTitle, "axis-title", TextAnchor.Middle);
        // References first: the data lies over them.
        foreach (var (series, i) in _figure.Series.Select((series, i) => (series, i)).OrderByDescending(pair => pair.series.IsReference)) DrawSeries(canvas, series, i);
    }

    private void DrawSeries(ChartCanvas canvas, LineSeries series, int number)
    {
        var run = new List<(double X, double Y)>();
        for (var i = 0; i < series.X.Count; i++)
        {
            // A gap in the data is a gap in the line.
            if (double.IsFinite(series.X[i]) && double.IsFinite(series.Y[i])) run.Add((_x.At(series.X[i]), _y.At(series.Y[i])));
            else Flush();
        }
        Flush();
        if (!series.IsReference && series.X.Count <= MarkedPoints) DrawMarks(canvas, series, number);

        void Flush()
        {
            canvas.Path(Thin(run), Look(series, number));
            run.Clear();
        }
    }

    private void DrawMarks(ChartCanvas canvas, LineSeries series, int number)
    {
        for (var i = 0; i < series.X.Count; i++)
        {
            if (!double.IsFinite(series.X[i]) || !double.IsFinite(series.Y[i])) continue;
            var title = $"{AxisText.Value(series.X[i], _figure.XFormat, _frame.Culture)}: {AxisText.Value(series.Y[i], _figure.YFormat, _frame.Culture)}";
            canvas.Circle((_x.At(series.X[i]), _y.At(series.Y[i])), 3.5, $"mark s{1 + number % SvgFigures.SeriesColours}", title);
        }
    }

    /// <summary>Leaves out points closer than half a unit to the one before, which no screen shows; first and last stay.</summary>
    private static List<(double X, double Y)> Thin(List<(double X, double Y)> points)
    {
        var kept = new List<(double X, double Y)>();
        for (var i = 0; i < points.Count; i++)
        {
            var isEnd = i == 0 || i == points.Count - 1;
            if (isEnd || Math.Abs(points[i].X - kept[^1].X) + Math.Abs(points[i].Y - kept[^1].Y) >= 0.5) kept.Add(points[i]);
        }
        return kept;
    }

    private static bool StartsAtZero(FactFormat format) => format is FactFormat.Share or FactFormat.Count or FactFormat.Times or FactFormat.OutOfHundred;

    private static string Look(LineSeries series, int number) =>
        series.IsReference ? "line guide" : $"line s{1 + number % SvgFigures.SeriesColours}";
}
