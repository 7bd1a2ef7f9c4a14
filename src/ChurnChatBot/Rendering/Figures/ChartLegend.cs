namespace ChurnChatBot.Rendering.Figures;

/// <summary>Names of the series over the plot, in as many lines as they need. One nameless series needs none.</summary>
internal sealed class ChartLegend
{
    private const double LineHeight = 22;
    private const double SwatchWidth = 20;
    private const double Gap = 18;
    private readonly List<(string Name, string Look, double X, double Y)> _entries = [];

    /// <param name="series">Name and class of each series.</param>
    public ChartLegend(IEnumerable<(string Name, string Look)> series, double width)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var (name, look) in series.Where(entry => entry.Name.Length > 0))
        {
            var shown = RichTextHtml.WithoutDirectionMarks(name);
            var needed = SwatchWidth + Math.Min(TextWidth.Of(shown, ChartCanvas.FontSize), width - SwatchWidth);
            if (x > 0 && x + needed > width) (x, y) = (0, y + LineHeight);
            _entries.Add((name, look, x, y));
            x += needed + Gap;
        }
        Height = _entries.Count == 0 ? 0 : y + LineHeight + 6;
    }

    public double Height { get; }

    /// <param name="isLine">Lines are shown as lines, areas as squares.</param>
    public void Draw(ChartCanvas canvas, bool isLine)
    {
        foreach (var (name, look, x, y) in _entries)
        {
            var middle = y + LineHeight / 2;
            if (isLine) canvas.Line((x, middle), (x + 14, middle), look);
            else canvas.Rectangle((x, middle - 5.5), (11, 11), look, name);
            canvas.Text((x + SwatchWidth, middle + ChartCanvas.MiddleToBaseline), name, "label", room: canvas.Width - x - SwatchWidth);
        }
    }
}
