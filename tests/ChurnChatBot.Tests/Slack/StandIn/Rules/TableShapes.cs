using System.Text.Json.Nodes;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>Tables and charts. See docs.slack.dev/reference/block-kit/blocks: table, data_table, data_visualization.</summary>
internal static class TableShapes
{
    /// <summary>What all cells of a table may hold together.</summary>
    private const int MostCharacters = 10_000;

    private static readonly Check RawText = Of("raw_text", Must("text", Text(MostCharacters)));
    private static readonly Check RawNumber = Of("raw_number", Must("value", Number), Must("text", Text(255)));

    private static readonly Check Cell = Typed(new Dictionary<string, Check> { ["raw_text"] = RawText, ["raw_number"] = RawNumber, ["rich_text"] = RichTextShapes.Block });

    private static readonly Check ColumnSettings = (value, findings) =>
    {
        // Null skips a column.
        if (value is not null) Object(May("align", OneOf("left", "center", "right")), May("is_wrapped", Bool))(value, findings);
    };

    private static readonly Check Point = Object(Must("label", Text(20)), Must("value", Number));

    private static readonly Check Axes = Object(Must("categories", List(1, 20, Text(20))), May("x_label", Text(50)), May("y_label", Text(50)));

    private static readonly Check Segment = Object(Must("label", Text(20)), Must("value", Number)).Then((found, findings) =>
    {
        if (found["value"] is JsonValue value && value.TryGetValue<double>(out var size) && size <= 0) findings.At("value").Add("must be more than 0");
    });

    public static Check Table { get; } = Of("table", May("block_id", CompositionShapes.Id), Must("rows", List(1, 100, List(1, 20, Cell))), May("column_settings", List(0, 20, ColumnSettings)))
        .Then((found, findings) => Limit(found, findings));

    public static Check DataTable { get; } = Of(
        "data_table",
        May("block_id", CompositionShapes.Id),
        Must("caption", Text(255)),
        Must("rows", List(2, 101, List(1, 20, Cell))),
        May("page_size", Integer(1, 100)),
        May("row_header_column_index", Integer(0, 19))).Then(CheckGrid);

    public static Check Chart { get; } = Of("data_visualization", May("block_id", CompositionShapes.Id), Must("title", Text(50)), Must("chart", Typed(new Dictionary<string, Check>
    {
        ["pie"] = Of("pie", Must("segments", List(1, 6, Segment))),
        ["bar"] = Axial("bar"),
        ["area"] = Axial("area"),
        ["line"] = Axial("line"),
    })));

    private static Check Axial(string type) => Of(type, Must("series", List(1, 6, Object(Must("name", Text(20)), Must("data", List(1, 20, Point))))), Must("axis_config", Axes)).Then(CheckSeries);

    /// <summary>Names are unique, and every series has one point for each category.</summary>
    private static void CheckSeries(JsonObject chart, Findings findings)
    {
        var categories = (chart["axis_config"]?["categories"] as JsonArray ?? []).Select(one => one?.ToString()).ToArray();
        if (categories.Distinct().Count() < categories.Length) findings.At("axis_config").At("categories").Add("must be unique");
        var series = (chart["series"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        if (series.Select(one => one["name"]?.ToString()).Distinct().Count() < series.Length) findings.At("series").Add("names must be unique");
        for (var i = 0; i < series.Length; i++)
        {
            var labels = (series[i]["data"] as JsonArray ?? []).Select(point => point?["label"]?.ToString()).Order();
            if (!labels.SequenceEqual(categories.Order())) findings.At("series").At(i).At("data").Add("must have one point for each category");
        }
    }

    private static void CheckGrid(JsonObject table, Findings findings)
    {
        var rows = (table["rows"] as JsonArray ?? []).OfType<JsonArray>().ToArray();
        if (rows.Select(row => row.Count).Distinct().Count() > 1) findings.At("rows").Add("must have the same number of cells in each row");
        if (rows.FirstOrDefault()?.Any(cell => cell?["type"]?.ToString() == "rich_text") == true) findings.At("rows").At(0).Add("rich_text is not allowed in the header row");
        Limit(table, findings);
    }

    private static void Limit(JsonObject table, Findings findings)
    {
        if (ShownText.Length(table["rows"]) > MostCharacters) findings.At("rows").Add($"must be less than {MostCharacters + 1} characters in total");
    }
}
