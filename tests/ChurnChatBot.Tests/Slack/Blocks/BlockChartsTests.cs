using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Tests.Rendering;
using static ChurnChatBot.Tests.Slack.Blocks.BlockReading;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>Figures within what Slack's charts hold, honest about the rest, with their tables behind them.</summary>
public sealed class BlockChartsTests
{
    private static readonly BlockOptions Options = new() { MessageId = "m1" };

    [Fact]
    public void EveryFigure_IsAChartWithinItsLimitsAndATableBehind()
    {
        foreach (var figure in SampleMessages.Figures)
        {
            var message = new ReplyMessage(new FigureSection(figure));
            var chart = Chart(message)!;

            Assert.InRange(((string)chart["title"]!).Length, 1, 50);
            var categories = chart["chart"]!["axis_config"]!["categories"]!.AsArray().Select(name => (string)name!).ToArray();
            Assert.All(categories, name => Assert.InRange(name.Length, 1, 20));
            Assert.All(chart["chart"]!["series"]!.AsArray(), series => Assert.Equal(categories, series!["data"]!.AsArray().Select(point => (string)point!["label"]!)));
            Assert.Contains("Thetablehasallfigures.", Texts(BlockRenderer.Render(message, Options)), StringComparison.Ordinal);
            Assert.Equal("Show as table", (string?)Buttons(BlockRenderer.Render(message, Options)).Single().Button["text"]!["text"]);
            Assert.Equal("data_table", Kinds(message, Options with { Page = 1 }).Single(kind => kind.EndsWith("table", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Shares_AreDrawnInPercent()
    {
        var chart = Chart(new ReplyMessage(new FigureSection(SampleMessages.CityRates)))!["chart"]!;

        Assert.Equal("%", (string?)chart["axis_config"]!["y_label"]);
        Assert.Equal(31.0, (double)chart["series"]![0]!["data"]![0]!["value"]!);
        var read = Texts(BlockRenderer.Render(new ReplyMessage(new FigureSection(SampleMessages.CityRates)), Options));
        Assert.Contains("Average:21.4%.Intervalsstandinthetable.", read, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_AreReadAtTheSamePlaces()
    {
        var series = Chart(new ReplyMessage(new FigureSection(SampleMessages.Roc)))!["chart"]!["series"]!.AsArray();

        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100], Values(series[2]!));
        Assert.All(Values(series[0]!).Zip(Values(series[1]!)).Skip(1).SkipLast(1), pair => Assert.True(pair.First > pair.Second));
    }

    [Fact]
    public void Bins_TooManyForAChart_AreJoinedWithoutLosingACustomer()
    {
        var histogram = new HistogramFigure("days", FactFormat.Number, [.. Enumerable.Range(0, 51).Select(i => (double)i)], [new BarSeries("", [.. Enumerable.Range(1, 50).Select(i => (double)i)])]) { Title = "Days", AlternativeText = "" };
        var message = new ReplyMessage(new FigureSection(histogram));

        Assert.Equal(50 * 51 / 2, Values(Chart(message)!["chart"]!["series"]![0]!).Sum());
        Assert.Contains("3neighbouringbinsareonebarhere.", Texts(BlockRenderer.Render(message, Options)), StringComparison.Ordinal);
    }

    public static TheoryData<string> Undrawable => ["seven series", "two names that shorten to the same", "an unknown value"];

    [Theory]
    [MemberData(nameof(Undrawable))]
    public void Figure_ThatNoChartHolds_IsATableInItsPlace(string kind)
    {
        var figure = kind switch
        {
            "seven series" => SampleMessages.MissingValues with { Series = [.. Enumerable.Range(0, 7).Select(i => new BarSeries($"s{i}", [1, 2, 3, 4]))] },
            "an unknown value" => SampleMessages.MissingValues with { Series = [new BarSeries("s", [1, 2, double.NaN, 4])] },
            _ => SampleMessages.MissingValues with { Categories = ["a", "b", new string('c', 30) + "1", new string('c', 30) + "2"] },
        };

        Assert.Equal(["rich_text", "data_table"], Kinds(new ReplyMessage(new FigureSection(figure)), Options));
    }

    [Fact]
    public void WorkspaceWithoutCharts_GetsPlainTables() =>
        Assert.Equal(["rich_text", "table"], Kinds(new ReplyMessage(new FigureSection(SampleMessages.CityRates)), Options with { UsesNewBlocks = false }).Where(kind => kind != "actions"));

    private static JsonNode? Chart(ReplyMessage message) => BlockRenderer.Render(message, Options).Blocks.SingleOrDefault(block => (string?)block!["type"] == "data_visualization");

    private static IEnumerable<string> Kinds(ReplyMessage message, BlockOptions options) => BlockRenderer.Render(message, options).Blocks.Select(block => (string)block!["type"]!).Where(kind => kind is not ("context_actions" or "actions"));

    private static IEnumerable<double> Values(JsonNode series) => series["data"]!.AsArray().Select(point => (double)point!["value"]!);
}
