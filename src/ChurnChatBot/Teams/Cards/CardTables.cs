using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>Tables: side by side where a phone can still show them, else one entry a row with its cells below each other.</summary>
internal static class CardTables
{
    private const int WidestTable = 4;

    public static IEnumerable<JsonObject> Write(ResultTable table, CultureInfo culture)
    {
        yield return CardText.Block(table.Caption, culture, new CardTextStyle { IsStrong = true });
        if (table.Columns.Count <= WidestTable) yield return SideBySide(table, culture);
        else foreach (var row in table.Rows) yield return Stacked(table, row, culture);
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
            ["columns"] = new JsonArray([.. table.Columns.Select(column => new JsonObject { ["width"] = column.IsNumber ? 1 : 2 })]),
            ["rows"] = rows,
        };
    }

    private static JsonObject Row(IReadOnlyList<TableColumn> columns, IReadOnlyList<RichText> cells, CultureInfo culture, bool isHeader) => new()
    {
        ["type"] = "TableRow",
        ["cells"] = new JsonArray([.. cells.Select((cell, i) => new JsonObject
        {
            ["type"] = "TableCell",
            ["items"] = new JsonArray(CardText.Block(cell, culture, new CardTextStyle { IsStrong = isHeader, IsRight = columns[i].IsNumber })),
        })]),
    };

    /// <summary>The first cell names the row, the others follow with the names of their columns.</summary>
    private static JsonObject Stacked(ResultTable table, IReadOnlyList<RichText> row, CultureInfo culture)
    {
        var words = row[0];
        for (var i = 1; i < row.Count; i++)
        {
            if (row[i].ToPlainText().Length == 0) continue;
            words = words.Then(i == 1 ? ": " : ", ").Then(table.Columns[i].Header).Then(" ").Then(row[i]);
        }

        return CardText.Block(words, culture, new CardTextStyle { Spacing = "Small" });
    }
}
