using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>
/// Lying bars from a zero baseline. Names stand at the left, or above the bar where the place is narrow and they are long; values stand in
/// a column at the right, so that they never cross a bar or an interval.
/// </summary>
internal sealed class BarChart : IChart
{
    private const double RowGap = 10;
    private const double AxisHeight = 26;
    private readonly BarFigure _figure;
    private readonly ChartFrame _frame;
    private readonly ChartLegend _legend;
    private readonly double _barHeight;
    private readonly double _rowHeight;
    private readonly double _top;
    private readonly double _labelWidth;
    private readonly bool _labelsAbove;
    private readonly AxisScale _scale;

    public BarChart(BarFigure figure, ChartFrame frame)
    {
        (_figure, _frame) = (figure, frame);
        _legend = new ChartLegend(figure.Series.Select((series, i) => (series.Name, Look(i))), frame.Width);
        _barHeight = figure.Series.Count > 1 ? 13 : 18;
        var longest = figure.Categories.Select(name => TextWidth.Of(RichTextHtml.WithoutDirectionMarks(name), ChartCanvas.FontSize)).DefaultIfEmpty(0).Max();
        _labelsAbove = frame.IsNarrow && longest > 0.34 * frame.Width;
        _labelWidth = _labelsAbove ? 0 : Math.Min(longest, 0.36 * frame.Width);
        _rowHeight = figure.Series.Count * (_barHeight + 3) - 3 + RowGap + (_labelsAbove ? 18 : 0);
        _top = _legend.Height + (figure.Reference is null ? 4 : 24);
        var valueWidth = ValueTexts().Select(text => TextWidth.Of(text, ChartCanvas.FontSize)).DefaultIfEmpty(0).Max();
        var left = _labelsAbove ? 1 : _labelWidth + 12;
        _scale = AxisScale.Round(Spanned(), frame.IsNarrow ? 3 : 5, left, Math.Max(left + 40, frame.Width - valueWidth - 14));
    }

    public double Height => Bottom + AxisHeight;

    private double Bottom => _top + _rowHeight * _figure.Categories.Count;

    public void Draw(ChartCanvas canvas)
    {
        _legend.Draw(canvas, isLine: false);
        ChartAxis.Horizontal(canvas, _scale, ChartAxis.Ticks(_scale, _figure.Format, _frame.Culture), (_top, Bottom));
        for (var row = 0; row < _figure.Categories.Count; row++) DrawRow(canvas, row);
        var zero = _scale.At(0);
        canvas.Line((zero, _top), (zero, Bottom), "axis");
        DrawReference(canvas);
    }

    private void DrawRow(ChartCanvas canvas, int row)
    {
        var top = _top + row * _rowHeight + RowGap / 2;
        var name = _figure.Categories[row];
        if (_labelsAbove)
        {
            canvas.Text((0, top + 12), name, "label");
            top += 18;
        }
        else
        {
            var middle = top + (_rowHeight - RowGap) / 2;
            canvas.Text((_labelWidth, middle + ChartCanvas.MiddleToBaseline), name, "label", TextAnchor.End, _labelWidth);
        }
        for (var series = 0; series < _figure.Series.Count; series++) DrawBar(canvas, (row, series), top + series * (_barHeight + 3));
    }

    private void DrawBar(ChartCanvas canvas, (int Row, int Series) cell, double top)
    {
        var series = _figure.Series[cell.Series];
        var value = series.Values[cell.Row];
        var text = AxisText.Value(value, _figure.Format, _frame.Culture);
        var middle = top + _barHeight / 2;
        canvas.Text((_frame.Width, middle + ChartCanvas.MiddleToBaseline), text, "value", TextAnchor.End);
        if (!double.IsFinite(value)) return;
        var (from, to) = (_scale.At(Math.Min(0, value)), _scale.At(Math.Max(0, value)));
        var title = string.Join(": ", new[] { _figure.Categories[cell.Row], series.Name, text }.Where(part => part.Length > 0));
        canvas.Rectangle((from, top), (to - from, _barHeight), Look(cell.Series), title);
        if (series.Low is null || series.High is null) return;
        DrawInterval(canvas, (series.Low[cell.Row], series.High[cell.Row]), middle);
    }

    private void DrawInterval(ChartCanvas canvas, (double Low, double High) interval, double middle)
    {
        if (!double.IsFinite(interval.Low) || !double.IsFinite(interval.High)) return;
        var (low, high) = (_scale.At(interval.Low), _scale.At(interval.High));
        canvas.Line((low, middle), (high, middle), "interval");
        canvas.Line((low, middle - 4), (low, middle + 4), "interval");
        canvas.Line((high, middle - 4), (high, middle + 4), "interval");
    }

    private void DrawReference(ChartCanvas canvas)
    {
        if (_figure.Reference is not { } reference || !double.IsFinite(reference.Value)) return;
        var x = _scale.At(reference.Value);
        canvas.Line((x, _top - 4), (x, Bottom), "reference");
        var label = $"{reference.Label} {AxisText.Value(reference.Value, _figure.Format, _frame.Culture)}";
        canvas.Text((x, _top - 10), label, "tick", TextAnchor.Middle);
    }

    private IEnumerable<string> ValueTexts() =>
        _figure.Series.SelectMany(series => series.Values).Select(value => AxisText.Value(value, _figure.Format, _frame.Culture));

    private IEnumerable<double> Spanned() =>
        _figure.Series.SelectMany(series => series.Values.Concat(series.Low ?? []).Concat(series.High ?? []))
            .Append(0).Append(_figure.Reference?.Value ?? 0);

    private static string Look(int series) => $"bar s{1 + series % SvgFigures.SeriesColours}";
}
