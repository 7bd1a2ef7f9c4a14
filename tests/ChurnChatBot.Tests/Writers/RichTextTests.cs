using System.Globalization;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Tests.Writers;

/// <summary>Words with figures and names kept apart, and figures as people read them.</summary>
public sealed class RichTextTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public void Of_Markup_SwitchesStylesOfLiteralsOnly()
    {
        var text = RichText.Of($"**{Fact.Count("rows", 5012)} rows** of `{Data.Cell("x")}`{Data.Name("**a**`b`")}");

        Assert.Equal("5,012 rows of x**a**`b`", text.ToPlainText());
        Assert.Equal((TextStyle.Strong, TextStyle.Strong), (text.Runs[0].Style, text.Runs[1].Style));
        Assert.Equal(new TextRun("**a**`b`", TextStyle.Code), text.Runs[^1]);
    }

    [Fact]
    public void Of_RichTextInside_KeepsItsStyleAndTakesTheOuter()
    {
        var text = RichText.Of($"**all {RichText.Of($"{Data.Name("city")} of")}** them");

        Assert.Equal([TextStyle.Strong, TextStyle.Strong | TextStyle.Code, TextStyle.Strong, TextStyle.Plain], text.Runs.Select(run => run.Style));
    }

    [Fact]
    public void Of_WordsAlone_MarkNames() => Assert.Equal([new TextRun("the "), new TextRun("leaves", TextStyle.Code)], ((RichText)"the `leaves`").Runs);

    [Fact]
    public void ToPlainText_Culture_ChangesFiguresOnly() =>
        Assert.Equal("1.207 von 1.5", RichText.Of($"{Fact.Count("rows", 1207)} von {Data.Cell("1.5")}").ToPlainText(German));

    public static TheoryData<double, string, string, string> Figures => new()
    {
        { 1207, "Count", "1,207", "1.207" },
        { 0.2136, "Share", "21.4 %", "21,4 %" },
        { -0.0001, "Share", "0.0 %", "0,0 %" },
        { 0.8614, "Score", "0.861", "0,861" },
        { 0.0124, "Gain", "+0.012", "+0,012" },
        { -0.0124, "Gain", "-0.012", "-0,012" },
        { -0.0001, "Gain", "0.000", "0,000" },
        { 0.864, "OutOfHundred", "86", "86" },
        { 0.314, "Points", "+31", "+31" },
        { -0.001, "Points", "0", "0" },
        { 182.4, "Number", "182.4", "182,4" },
        { 12345.678, "Number", "12,346", "12.346" },
        { 0.00012345, "Number", "0.0001234", "0,0001234" },
        { 0, "Number", "0", "0" },
        { -1e-20, "Number", "0", "0" },
        { 3.06, "Times", "3.1", "3,1" },
        { 33.2, "Duration", "34 s", "34 s" },
        { 150, "Duration", "2 min", "2 min" },
        { 1_400_000, "Bytes", "1.4 MB", "1,4 MB" },
        { 19_601, "Date", "2023-09-01", "01.09.2023" },
        { 3e-14, "Tiny", "3E-14", "3E-14" },
        { double.NaN, "Score", "unknown", "unknown" },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Format_EachFormat_InTheReadersCulture(double value, string format, string invariant, string german)
    {
        var fact = new Fact("figure", value, Enum.Parse<FactFormat>(format));

        Assert.Equal(invariant, FactText.Format(fact));
        Assert.Equal(german, FactText.Format(fact, German));
    }

    [Fact]
    public void Format_Interval_StandsInParentheses()
    {
        Assert.Equal("+0.012 (0.004 to 0.020)", FactText.Format(Fact.Gain("gain", new Estimate(0.012, 0.004, 0.02))));
        Assert.Equal("+0.012 (-0.004 to 0.020)", FactText.Format(Fact.Gain("gain", new Estimate(0.012, -0.004, 0.02))));
        Assert.Equal("31.0 % (25.9 % to 36.6 %)", FactText.Format(Fact.ShareOf("rate", new Estimate(0.31, 0.259, 0.366))));
        Assert.Equal("0.861", FactText.Format(Fact.Score("auc", new Estimate(0.861, 0.842, 0.88)).Alone));
    }

    [Fact]
    public void Format_EveryValue_NeverShowsANegativeZero()
    {
        foreach (var format in Enum.GetValues<FactFormat>().Where(format => format is not (FactFormat.Date or FactFormat.Tiny)))
        {
            foreach (var value in (double[])[-0.0, -1e-9, -0.0004, -0.004, -0.04, double.Epsilon, 1e300, double.MaxValue])
                Assert.DoesNotMatch(@"-0(\.0+)?(?![\d.])", FactText.Format(new Fact("figure", value, format)));
        }
    }
}
