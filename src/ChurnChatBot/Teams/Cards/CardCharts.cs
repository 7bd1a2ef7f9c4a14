using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;

namespace ChurnChatBot.Teams.Cards;

/// <summary>
/// Figures as the charts that Teams draws itself, with a table for clients that draw none, and the table one press away for everybody.
/// What such a chart cannot draw (intervals, a line to compare with) stands in the table and in words.
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
/// </summary>
internal static class CardCharts
{
    private const int MostPoints = 40;

    /// <summary>Left to itself, Teams gives each bar another shade, as if that meant something.</summary>
    private const string OneSeries = "categoricalBlue";

    private const int MostRows = 7;
    private const int MostMarks = 120;
    private const int MostChartBytes = 5_000;
    private const int MostFallbackBytes = 2_500;
    private const int MostLabelCharacters = 40;

    /// <summary>Share of the longest bar below which a bar is a hair.</summary>
    private const double LeastSeen = 0.01;

    public static IEnumerable<JsonObject> Write(Figure figure, string id, CultureInfo culture, bool isCompact = false)
    {
        yield return CardText.Block(figure.Title, culture, new CardTextStyle { IsStrong = true, Spacing = "Medium" });
        if (Drawn(figure, culture) is not { } chart)
        {
            if (!isCompact) yield return Table(figure, culture);
            yield break;
        }

        chart["title"] = Short(CardText.Defused(figure.AlternativeText), 200);
        chart["fallback"] = Fallback(figure, culture, isCompact);
        yield return chart;
        if (figure is BarFigure { Reference: { } reference } bars)
            yield return CardText.Block(RichText.Of($"{Data.Cell(reference.Label)}: {new Fact("figure.reference", reference.Value, bars.Format)}"), culture, CardTextStyle.Small);
        if (isCompact) yield break;
        var table = Table(figure, culture);
        table["id"] = id;
        table["isVisible"] = false;
        yield return table;
        yield return CardButtons.Set([CardButtons.Toggle("Show as table", id)]);
    }

    /// <summary>Null for what nobody could tell apart in a chart, or what would take the room of the rest.</summary>
    private static JsonObject? Drawn(Figure figure, CultureInfo culture)
    {
        var marks = figure switch
        {
            BarFigure bars => bars.Categories.Count * bars.Series.Count,
            HistogramFigure histogram => histogram.Edges.Count * histogram.Series.Count,
            WaterfallFigure waterfall => waterfall.Steps.Count,
            _ => 0,
        };
        if (figure is BarFigure { Series: [var single] } && HasFall(single.Values)) return null;
        return marks <= MostMarks && Chart(figure, culture) is var chart && CardSize.Of(chart) <= MostChartBytes ? chart : null;
    }

    /// <summary>Bars to the left of zero are not drawn. One that could not be seen beside the longest is no loss.</summary>
    private static bool HasFall(IReadOnlyList<double> values) => values.Any(value => value < -LeastSeen * values.Max(Math.Abs));

    /// <summary>For clients that draw no charts. On a page the table comes later in any case.</summary>
    private static JsonObject Fallback(Figure figure, CultureInfo culture, bool isCompact) =>
        Table(figure, culture) is var table && (!isCompact || CardSize.Of(table) <= MostFallbackBytes)
            ? table
            : CardText.Block(RichText.Of($"{Data.Cell(figure.AlternativeText)} The figures stand on the pages that follow."), culture, CardTextStyle.Small);

    /// <summary>The table's container, so that it can be shown and hidden as a whole.</summary>
    private static JsonObject Table(Figure figure, CultureInfo culture) => new()
    {
        ["type"] = "Container",
        ["items"] = new JsonArray([.. CardTables.Write(FigureTable.Of(Thinned(figure)) with { Caption = RichText.Empty }, culture)]),
    };

    /// <summary>A curve's table needs few points to be read, and a card has little room.</summary>
    private static Figure Thinned(Figure figure) => figure is not LineFigure lines ? figure : lines with
    {
        Series = [.. lines.Series.Select(line => ChartNumbers.Spread(line.X.Count, MostRows).ToArray() is var kept ? line with { X = [.. kept.Select(i => line.X[i])], Y = [.. kept.Select(i => line.Y[i])] } : line)],
    };

    private static JsonObject Chart(Figure figure, CultureInfo culture) => figure switch
    {
        BarFigure { Series.Count: 1 } bars => HorizontalBars(bars),
        BarFigure bars => Grouped(bars.Categories, bars.Series, bars.Format),
        LineFigure lines => Lines(lines),
        HistogramFigure histogram => Titled(Grouped(Bins(histogram, culture), histogram.Series, FactFormat.Count), CardText.Defused(histogram.XTitle), ""),
        WaterfallFigure waterfall => Waterfall(waterfall),
        _ => throw new ArgumentException($"No chart for {figure.GetType().Name}.", nameof(figure)),
    };

    private static JsonObject HorizontalBars(BarFigure figure) => Titled(new JsonObject
    {
        ["type"] = "Chart.HorizontalBar",
        ["data"] = new JsonArray([.. figure.Categories.Select((category, i) => new JsonObject { ["x"] = Label(category), ["y"] = Number(figure.Series[0].Values[i], figure.Format), ["color"] = OneSeries })]),
    }, ChartNumbers.Unit(figure.Format), "");

    private static JsonObject Grouped(IReadOnlyList<string> categories, IReadOnlyList<BarSeries> series, FactFormat format) => Titled(new JsonObject
    {
        ["type"] = "Chart.VerticalBar.Grouped",
        ["data"] = new JsonArray([.. series.Select(one => new JsonObject
        {
            ["legend"] = Label(one.Name.Length == 0 ? "customers" : one.Name),
            ["values"] = new JsonArray([.. categories.Select((category, i) => new JsonObject { ["x"] = Label(category), ["y"] = Number(one.Values[i], format) })]),
        })]),
    }, "", ChartNumbers.Unit(format));

    private static JsonObject Lines(LineFigure figure) => Titled(new JsonObject
    {
        ["type"] = "Chart.Line",
        ["data"] = new JsonArray([.. figure.Series.Select(line => new JsonObject
        {
            ["legend"] = Label(line.Name),
            ["values"] = new JsonArray([.. ChartNumbers.Spread(line.X.Count, MostPoints).Select(i => new JsonObject { ["x"] = Number(line.X[i], figure.XFormat), ["y"] = Number(line.Y[i], figure.YFormat) })]),
        })]),
    }, WithUnit(figure.XTitle, figure.XFormat), WithUnit(figure.YTitle, figure.YFormat));

    /// <summary>The level after each step: bars cannot float, but a rise and a fall are seen by their colours.</summary>
    private static JsonObject Waterfall(WaterfallFigure figure)
    {
        var data = new JsonArray();
        foreach (var (label, level, change) in ChartNumbers.Levels(figure))
            data.Add(new JsonObject { ["x"] = Label(label), ["y"] = Number(level, figure.Format), ["color"] = change == 0 ? "neutral" : change > 0 ? "warning" : "good" });
        return Titled(new JsonObject { ["type"] = "Chart.HorizontalBar", ["data"] = data }, ChartNumbers.Unit(figure.Format), "");
    }

    private static string[] Bins(HistogramFigure figure, CultureInfo culture) =>
        [.. Enumerable.Range(0, Math.Max(0, figure.Edges.Count - 1)).Select(bin => $"{FactText.Format(new Fact("edge", figure.Edges[bin], figure.XFormat), culture)} to {FactText.Format(new Fact("edge", figure.Edges[bin + 1], figure.XFormat), culture)}")];

    private static JsonObject Titled(JsonObject chart, string x, string y)
    {
        if (x.Length > 0) chart["xAxisTitle"] = x;
        if (y.Length > 0) chart["yAxisTitle"] = y;
        return chart;
    }

    private static string WithUnit(string title, FactFormat format) => ChartNumbers.Unit(format) is { Length: > 0 } unit ? $"{CardText.Defused(title)} ({unit})" : CardText.Defused(title);

    // What is not known is drawn as nothing.
    private static double Number(double value, FactFormat format) => double.IsFinite(value) ? ChartNumbers.InUnit(value, format) : 0;

    private static string Label(string text) => Short(CardText.Defused(text), MostLabelCharacters);

    private static string Short(string text, int most) => Messages.Writers.Wording.Shortened(text, most);
}
