using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class MetricTests
{
    [Fact]
    public void RocAuc_OneClass_IsRefused() => Assert.Throws<ArgumentException>(() => RocAuc.Value([1, 1], [0.2, 0.3]));

    [Fact]
    public void RocAuc_ScoreNotANumber_IsRefused() => Assert.Throws<ArgumentException>(() => RocAuc.Value([1, 0], [0.2, double.NaN]));

    [Fact]
    public void RocAuc_DifferentLengths_IsRefused() => Assert.Throws<ArgumentException>(() => RocAuc.Value([1, 0, 1], [0.2, 0.3]));

    [Fact]
    public void RocAuc_SingleLeaver_AdmitsToKnowNothing() => Assert.Equal(new Estimate(1, 0, 1), RocAuc.WithInterval([1, 0, 0], [3, 2, 1]));

    [Fact]
    public void Lift_FourOfTenRiskiest_SaysHowMuchBetterThanRandom()
    {
        double[] labels = [1, 1, 0, 1, 0, 0, 0, 0, 0, 0];
        double[] scores = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
        var point = Lift.At(labels, scores, 4);
        Assert.Equal(3, point.Leavers);
        Assert.Equal(2.5, point.Lift, 12);
        Assert.Equal(1, point.Gain, 12);
    }

    [Fact]
    public void RocCurve_ManyThresholds_IsThinnedWithItsEnds()
    {
        var random = new StableRandom(1);
        double[] scores = [.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble())];
        double[] labels = [.. scores.Select(score => random.NextDouble() < score ? 1.0 : 0)];
        var points = RocCurve.Points(labels, scores, 50);
        Assert.Equal(50, points.Count);
        Assert.Equal((0, 0), (points[0].FalsePositiveRate, points[0].TruePositiveRate));
        Assert.Equal((1, 1), (points[^1].FalsePositiveRate, points[^1].TruePositiveRate));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void BootstrapInterval_SameSeed_IsTheSameForAnyThreads(int threads)
    {
        double[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0 ? 1.0 : 0)];
        double[] scores = [.. Enumerable.Range(0, 200).Select(row => (row * 37 % 100 / 100.0) + (row % 4 == 0 ? 0.2 : 0))];
        var one = BootstrapInterval.Of(labels, scores, AveragePrecision.Value, new BootstrapOptions { Threads = threads });
        var two = BootstrapInterval.Of(labels, scores, AveragePrecision.Value, new BootstrapOptions { Threads = 2 });
        Assert.Equal(two, one);
        Assert.True(one.Low < one.Value && one.Value < one.High);
    }

    [Fact]
    public void BootstrapInterval_OfRocAuc_AgreesWithDeLong()
    {
        var random = new StableRandom(3);
        double[] labels = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble() < 0.3 ? 1.0 : 0)];
        double[] scores = [.. labels.Select(label => random.NextDouble() + (0.4 * label))];
        var delong = RocAuc.WithInterval(labels, scores);
        var bootstrap = BootstrapInterval.Of(labels, scores, RocAuc.Value, new BootstrapOptions { Resamples = 1000 });
        Assert.Equal(delong.High - delong.Low, bootstrap.High - bootstrap.Low, 0.01);
    }

    [Fact]
    public void WilsonInterval_NobodyLeft_StillAllowsForSome()
    {
        var rate = WilsonInterval.Of(0, 20);
        Assert.Equal(0, rate.Low);
        Assert.InRange(rate.High, 0.1, 0.2);
    }
}
