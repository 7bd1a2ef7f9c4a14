using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>The figures behind a picture as a table, for those who cannot see it or want the numbers.</summary>
internal static class FigureTable
{
    private const int MostRowsOfLine = 21;

    public static ResultTable Of(Figure figure) => figure switch
    {
        BarFigure bars => OfBars(bars),
        LineFigure lines => OfLines(lines),
        HistogramFigure histogram => OfHistogram(histogram),
        WaterfallFigure waterfall => OfWaterfall(waterfall),
        _ => throw new ArgumentException($"No table for {figure.GetType().Name}.", nameof(figure)),
    };

    private static ResultTable OfBars(BarFigure figure)
    {
        var rows = figure.Categories.Select((category, row) => (IReadOnlyList<RichText>)
            [Cell(category), .. Customers(figure, row), .. figure.Series.Select(series => Number(series.Values[row], figure.Format, series.Low?[row], series.High?[row]))]).ToList();
        if (figure.Reference is { } reference)
            rows.Add([Cell(reference.Label), .. figure.Customers is null ? (RichText[])[] : [RichText.Empty], .. figure.Series.Select(_ => Number(reference.Value, figure.Format))]);
        return new ResultTable(figure.Title, [new TableColumn(""), .. figure.Customers is null ? (TableColumn[])[] : [new TableColumn("Customers", true)], .. figure.Series.Select(Header)], rows);
    }

    private static IEnumerable<RichText> Customers(BarFigure figure, int row) => figure.Customers is { } customers ? [Number(customers[row], FactFormat.Count)] : [];

    private static ResultTable OfLines(LineFigure figure)
    {
        var rows = new List<IReadOnlyList<RichText>>();
        foreach (var series in figure.Series)
        {
            foreach (var i in ChartNumbers.Spread(series.X.Count, MostRowsOfLine))
                rows.Add([Cell(series.Name), Number(series.X[i], figure.XFormat), Number(series.Y[i], figure.YFormat)]);
        }
        var total = figure.Series.Sum(series => series.X.Count);
        return new ResultTable(figure.Title, [new TableColumn("Line"), new TableColumn(Cell(figure.XTitle), true), new TableColumn(Cell(figure.YTitle), true)],
            rows, total > rows.Count ? total : null);
    }

    private static ResultTable OfHistogram(HistogramFigure figure)
    {
        var rows = Enumerable.Range(0, Math.Max(0, figure.Edges.Count - 1)).Select(bin => (IReadOnlyList<RichText>)
            [Number(figure.Edges[bin], figure.XFormat), Number(figure.Edges[bin + 1], figure.XFormat),
             .. figure.Series.Select(series => Number(series.Values[bin], FactFormat.Count))]).ToList();
        return new ResultTable(figure.Title, [new TableColumn("From", true), new TableColumn("To", true), .. figure.Series.Select(Header)], rows);
    }

    private static ResultTable OfWaterfall(WaterfallFigure figure)
    {
        var change = figure.Format is FactFormat.Share or FactFormat.OutOfHundred ? FactFormat.Points
            : figure.Format == FactFormat.Score ? FactFormat.Gain : figure.Format;
        var rows = figure.Steps.Select(step => (IReadOnlyList<RichText>)[Cell(step.Label), Number(step.Change, change)]);
        return new ResultTable(figure.Title, [new TableColumn("Step"), new TableColumn("Value", true)],
            [[Cell(figure.StartLabel), Number(figure.Start, figure.Format)], .. rows, [Cell(figure.EndLabel), Number(figure.End, figure.Format)]]);
    }

    private static TableColumn Header(BarSeries series) => new(series.Name.Length == 0 ? "Value" : Cell(series.Name), true);

    private static RichText Cell(string text) => RichText.Of($"{Data.Cell(text)}");

    private static RichText Number(double value, FactFormat format, double? low = null, double? high = null) =>
        RichText.Of($"{new Fact("figure", value, format, low, high)}");
}
