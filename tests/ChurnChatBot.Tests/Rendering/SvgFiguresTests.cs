using System.Globalization;
using System.Xml.Linq;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;
using ChurnChatBot.Rendering.Figures;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Rendering;

public sealed class SvgFiguresTests
{
    public static TheoryData<int, double> EveryFigureAndWidth
    {
        get
        {
            var cases = new TheoryData<int, double>();
            for (var i = 0; i < SampleMessages.Figures.Count; i++)
            {
                cases.Add(i, ChartFrame.WideWidth);
                cases.Add(i, ChartFrame.NarrowWidth);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(EveryFigureAndWidth))]
    public void Figure_IsAnAccessiblePictureWithinItsBox(int number, double width)
    {
        var figure = SampleMessages.Figures[number];

        var svg = Draw(figure, width);

        Assert.Equal("img", svg.Get("role"));
        Assert.Equal(figure.Title.ToPlainText(), svg.Elements().First().Value);
        Assert.Equal(figure.AlternativeText, svg.One("desc").Value);
        Markup.AssertHarmless(svg);
        AssertInside(svg);
        AssertNoLabelsOverlap(svg);
    }

    [Fact]
    public void Bars_StartAtZeroAndAreAsLongAsTheirValues()
    {
        var bars = Draw(SampleMessages.CityRates).All("rect", "bar");

        var start = bars[0].Number("x");
        Assert.All(bars, bar => Assert.Equal(start, bar.Number("x"), 2));
        Assert.Equal(0.31 / 0.151, bars[0].Number("width") / bars[^1].Number("width"), 2);
    }

    [Fact]
    public void NegativeBars_EndWherePositiveOnesStart()
    {
        var figure = SampleMessages.Drivers with { Categories = ["up", "down"], Series = [new BarSeries("", [0.2, -0.1])], Format = FactFormat.Gain };

        var bars = Draw(figure).All("rect", "bar");

        Assert.Equal(bars[0].Number("x"), bars[1].Number("x") + bars[1].Number("width"), 1);
    }

    [Fact]
    public void BarsWithIntervalsAndReference_ShowBothWithTheirValues()
    {
        var svg = Draw(SampleMessages.CityRates);

        Assert.Equal(3 * 6, svg.All("line", "interval").Count);
        Assert.Single(svg.All("line", "reference"));
        Assert.Contains(svg.All("text"), text => text.Value == "average 21.4 %");
    }

    [Fact]
    public void GroupedBars_HaveALegendInTheColoursOfTheirBars()
    {
        var svg = Draw(SampleMessages.MissingValues);

        Assert.Equal(["stayed", "left"], svg.All("rect", "swatch").Select(swatch => swatch.Value));
        Assert.Equal(1 + 4, svg.All("rect", "s2").Count);
    }

    [Fact]
    public void LongName_IsShortenedAndToldInFull()
    {
        var name = "city = " + new string('W', 300);
        var label = Draw(SampleMessages.Drivers with { Categories = [name], Series = [new BarSeries("", [1])] }).All("text", "label").Single();

        Assert.Equal(name, label.One("title").Value);
        Assert.EndsWith("…", label.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownValue_HasNoBarButSaysSo()
    {
        var svg = Draw(SampleMessages.Drivers with { Categories = ["a", "b"], Series = [new BarSeries("", [double.NaN, 0.5])] });

        Assert.Single(svg.All("rect", "bar"));
        Assert.Contains(svg.All("text"), text => text.Value == "unknown");
    }

    [Fact]
    public void ReferenceLines_AreDashedAndUnderTheOthers()
    {
        var paths = Draw(SampleMessages.Roc).All("path");

        Assert.Equal(3, paths.Count);
        Assert.Contains("guide", Markup.Looks(paths[0]));
    }

    [Fact]
    public void ManyPoints_AreThinnedToWhatAScreenShows()
    {
        var xs = Enumerable.Range(0, 100_001).Select(i => i / 100_000.0).ToArray();
        var figure = SampleMessages.Roc with { Series = [new LineSeries("model", xs, xs)] };

        Assert.True(Draw(figure).One("path").Get("d")!.Length < 30_000);
    }

    [Fact]
    public void GapInALine_IsAGap() =>
        Assert.Equal(2, Draw(SampleMessages.Reliability with { Series = [new LineSeries("m", [0, 0.2, 0.4, 0.6, 0.8], [0, 0.2, double.NaN, 0.6, 0.8])] }).All("path").Count);

    [Fact]
    public void Histogram_BarsTouchTheAxisAndDoNotOverlap()
    {
        var bars = Draw(SampleMessages.Silence).All("rect", "s1").Where(bar => !Markup.Looks(bar).Contains("swatch")).ToList();

        Assert.Equal(18, bars.Count);
        Assert.Single(bars.Select(bar => Math.Round(bar.Number("y") + bar.Number("height"), 1)).Distinct());
        for (var i = 1; i < bars.Count; i++) Assert.True(bars[i - 1].Number("x") + bars[i - 1].Number("width") <= bars[i].Number("x"));
    }

    [Fact]
    public void Waterfall_StepsHangWhereTheLastEnded()
    {
        var bars = Draw(SampleMessages.Reasons).All("rect", "bar");

        Assert.Equal(6, bars.Count);
        Assert.Equal(bars[0].Number("x") + bars[0].Number("width"), bars[1].Number("x"), 1);
        Assert.Equal(bars[1].Number("x") + bars[1].Number("width"), bars[2].Number("x"), 1);
        Assert.Equal(["21", "+31", "+16", "+14", "-4", "78"], Draw(SampleMessages.Reasons).All("text", "value").Select(text => text.Value));
    }

    [Fact]
    public void Waterfall_ThatDoesNotAddUp_ShowsTheRest()
    {
        var figure = SampleMessages.Reasons with { Steps = [new WaterfallStep("143 days of silence", 0.31)] };

        Assert.Contains(Draw(figure).All("text", "label"), label => label.Value == "everything else");
        Assert.Contains(Draw(figure).All("text", "value"), value => value.Value == "+26");
    }

    [Fact]
    public void Bars_OfAnyNamesAndValues_StayInside() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Bars().ToArbitrary(), figure =>
        {
            foreach (var width in new[] { ChartFrame.WideWidth, ChartFrame.NarrowWidth }) AssertInside(Draw(figure, width));
        }));

    [Fact]
    public void EmptyFigures_AreStillPictures()
    {
        AssertInside(Draw(SampleMessages.Drivers with { Categories = [], Series = [new BarSeries("", [])] }));
        AssertInside(Draw(SampleMessages.Roc with { Series = [new LineSeries("m", [], [])] }));
        AssertInside(Draw(SampleMessages.Silence with { Edges = [], Series = [new BarSeries("", [])] }));
        AssertInside(Draw(SampleMessages.Reasons with { Steps = [] }));
    }

    [Fact]
    public void FigureTables_HoldTheNumbersOfThePicture()
    {
        var table = FigureTable.Of(SampleMessages.CityRates);

        Assert.Equal("31.0 % (25.9 % to 36.6 %)", table.Rows[0][1].ToPlainText());
        Assert.Equal("average", table.Rows[^1][0].ToPlainText());
        Assert.Equal(21 + 21 + 2, FigureTable.Of(SampleMessages.Roc).Rows.Count);
        Assert.Equal(201 + 201 + 2, FigureTable.Of(SampleMessages.Roc).TotalRows);
        Assert.Equal(18, FigureTable.Of(SampleMessages.Silence).Rows.Count);
        Assert.Equal("+31", FigureTable.Of(SampleMessages.Reasons).Rows[1][1].ToPlainText());
    }

    private static Gen<BarFigure> Bars() =>
        from count in Gen.Choose(1, 6)
        from names in ArbMap.Default.GeneratorFor<NonNull<string>>().ArrayOf(count)
        from values in ArbMap.Default.GeneratorFor<double>().ArrayOf(count)
        select SampleMessages.Drivers with { Categories = [.. names.Select(name => name.Get)], Series = [new BarSeries("", values)], Format = FactFormat.Number };

    private static XElement Draw(Figure figure, double width = ChartFrame.WideWidth)
    {
        var html = new HtmlWriter();
        SvgFigures.Draw(html, figure, new ChartFrame(width, CultureInfo.InvariantCulture), "chart");
        return Markup.Parse(html.ToString());
    }

    private static void AssertInside(XElement svg)
    {
        var box = svg.Get("viewBox")!.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        foreach (var text in svg.All("text"))
        {
            var (left, right) = Extent(text);
            Assert.True(left >= -0.02 && right <= box[2] + 0.02, $"A label reaches from {left} to {right} of {box[2]}.");
            Assert.InRange(text.Number("y"), 0, box[3]);
        }
        foreach (var mark in svg.All("rect"))
        {
            Assert.True(mark.Number("x") >= -0.02 && mark.Number("x") + mark.Number("width") <= box[2] + 0.02);
            Assert.True(mark.Number("y") >= -0.02 && mark.Number("y") + mark.Number("height") <= box[3] + 0.02);
        }
    }

    private static void AssertNoLabelsOverlap(XElement svg)
    {
        foreach (var line in svg.All("text").GroupBy(text => text.Number("y")))
        {
            var extents = line.Select(Extent).OrderBy(extent => extent.Left).ToList();
            for (var i = 1; i < extents.Count; i++) Assert.True(extents[i - 1].Right <= extents[i].Left + 0.02, $"Labels overlap at y = {line.Key}.");
        }
    }

    private static (double Left, double Right) Extent(XElement text)
    {
        var shown = string.Concat(text.Nodes().OfType<XText>().Select(node => node.Value));
        var width = TextWidth.Of(shown, ChartCanvas.FontSize);
        var x = text.Number("x");
        return text.Get("text-anchor") switch { "middle" => (x - width / 2, x + width / 2), "end" => (x - width, x), _ => (x, x + width) };
    }
}
