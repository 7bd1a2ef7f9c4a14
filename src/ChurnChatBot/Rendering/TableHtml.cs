using System.Globalization;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>
/// A table with its caption and header cells, in a frame that scrolls sideways on its own where the place is narrow. How many rows
/// there are in all is said where only the first are shown.
/// </summary>
internal static class TableHtml
{
    public static void Write(HtmlWriter html, ResultTable table, CultureInfo culture)
    {
        var caption = RichTextHtml.WithoutDirectionMarks(table.Caption.ToPlainText(culture));
        using (html.Open("div", ("class", "table-frame"), ("tabindex", 0), ("role", "region"), ("aria-label", caption)))
        using (html.Open("table"))
        {
            using (html.Open("caption")) RichTextHtml.Write(html, table.Caption, culture);
            using (html.Open("thead"))
            using (html.Open("tr"))
                foreach (var column in table.Columns) WriteHeader(html, column, culture);
            using (html.Open("tbody"))
                foreach (var row in table.Rows) WriteRow(html, row, table.Columns, culture);
        }
        if (table.TotalRows is not { } total || total <= table.Rows.Count) return;
        RichText scope = RichText.Of($"Showing {Fact.Count("table.shown", table.Rows.Count)} of {Fact.Count("table.rows", total)} rows");
        using (html.Open("p", ("class", "footnote"))) RichTextHtml.Write(html, scope, culture);
    }

    private static void WriteHeader(HtmlWriter html, TableColumn column, CultureInfo culture)
    {
        // A corner without words is no header of anything.
        var isCorner = column.Header.Runs.Count == 0;
        using (html.Open(isCorner ? "td" : "th", ("scope", isCorner ? null : "col"), ("class", column.IsNumber ? "number" : null)))
            RichTextHtml.Write(html, column.Header, culture);
    }

    private static void WriteRow(HtmlWriter html, IReadOnlyList<RichText> row, IReadOnlyList<TableColumn> columns, CultureInfo culture)
    {
        using (html.Open("tr"))
        {
            for (var i = 0; i < row.Count; i++)
            {
                var isNumber = i < columns.Count && columns[i].IsNumber;
                var isHeader = i == 0 && !isNumber;
                using (html.Open(isHeader ? "th" : "td", ("scope", isHeader ? "row" : null), ("class", isNumber ? "number" : null)))
                    RichTextHtml.Write(html, row[i], culture);
            }
        }
    }
}
