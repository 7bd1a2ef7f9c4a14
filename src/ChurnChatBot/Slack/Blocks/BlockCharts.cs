using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// Figures as the charts that Slack draws itself. They hold few points with short names and no intervals; what of a figure they do not show is said
/// below them, and stands in the table that follows the message.
/// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
/// </summary>
internal static class BlockCharts
{
    private const int LongestTitle = 50;
    private const int LongestAxis = 50;
    private const int LongestName = 20;

    /// <summary>Whether there is a chart of it; else its table stands in its place.</summary>
    public static bool Draws(Figure figure, BlockOptions options) => options.UsesNewBlocks && ChartData.Of(figure, options.Culture) is { } data && IsWithinLimits(data);

    public static IEnumerable<JsonObject> Write(Figure figure, BlockOptions options)
    {
        if (!Draws(figure, options)) return BlockTables.Write(FigureTable.Of(figure), options);
        return Chart(figure, ChartData.Of(figure, options.Culture)!, options.Culture);
    }

    private static IEnumerable<JsonObject> Chart(Figure figure, ChartData data, CultureInfo culture)
    {
        var sentence = BlockText.Plain(figure.Title, culture);
        var about = BlockText.Data(figure.AlternativeText);
        var isLong = sentence.Length > LongestTitle;
        if (isLong) yield return BlockText.Block(figure.Title, culture, isStrong: true);
        var title = isLong ? Subject(about) ?? BlockText.Shortened(sentence, LongestTitle) : sentence;
        yield return new JsonObject { ["type"] = "data_visualization", ["title"] = BlockText.NotEmpty(title), ["chart"] = Drawn(data) };
        var names = data.Categories.Concat(data.Series.Select(series => series.Name));
        string[] notes =
        [
            title == about.TrimEnd('.') ? "" : about,
            .. data.Notes.Select(note => note.ToPlainText(culture)),
            names.Any(name => name.Length > LongestName) ? "Long names are shortened here." : "",
            "The table has all figures.",
        ];
        yield return BlockText.Context(string.Join(' ', notes.Where(note => note.Length > 0)));
    }

    /// <summary>What a chart shows, where its sentence is too long for a title: "ROC curve on the test customers", before what follows a colon.</summary>
    private static string? Subject(string about) => about.Split(": ")[0].TrimEnd('.') is { Length: > 0 and <= LongestTitle } subject ? subject : null;

    private static JsonObject Drawn(ChartData data)
    {
        var categories = data.Categories.Select(Named).ToArray();
        var axes = new JsonObject { ["categories"] = new JsonArray([.. categories.Select(name => (JsonNode)name)]) };
        if (data.XTitle.Length > 0) axes["x_label"] = BlockText.Shortened(BlockText.Data(data.XTitle), LongestAxis);
        if (data.YTitle.Length > 0) axes["y_label"] = BlockText.Shortened(BlockText.Data(data.YTitle), LongestAxis);
        return new JsonObject
        {
            ["type"] = data.IsLine ? "line" : "bar",
            ["series"] = new JsonArray([.. data.Series.Select(series => new JsonObject
            {
                ["name"] = Named(series.Name),
                ["data"] = new JsonArray([.. series.Values.Select((value, i) => new JsonObject { ["label"] = categories[i], ["value"] = value })]),
            })]),
            ["axis_config"] = axes,
        };
    }

    private static bool IsWithinLimits(ChartData data) =>
        data.Categories.Count is > 0 and <= ChartData.MostPoints && data.Series.Count is > 0 and <= ChartData.MostSeries
        && data.Series.All(series => series.Values.Count == data.Categories.Count && series.Values.All(double.IsFinite))
        && AreDistinct(data.Categories) && AreDistinct(data.Series.Select(series => series.Name));

    /// <summary>Slack tells points and series apart by their names, as they are when shortened.</summary>
    private static bool AreDistinct(IEnumerable<string> names) => names.Select(Named).GroupBy(name => name, StringComparer.Ordinal).All(group => group.Count() == 1);

    private static string Named(string name) => BlockText.Shortened(BlockText.NotEmpty(BlockText.Data(name)), LongestName);
}
