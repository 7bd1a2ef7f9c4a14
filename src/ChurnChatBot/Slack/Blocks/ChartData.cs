using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// A figure as points over categories, which is all that Slack's charts know: at most 20 of them, the same for every series. Curves are read where the
/// categories are, neighbouring bins are joined, and each such thing is noted.
/// </summary>
/// <param name="Notes">What the reader must know of what is drawn.</param>
internal sealed record ChartData(IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series, IReadOnlyList<RichText> Notes)
{
    public const int MostPoints = 20;
    public const int MostSeries = 6;

    /// <summary>As many points of a curve as have room for their labels.</summary>
    private const int PointsOfCurve = 11;

    private const int LongestBin = 16;

    public bool IsLine { get; init; }

    public string XTitle { get; init; } = "";

    public string YTitle { get; init; } = "";

    /// <returns>Null for a figure that has no such form.</returns>
    public static ChartData? Of(Figure figure, CultureInfo culture) => figure switch
    {
        BarFigure bars => OfBars(bars),
        HistogramFigure histogram => OfHistogram(histogram, culture),
        LineFigure lines => OfLines(lines, culture),
        WaterfallFigure waterfall => OfWaterfall(waterfall),
        _ => null,
    };

    private static ChartData OfBars(BarFigure figure)
    {
        var shown = Math.Min(figure.Categories.Count, MostPoints);
        var notes = new List<RichText>();
        if (shown < figure.Categories.Count) notes.Add(RichText.Of($"The first {Fact.Count("figure.shown", shown)} of {Fact.Count("figure.categories", figure.Categories.Count)} are drawn."));
        if (figure.Reference is { } reference) notes.Add(RichText.Of($"{Data.Cell(Messages.Writers.Wording.Capitalised(reference.Label))}: {new Fact("figure.reference", reference.Value, figure.Format)}."));
        if (figure.Series.Any(series => series.Low is not null)) notes.Add("Intervals stand in the table.");
        return new ChartData([.. figure.Categories.Take(shown)], [.. figure.Series.Select(series => new ChartSeries(NameOf(series, "value"), Values(series.Values.Take(shown), figure.Format)))], notes)
        {
            YTitle = ChartNumbers.Unit(figure.Format),
        };
    }

    private static ChartData OfHistogram(HistogramFigure figure, CultureInfo culture)
    {
        var bins = Math.Max(0, figure.Edges.Count - 1);
        var joined = (bins + MostPoints - 1) / MostPoints;
        var groups = Enumerable.Range(0, bins).Chunk(Math.Max(1, joined)).ToArray();
        var labels = groups.Select(group => $"{Edge(group[0])} to {Edge(group[^1] + 1)}").ToArray();
        var isShort = labels.All(label => label.Length <= LongestBin);
        return new ChartData(
            isShort ? labels : [.. groups.Select(group => Edge(group[0]))],
            [.. figure.Series.Select(series => new ChartSeries(NameOf(series, "customers"), [.. groups.Select(group => group.Sum(bin => series.Values[bin]))]))],
            joined > 1 ? [RichText.Of($"{Fact.Count("figure.joined", joined)} neighbouring bins are one bar here.")] : [])
        {
            XTitle = isShort ? figure.XTitle : figure.XTitle + ", from",
            YTitle = "customers",
        };

        string Edge(int edge) => FactText.Format(new Fact("edge", figure.Edges[edge], figure.XFormat), culture);
    }

    private static ChartData? OfLines(LineFigure figure, CultureInfo culture)
    {
        if (figure.Series.Count == 0 || figure.Series.Any(line => line.X.Count < 2)) return null;
        // Only where every curve is known can they be compared.
        var (low, high) = (figure.Series.Max(line => line.X.Min()), figure.Series.Min(line => line.X.Max()));
        if (!(low < high)) return null;
        var places = Places(figure, low, high);
        var isRead = figure.Series.Any(line => line.X.Count != places.Count);
        return new ChartData(
            [.. places.Select(x => Place(x, figure.XFormat, culture))],
            [.. figure.Series.Select(line => new ChartSeries(line.Name, Values(places.Select(x => At(line, x)), figure.YFormat)))],
            isRead ? [RichText.Of($"The curves are drawn by {Fact.Count("figure.points", places.Count)} points.")] : [])
        {
            IsLine = true,
            XTitle = WithUnit(figure.XTitle, figure.XFormat),
            YTitle = WithUnit(figure.YTitle, figure.YFormat),
        };
    }

    /// <summary>The points of the curve with the most of them where they are few, else evenly spread ones.</summary>
    private static IReadOnlyList<double> Places(LineFigure figure, double low, double high)
    {
        var own = figure.Series.MaxBy(line => line.X.Count)!.X.Where(x => x >= low && x <= high).Distinct().Order().ToArray();
        return own.Length is > 1 and <= MostPoints ? own : [.. Enumerable.Range(0, PointsOfCurve).Select(i => low + (high - low) * i / (PointsOfCurve - 1))];
    }

    /// <summary>On the straight line between the neighbours, as the curve is drawn elsewhere.</summary>
    private static double At(LineSeries line, double x)
    {
        for (var i = 1; i < line.X.Count; i++)
        {
            var (from, to) = (line.X[i - 1], line.X[i]);
            if (x == to && (i + 1 == line.X.Count || line.X[i + 1] > to)) return line.Y[i];
            if (x >= from && x < to) return line.Y[i - 1] + (line.Y[i] - line.Y[i - 1]) * (x - from) / (to - from);
        }

        return double.NaN;
    }

    private static ChartData OfWaterfall(WaterfallFigure figure)
    {
        var levels = ChartNumbers.Levels(figure).ToArray();
        return new ChartData(
            [.. levels.Select(level => level.Label)],
            [new ChartSeries("level after each step", Values(levels.Select(level => level.Level), figure.Format))],
            ["Each bar is the level after that step."])
        {
            YTitle = ChartNumbers.Unit(figure.Format),
        };
    }

    /// <summary>Without the unit, which the axis names.</summary>
    private static string Place(double x, FactFormat format, CultureInfo culture) =>
        FactText.Format(ChartNumbers.Unit(format).Length > 0 ? new Fact("figure.x", ChartNumbers.InUnit(x, format), FactFormat.Number) : new Fact("figure.x", x, format), culture);

    private static string WithUnit(string title, FactFormat format) => ChartNumbers.Unit(format) is { Length: > 0 } unit ? $"{title} ({unit})" : title;

    private static string NameOf(BarSeries series, string otherwise) => series.Name.Length == 0 ? otherwise : series.Name;

    private static IReadOnlyList<double> Values(IEnumerable<double> values, FactFormat format) =>
        [.. values.Select(value => double.IsFinite(value) ? ChartNumbers.InUnit(value, format) : double.NaN)];
}

internal sealed record ChartSeries(string Name, IReadOnlyList<double> Values);
