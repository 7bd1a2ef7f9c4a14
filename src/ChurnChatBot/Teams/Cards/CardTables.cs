using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>Tables: side by side where a phone can still show them, else one entry a row with its cells below each other.</summary>
internal static class CardTables
{
    private const int WidestTable = 4;
    private const int WidestColumn = 30;

    public static IEnumerable<JsonObject> Write(ResultTable table, CultureInfo culture)
    {
        if (table.Caption.Runs.Count > 0) yield return CardText.Block(table.Caption, culture, new CardTextStyle { IsStrong = true });
        if (table.Columns.Count <= WidestTable) yield return SideBySide(table, culture);
        else foreach (var row in table.Rows) yield return CardText.Block(table.RowAsText(row), culture, new CardTextStyle { Spacing = "Small" });
        if (table.TotalRows is { } total && total > table.Rows.Count)
            yield return CardText.Block(RichText.Of($"{Fact.Count("table.total", total)} in all."), culture, CardTextStyle.Small);
    }

    private static JsonObject SideBySide(ResultTable table, CultureInfo culture)
    {
        var rows = new JsonArray { Row(table.Columns, [.. table.Columns.Select(column => column.Header)], culture, isHeader: true) };
        foreach (var row in table.Rows) rows.Add(Row(table.Columns, row, culture, isHeader: false));
        return new JsonObject
        {
            ["type"] = "Table",
            ["firstRowAsHeaders"] = true,
            ["showGridLines"] = false,
            ["columns"] = new JsonArray([.. table.Columns.Select((_, i) => new JsonObject { ["width"] = Width(table, i, culture) })]),
            ["rows"] = rows,
        };
    }

    /// <summary>A share of the width by the longest text, so that short columns leave room to those of many words.</summary>
    private static int Width(ResultTable table, int column, CultureInfo culture) => Math.Clamp(
        table.Rows.Where(row => column < row.Count).Select(row => row[column]).Append(table.Columns[column].Header).Max(cell => cell.ToPlainText(culture).Length), 9, WidestColumn);

    private static JsonObject Row(IReadOnlyList<TableColumn> columns, IReadOnlyList<RichText> cells, CultureInfo culture, bool isHeader) => new()
    {
        ["type"] = "TableRow",
        ["cells"] = new JsonArray([.. cells.Select((cell, i) => new JsonObject
        {
            ["type"] = "TableCell",
            ["items"] = new JsonArray(CardText.Block(cell, culture, new CardTextStyle { IsStrong = isHeader, IsRight = columns[i].IsNumber })),
        })]),
    };
}
