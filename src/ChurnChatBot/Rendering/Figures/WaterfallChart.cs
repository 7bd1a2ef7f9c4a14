using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>
/// From a start to an end by steps, row by row: bars hang between what was before and after each step, joined by thin lines.
/// </summary>
internal sealed class WaterfallChart : IChart
{
    private const double RowHeight = 30;
    private const double BarHeight = 18;
    private readonly ChartFrame _frame;
    private readonly List<Row> _rows = [];
    private readonly AxisScale _scale;
    private readonly IReadOnlyList<(double Value, string Text)> _ticks;
    private readonly double _labelWidth;

    public WaterfallChart(WaterfallFigure figure, ChartFrame frame)
    {
        _frame = frame;
        var running = figure.Start;
        _rows.Add(new Row(figure.StartLabel, 0, running, AxisText.Value(running, figure.Format, frame.Culture), "bar total"));
        foreach (var step in WaterfallSteps.Of(figure))
        {
            var text = AxisText.Change(step.Change, figure.Format, frame.Culture);
            _rows.Add(new Row(step.Label, running, running + step.Change, text, step.Change >= 0 ? "bar up" : "bar down"));
            running += step.Change;
        }
        _rows.Add(new Row(figure.EndLabel, 0, figure.End, AxisText.Value(figure.End, figure.Format, frame.Culture), "bar total"));
        _labelWidth = Math.Min(_rows.Max(row => TextWidth.Of(row.Label, ChartCanvas.FontSize)), (frame.IsNarrow ? 0.42 : 0.38) * frame.Width);
        var valueWidth = _rows.Max(row => TextWidth.Of(row.Text, ChartCanvas.FontSize));
        _scale = AxisScale.Round(_rows.SelectMany(row => new[] { row.From, row.To }), frame.IsNarrow ? 3 : 5, _labelWidth + 12, frame.Width - valueWidth - 14);
        _ticks = ChartAxis.Ticks(_scale, figure.Format, frame.Culture);
    }

    public double Height => Bottom + 26;

    private double Bottom => 4 + RowHeight * _rows.Count;

    public void Draw(ChartCanvas canvas)
    {
        ChartAxis.Horizontal(canvas, _scale, _ticks, (4, Bottom));
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            var top = 4 + i * RowHeight + (RowHeight - BarHeight) / 2;
            var baseline = top + BarHeight / 2 + ChartCanvas.MiddleToBaseline;
            var isTotal = i == 0 || i == _rows.Count - 1;
            canvas.Text((_labelWidth, baseline), row.Label, isTotal ? "label total" : "label", TextAnchor.End, _labelWidth);
            var (from, to) = (_scale.At(Math.Min(row.From, row.To)), _scale.At(Math.Max(row.From, row.To)));
            canvas.Rectangle((from, top), (Math.Max(1, to - from), BarHeight), row.Look, $"{row.Label}: {row.Text}");
            canvas.Text((_frame.Width, baseline), row.Text, isTotal ? "value total" : "value", TextAnchor.End);
            if (i + 1 < _rows.Count) canvas.Line((_scale.At(row.To), top + BarHeight), (_scale.At(row.To), top + RowHeight), "joint");
        }
        canvas.Line((_scale.At(0), 4), (_scale.At(0), Bottom), "axis");
    }

    private sealed record Row(string Label, double From, double To, string Text, string Look)
    {
        public string Label { get; } = RichTextHtml.WithoutDirectionMarks(Label);
    }
}
