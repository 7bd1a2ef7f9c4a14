using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

public class BinMapperTests
{
    [Fact]
    public void Fit_FewDistinctNumbers_GivesEachItsOwnBin()
    {
        var bins = BinMapper.Fit(Feature.Numeric("x"), [3, 1, 2, double.NaN, 2, 1], 255);

        Assert.Equal(3, bins.BinCount);
        Assert.Equal([0, 1, 2, 3], new[] { 1, 2, 3, double.NaN }.Select(value => (int)bins.ToBin(value)));
        Assert.Equal(1.5, bins.UpperBound(0));
        Assert.Equal(double.PositiveInfinity, bins.UpperBound(2));
    }

    [Fact]
    public void Fit_ManyNumbers_FillsBinsEvenly()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => (double)(i * i)).Reverse().ToArray();

        var bins = BinMapper.Fit(Feature.Numeric("x"), values, 100);

        Assert.Equal(100, bins.BinCount);
        Assert.All(values.GroupBy(bins.ToBin), bin => Assert.Equal(100, bin.Count()));
    }

    [Fact]
    public void Fit_HalfTheRowsZero_DoesNotStarveTheRest()
    {
        var values = Enumerable.Range(0, 2000).Select(i => i < 1000 ? 0.0 : i).ToArray();

        var bins = BinMapper.Fit(Feature.Numeric("x"), values, 50);

        Assert.Equal(50, bins.BinCount);
        Assert.InRange(values.Where(value => value > 0).GroupBy(bins.ToBin).Max(bin => bin.Count()), 1, 22);
    }

    [Theory]
    [InlineData(1e308, -1e308)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(1.0000000000000002, 1)]
    [InlineData(double.Epsilon, 0)]
    public void ToBin_NumbersAtTheEdgeOfPrecision_StayApart(double larger, double smaller)
    {
        var bins = BinMapper.Fit(Feature.Numeric("x"), [larger, smaller], 255);

        Assert.Equal((0, 1), (bins.ToBin(smaller), bins.ToBin(larger)));
        Assert.True(smaller <= bins.UpperBound(0) && larger > bins.UpperBound(0));
    }

    [Fact]
    public void ToBin_NegativeZero_IsZero()
    {
        var bins = BinMapper.Fit(Feature.Numeric("x"), [-0.0, 0.0, 1], 255);

        Assert.Equal(2, bins.BinCount);
        Assert.Equal(bins.ToBin(0.0), bins.ToBin(-0.0));
    }

    [Fact]
    public void Fit_ThousandLevels_KeepsTheFrequentAndPoolsTheRest()
    {
        // Level 999 − l has l + 1 rows, so the highest codes are the rarest.
        var codes = Enumerable.Range(0, 1000).SelectMany(level => Enumerable.Repeat((double)level, 1000 - level)).ToArray();
        var levels = Enumerable.Range(0, 1001).Select(level => $"l{level}").ToArray();

        var bins = BinMapper.Fit(Feature.Categorical("city", levels), codes, 255);

        Assert.Equal(255, bins.BinCount);
        Assert.Equal(254, Enumerable.Range(0, 254).Select(level => bins.ToBin(level)).Distinct().Count());
        Assert.All(Enumerable.Range(254, 746), level => Assert.Equal(254, bins.ToBin(level)));
        Assert.Equal(bins.MissingBin, bins.ToBin(1000));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(0.5)]
    [InlineData(1e300)]
    public void ToBin_CodeOfNoLevel_IsMissing(double code)
    {
        var bins = BinMapper.Fit(Feature.Categorical("plan", ["a", "b", "c"]), [0, 1, 2], 255);

        Assert.Equal(bins.MissingBin, bins.ToBin(code));
    }

    [Fact]
    public void Fit_NothingButMissing_HasNoBin() =>
        Assert.Equal(0, BinMapper.Fit(Feature.Numeric("x"), [double.NaN, double.NaN], 255).BinCount);
}
