using System.Globalization;
using System.Text;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>How wide a chart is drawn and for whom. The same figure is drawn once for wide and once for narrow places, with text of one size.</summary>
internal sealed record ChartFrame(double Width, CultureInfo Culture)
{
    public const double WideWidth = 640;
    public const double NarrowWidth = 340;

    public bool IsNarrow => Width < 480;
}

/// <summary>
/// The few marks that charts are made of. Looks come from classes of the style sheet, places from attributes, so that a page may
/// forbid inline styles; text is kept inside the picture.
/// </summary>
internal sealed class ChartCanvas(HtmlWriter html, ChartFrame frame, double height)
{
    public const double FontSize = 13;

    /// <summary>How far the baseline lies below the middle of the letters.</summary>
    public const double MiddleToBaseline = 0.35 * FontSize;

    public double Width => frame.Width;

    public double Height => height;

    public void Line((double X, double Y) from, (double X, double Y) to, string look) =>
        html.Empty("line", ("x1", from.X), ("y1", from.Y), ("x2", to.X), ("y2", to.Y), ("class", look));

    /// <param name="title">What a pointer that rests on it is told.</param>
    public void Rectangle((double X, double Y) corner, (double Width, double Height) size, string look, string title)
    {
        using (html.Open("rect", ("x", corner.X), ("y", corner.Y), ("width", Math.Max(0, size.Width)), ("height", Math.Max(0, size.Height)),
            ("rx", Math.Min(2.5, size.Width / 2)), ("class", look)))
            html.Element("title", RichTextHtml.WithoutDirectionMarks(title));
    }

    public void Circle((double X, double Y) middle, double radius, string look, string title)
    {
        using (html.Open("circle", ("cx", middle.X), ("cy", middle.Y), ("r", radius), ("class", look)))
            html.Element("title", RichTextHtml.WithoutDirectionMarks(title));
    }

    public void Path(IEnumerable<(double X, double Y)> points, string look, bool isClosed = false)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Coordinate(x)).Append(' ').Append(Coordinate(y));
        if (path.Length == 0) return;
        if (isClosed) path.Append('Z');
        html.Empty("path", ("d", path.ToString()), ("class", look));
    }

    /// <summary>Text at a place, shifted where it would leave the picture and shortened where it is longer than <paramref name="room"/>.</summary>
    /// <param name="at">Anchor and baseline.</param>
    public void Text((double X, double Y) at, string text, string look, TextAnchor anchor = TextAnchor.Start, double? room = null)
    {
        text = RichTextHtml.WithoutDirectionMarks(text);
        var shown = TextWidth.Fit(text, Math.Min(room ?? Width, Width), FontSize);
        var width = TextWidth.Of(shown, FontSize);
        var left = anchor switch { TextAnchor.Start => at.X, TextAnchor.Middle => at.X - width / 2, _ => at.X - width };
        left = Math.Clamp(left, 0, Math.Max(0, Width - width));
        var x = anchor switch { TextAnchor.Start => left, TextAnchor.Middle => left + width / 2, _ => left + width };
        using (html.Open("text", ("x", x), ("y", at.Y), ("class", look), ("text-anchor", Name(anchor))))
        {
            if (shown != text) html.Element("title", text);
            html.Text(shown);
        }
    }

    private static string? Name(TextAnchor anchor) => anchor switch { TextAnchor.Middle => "middle", TextAnchor.End => "end", _ => null };

    private static string Coordinate(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}

internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
