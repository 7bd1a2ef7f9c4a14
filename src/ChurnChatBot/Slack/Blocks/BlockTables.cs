using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// Tables: data_table, which people sort and turn the pages of, or the plain table where a workspace has none. What neither takes is a list, one
/// entry a row.
/// https://docs.slack.dev/reference/block-kit/blocks/data-table-block
/// </summary>
internal static class BlockTables
{
    private const int MostColumns = 20;

    /// <summary>Besides the header, which the plain table counts as a row.</summary>
    private const int MostRows = 99;

    private const int RowsInView = 10;
    private const int LongestCaption = 150;

    public static IEnumerable<JsonObject> Write(ResultTable table, BlockOptions options)
    {
        if (table.Caption.Runs.Count > 0) yield return BlockText.Block(table.Caption, options.Culture, isStrong: true);
        if (table.Rows.Count == 0 || table.Columns.Count is 0 or > MostColumns)
        {
            yield return table.Rows.Count == 0 || table.Columns.Count == 0
                ? BlockText.Context("There are no rows.")
                : BlockText.Bullets(table.Rows.Select(table.RowAsText), options.Culture);
        }
        else
        {
            foreach (var rows in table.Rows.Chunk(MostRows)) yield return options.UsesNewBlocks ? Sortable(table, rows, options) : Plain(table, rows, options);
        }

        if (table.TotalRows is { } total && total > table.Rows.Count)
            yield return BlockText.Context(RichText.Of($"{Fact.Count("table.total", total)} in all.").ToPlainText(options.Culture));
    }

    private static JsonObject Sortable(ResultTable table, IReadOnlyList<IReadOnlyList<RichText>> rows, BlockOptions options) => new()
    {
        ["type"] = "data_table",
        ["caption"] = BlockText.Shortened(BlockText.NotEmpty(BlockText.Plain(table.Caption, options.Culture)), LongestCaption),
        ["page_size"] = Math.Min(rows.Count, RowsInView),
        ["rows"] = Rows(table, rows, options),
    };

    private static JsonObject Plain(ResultTable table, IReadOnlyList<IReadOnlyList<RichText>> rows, BlockOptions options) => new()
    {
        ["type"] = "table",
        ["column_settings"] = new JsonArray([.. table.Columns.Select(column => new JsonObject { ["align"] = column.IsNumber ? "right" : "left", ["is_wrapped"] = !column.IsNumber })]),
        ["rows"] = Rows(table, rows, options),
    };

    private static JsonArray Rows(ResultTable table, IReadOnlyList<IReadOnlyList<RichText>> rows, BlockOptions options)
    {
        var header = new JsonArray([.. table.Columns.Select(column => Cell(column.Header.Runs.Count == 0 ? "Name" : column.Header, isNumber: false, options))]);
        return new JsonArray([header, .. rows.Select(row => new JsonArray([.. table.Columns.Select((column, i) => Cell(i < row.Count ? row[i] : RichText.Empty, column.IsNumber, options))]))]);
    }

    /// <summary>A number with its value beside its words, so that it is sorted as one.</summary>
    private static JsonObject Cell(RichText cell, bool isNumber, BlockOptions options)
    {
        var text = BlockText.NotEmpty(BlockText.Plain(cell, options.Culture));
        return isNumber && cell.Runs is [{ Fact: { } fact }] && double.IsFinite(fact.Value)
            ? new JsonObject { ["type"] = "raw_number", ["value"] = fact.Value, ["text"] = text }
            : new JsonObject { ["type"] = "raw_text", ["text"] = text };
    }
}
