using System.Globalization;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>A figure laid out for one width: it knows its height before it is drawn.</summary>
internal interface IChart
{
    double Height { get; }

    void Draw(ChartCanvas canvas);
}

/// <summary>
/// Draws figures as SVG. Text in a picture that is scaled down becomes unreadable, so each figure is drawn for wide and for narrow
/// places and the style sheet shows one of them.
/// </summary>
internal static class SvgFigures
{
    /// <summary>How many colours the style sheet has for series; further series begin again.</summary>
    public const int SeriesColours = 6;

    public static void Write(HtmlWriter html, Figure figure, CultureInfo culture)
    {
        Draw(html, figure, new ChartFrame(ChartFrame.WideWidth, culture), "chart chart-wide");
        Draw(html, figure, new ChartFrame(ChartFrame.NarrowWidth, culture), "chart chart-narrow");
    }

    public static void Draw(HtmlWriter html, Figure figure, ChartFrame frame, string look)
    {
        IChart chart = figure switch
        {
            BarFigure bars => new BarChart(bars, frame),
            LineFigure lines => new LineChart(lines, frame),
            HistogramFigure histogram => new HistogramChart(histogram, frame),
            WaterfallFigure waterfall => new WaterfallChart(waterfall, frame),
            _ => throw new ArgumentException($"No chart for {figure.GetType().Name}.", nameof(figure)),
        };
        var box = string.Create(CultureInfo.InvariantCulture, $"0 0 {frame.Width:0.##} {chart.Height:0.##}");
        using (html.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", look), ("viewBox", box), ("role", "img")))
        {
            html.Element("title", RichTextHtml.WithoutDirectionMarks(figure.Title.ToPlainText(frame.Culture)));
            html.Element("desc", RichTextHtml.WithoutDirectionMarks(figure.AlternativeText));
            chart.Draw(new ChartCanvas(html, frame, chart.Height));
        }
    }
}
