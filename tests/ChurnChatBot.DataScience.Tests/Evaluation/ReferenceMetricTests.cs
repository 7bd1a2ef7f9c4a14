using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class ReferenceMetricTests
{
    private static readonly ReferenceFile Reference = new("Evaluation/metrics.json");
    private static readonly double[] Labels = Reference.Numbers("labels");
    private static readonly double[] Scores = Reference.Numbers("before");

    [Fact]
    public void RocAuc_WithTies_MatchesScikitLearn() =>
        Assert.Equal(Reference.Number("roc_auc"), RocAuc.Value(Labels, Scores), 12);

    [Fact]
    public void RocAuc_Interval_MatchesDeLongByDefinition()
    {
        var half = 1.959963984540054 * Math.Sqrt(Reference.Number("roc_auc_variance"));
        var estimate = RocAuc.WithInterval(Labels, Scores);
        Assert.Equal(estimate.Value - half, estimate.Low, 12);
        Assert.Equal(estimate.Value + half, estimate.High, 12);
    }

    [Fact]
    public void RocAuc_PairedDifference_MatchesDeLongByDefinition()
    {
        var half = 1.959963984540054 * Math.Sqrt(Reference.Number("difference_variance"));
        var gain = RocAuc.Difference(Labels, Scores, Reference.Numbers("after"));
        Assert.Equal(Reference.Number("difference"), gain.Value, 12);
        Assert.Equal(gain.Value - half, gain.Low, 12);
        Assert.Equal(gain.Value + half, gain.High, 12);
    }

    [Fact]
    public void AveragePrecision_WithTies_MatchesScikitLearn() =>
        Assert.Equal(Reference.Number("average_precision"), AveragePrecision.Value(Labels, Scores), 12);

    [Fact]
    public void Brier_Probabilities_MatchesScikitLearn() =>
        Assert.Equal(Reference.Number("brier"), ProbabilityScores.Brier(Labels, Scores), 12);

    [Fact]
    public void LogLoss_WithCertainProbabilities_MatchesScikitLearn() =>
        Assert.Equal(Reference.Number("log_loss"), ProbabilityScores.LogLoss(Labels, Scores), 10);

    [Fact]
    public void KolmogorovSmirnov_WithTies_MatchesRocCurveOfScikitLearn() =>
        Assert.Equal(Reference.Number("kolmogorov_smirnov"), RocCurve.KolmogorovSmirnov(Labels, Scores), 12);

    [Fact]
    public void ConfusionMatrix_AtThreshold_MatchesScikitLearn()
    {
        var matrix = ConfusionMatrix.At(Labels, Scores, 0.4);
        Assert.Equal(Reference.Number("precision"), matrix.Precision, 12);
        Assert.Equal(Reference.Number("recall"), matrix.Recall, 12);
        Assert.Equal(Reference.Number("f1"), matrix.F1, 12);
        Assert.Equal(Labels.Length, matrix.TruePositives + matrix.FalsePositives + matrix.TrueNegatives + matrix.FalseNegatives);
    }

    [Fact]
    public void WilsonInterval_SevenOf43_MatchesSciPy()
    {
        var interval = Reference.Numbers("wilson_7_of_43");
        var estimate = WilsonInterval.Of(7, 43);
        Assert.Equal(interval[0], estimate.Low, 10);
        Assert.Equal(interval[1], estimate.High, 10);
    }
}
