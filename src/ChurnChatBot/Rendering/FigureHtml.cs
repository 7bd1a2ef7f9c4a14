using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;

namespace ChurnChatBot.Rendering;

/// <summary>A picture with its title as a sentence above, and its numbers as a table that can be unfolded below.</summary>
internal static class FigureHtml
{
    public static void Write(HtmlWriter html, Figure figure, CultureInfo culture)
    {
        using (html.Open("figure"))
        {
            using (html.Open("figcaption")) RichTextHtml.Write(html, figure.Title, culture);
            SvgFigures.Write(html, figure, culture);
            using (html.Open("details", ("class", "figure-table")))
            {
                html.Element("summary", "Show as table");
                TableHtml.Write(html, FigureTable.Of(figure), culture);
            }
        }
    }
}
