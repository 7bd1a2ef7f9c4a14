using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class MetricLawTests
{
    [Fact]
    public void RocAuc_MonotoneTransform_IsUnchanged() => Predictions.Hold(p =>
        Assert.Equal(RocAuc.WithInterval(p.Labels, p.Probabilities), RocAuc.WithInterval(p.Labels, [.. p.Probabilities.Select(x => Math.Exp(3 * x) - 7)])));

    [Fact]
    public void RocAuc_ReversedScores_IsComplement() => Predictions.Hold(p =>
        Assert.Equal(1 - RocAuc.Value(p.Labels, p.Probabilities), RocAuc.Value(p.Labels, [.. p.Probabilities.Select(x => 1 - x)]), 12));

    [Fact]
    public void RocAuc_SmallSets_CountsPairs() => Predictions.Hold(p =>
    {
        double wins = 0, pairs = 0;
        for (var i = 0; i < p.Labels.Length; i++)
        {
            for (var j = 0; j < p.Labels.Length; j++)
            {
                if (p.Labels[i] != 1 || p.Labels[j] != 0) continue;
                pairs++;
                wins += p.Probabilities[i].CompareTo(p.Probabilities[j]) switch { > 0 => 1, 0 => 0.5, _ => 0 };
            }
        }

        Assert.Equal(wins / pairs, RocAuc.Value(p.Labels, p.Probabilities), 12);
    });

    [Fact]
    public void RocAuc_DifferenceWithItself_IsExactlyZero() => Predictions.Hold(p =>
    {
        var difference = RocAuc.Difference(p.Labels, p.Probabilities, p.Probabilities);
        Assert.Equal(0, difference.Value);
        Assert.False(difference.ExcludesZero);
    });

    [Fact]
    public void RocAuc_Difference_IsAntisymmetric() => Predictions.Hold(p =>
    {
        double[] other = [.. p.Probabilities.Select((x, row) => x + (row % 3))];
        var forth = RocAuc.Difference(p.Labels, p.Probabilities, other);
        var back = RocAuc.Difference(p.Labels, other, p.Probabilities);
        Assert.Equal(forth.Value, -back.Value, 12);
        Assert.Equal(forth.Low, -back.High, 12);
    });

    [Fact]
    public void RocAuc_AreaUnderPoints_EqualsValue() => Predictions.Hold(p =>
    {
        var points = RocCurve.Points(p.Labels, p.Probabilities);
        var area = points.Zip(points.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.Equal(area, RocAuc.Value(p.Labels, p.Probabilities), 12);
    });

    [Fact]
    public void AveragePrecision_AnyRanking_LiesBetweenWorstAndOne() => Predictions.Hold(p =>
    {
        var value = AveragePrecision.Value(p.Labels, p.Probabilities);
        var positives = p.Labels.Count(label => label == 1);
        // Every leaver ranked below every stayer, no ties.
        var worst = Enumerable.Range(1, positives).Average(found => found / (double)(p.Labels.Length - positives + found));
        Assert.InRange(value, worst - 1e-12, 1);
        Assert.Equal(1, AveragePrecision.Value(p.Labels, p.Labels), 12);
        Assert.Equal(positives / (double)p.Labels.Length, AveragePrecision.Value(p.Labels, new double[p.Labels.Length]), 12);
    });

    [Fact]
    public void Brier_Parts_AddUp() => Predictions.Hold(p =>
    {
        var parts = ProbabilityScores.Decompose(p.Labels, p.Probabilities);
        Assert.Equal(ProbabilityScores.Brier(p.Labels, p.Probabilities), parts.Reliability - parts.Resolution + parts.Uncertainty, 12);
    });

    [Fact]
    public void LogLoss_ChurnRateForAll_IsTheBestConstant() => Predictions.Hold(p =>
    {
        var rate = p.Labels.Average();
        double Constant(double value) => ProbabilityScores.LogLoss(p.Labels, [.. p.Labels.Select(_ => value)]);
        Assert.True(Constant(rate) <= Constant(rate * 0.9) && Constant(rate) <= Constant(rate + ((1 - rate) * 0.1)));
    });

    [Fact]
    public void Reliability_Bins_HoldEveryRowOnce() => Predictions.Hold(p =>
    {
        var bins = Reliability.Bins(p.Labels, p.Probabilities);
        Assert.Equal(p.Labels.Length, bins.Sum(bin => bin.Count));
        Assert.Equal(p.Labels.Sum(), bins.Sum(bin => bin.Observed.Value * bin.Count), 9);
        Assert.Equal(p.Probabilities.Sum(), bins.Sum(bin => bin.Promised * bin.Count), 9);
        Assert.True(bins.Count <= 10);
    });

    [Fact]
    public void Lift_AllGroups_ReachAllLeaversAtLiftOne() => Predictions.Hold(p =>
    {
        var table = Lift.Table(p.Labels, p.Probabilities);
        Assert.Equal(p.Labels.Sum(), table.Sum(row => row.Leavers), 9);
        Assert.Equal(1, table[^1].Cumulative.Lift, 12);
        Assert.Equal(1, table[^1].Cumulative.Gain, 12);
    });

    [Fact]
    public void Metrics_PermutedRows_AreUnchanged() => Predictions.Hold(p =>
    {
        double[] labels = [.. p.Labels.Reverse()];
        double[] scores = [.. p.Probabilities.Reverse()];
        Assert.Equal(RocAuc.Value(p.Labels, p.Probabilities), RocAuc.Value(labels, scores), 12);
        Assert.Equal(AveragePrecision.Value(p.Labels, p.Probabilities), AveragePrecision.Value(labels, scores), 12);
        Assert.Equal(Lift.At(p.Labels, p.Probabilities, 3).Leavers, Lift.At(labels, scores, 3).Leavers, 12);
        Assert.Equal(RocCurve.KolmogorovSmirnov(p.Labels, p.Probabilities), RocCurve.KolmogorovSmirnov(labels, scores), 12);
    });
}
