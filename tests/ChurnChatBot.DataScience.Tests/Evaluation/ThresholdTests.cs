using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Evaluation.Profit;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class ThresholdTests
{
    private static readonly ReferenceFile Scores = new("Evaluation/metrics.json");
    private static readonly ReferenceFile Reference = new("Evaluation/thresholds.json");
    private static readonly BootstrapOptions Quick = new() { Resamples = 60 };

    [Fact]
    public void ConfusionMatrix_AnyThreshold_MatchesScikitLearn()
    {
        var thresholds = Reference.Numbers("threshold");
        for (var i = 0; i < thresholds.Length; i++)
        {
            var matrix = ConfusionMatrix.At(Scores.Numbers("labels"), Scores.Numbers("before"), thresholds[i]);
            Assert.Equal(Reference.Numbers("f1")[i], matrix.F1, 12);
            Assert.Equal(Reference.Numbers("precision")[i], matrix.Precision, 12);
            Assert.Equal(Reference.Numbers("recall")[i], matrix.Recall, 12);
            Assert.Equal(Reference.Numbers("specificity")[i], matrix.Specificity, 12);
            Assert.Equal(Reference.Numbers("accuracy")[i], matrix.Accuracy, 12);
            Assert.Equal(Reference.Numbers("balanced_accuracy")[i], matrix.BalancedAccuracy, 12);
            Assert.Equal(Reference.Numbers("matthews")[i], matrix.Matthews, 12);
        }
    }

    [Fact]
    public void Best_F1_MatchesScikitLearn()
    {
        var best = ThresholdChoice.Best(Scores.Numbers("labels"), Scores.Numbers("before"), ThresholdChoice.F1);
        Assert.Equal(Reference.Number("best_f1"), best.WhereChosen, 12);
        Assert.Equal(Reference.Number("best_f1_threshold"), best.Threshold, 12);
    }

    [Fact]
    public void Best_AnyCriterion_IsReachedAndNeverBeaten() => Predictions.Hold(p =>
    {
        foreach (var criterion in (ThresholdCriterion[])[ThresholdChoice.F1, ThresholdChoice.Matthews, ThresholdChoice.BalancedAccuracy, ThresholdChoice.ProfitOf(new ProfitParameters())])
        {
            var best = ThresholdChoice.Best(p.Labels, p.Probabilities, criterion);
            Assert.Equal(best.WhereChosen, criterion(ConfusionMatrix.At(p.Labels, p.Probabilities, best.Threshold)), 12);
            for (var step = 0; step <= 21; step++)
                Assert.True(criterion(ConfusionMatrix.At(p.Labels, p.Probabilities, step / 20.0)) <= best.WhereChosen + 1e-12);
        }
    });

    [Fact]
    public void Best_Profit_IsTheBestCutOfTheCurve() => Predictions.Hold(p =>
    {
        var best = ThresholdChoice.Best(p.Labels, p.Probabilities, ThresholdChoice.ProfitOf(new ProfitParameters()));
        Assert.Equal(ProfitCurve.Of(p.Labels, p.Probabilities).Best.Profit, best.WhereChosen, 9);
    });

    [Fact]
    public void CrossJudged_NoSignal_IsNoBetterThanWhereChosen()
    {
        var random = new StableRandom(8);
        double[] labels = [.. Enumerable.Range(0, 400).Select(_ => random.Next(4) == 0 ? 1.0 : 0)];
        double[] noise = [.. labels.Select(_ => random.NextDouble())];
        var judged = ThresholdChoice.CrossJudged(labels, noise, StratifiedSplit.Folds(labels, 5, 1), ThresholdChoice.Matthews);
        Assert.Equal(400, judged.TruePositives + judged.FalsePositives + judged.TrueNegatives + judged.FalseNegatives);
        Assert.True(judged.Matthews < ThresholdChoice.Best(labels, noise, ThresholdChoice.Matthews).WhereChosen);
    }

    [Fact]
    public void ThresholdMetrics_Intervals_HoldTheirValues() => Predictions.Hold(p =>
    {
        var metrics = ThresholdMetrics.Of(p.Labels, p.Probabilities, 0.5, Quick);
        Assert.Equal(metrics.Confusion.F1, metrics.F1.Value, 12);
        foreach (var figure in (Estimate[])[metrics.Called, metrics.F1, metrics.Precision, metrics.Recall, metrics.Specificity, metrics.Accuracy, metrics.BalancedAccuracy, metrics.Matthews])
            Assert.InRange(figure.Value, figure.Low, figure.High);
    });

    [Fact]
    public void ThresholdMetrics_RecallInterval_IsNearWilson()
    {
        double[] labels = [.. Enumerable.Range(0, 400).Select(row => row < 200 ? 1.0 : 0)];
        double[] scores = [.. Enumerable.Range(0, 400).Select(row => row % 4 == 0 ? 0.2 : 0.8)];
        var recall = ThresholdMetrics.Of(labels, scores, 0.5, new BootstrapOptions { Resamples = 2000 }).Recall;
        var wilson = WilsonInterval.Of(150, 200);
        Assert.Equal(wilson.Low, recall.Low, 0.015);
        Assert.Equal(wilson.High, recall.High, 0.015);
    }

    [Fact]
    public void ModelComparison_SameModel_IsNoDifferenceByAnyMetric() => Predictions.Hold(p =>
    {
        foreach (var metric in Metrics.All.Concat(Metrics.At(0.5)).Append(Metrics.Profit(new ProfitParameters())))
            Assert.Equal(new Estimate(0, 0, 0), ModelComparison.Of(p.Labels, p.Probabilities, p.Probabilities, metric.Value, new BootstrapOptions { Resamples = 40 }).Difference);
    });

    [Fact]
    public void ModelComparison_RocAuc_AgreesWithDeLong()
    {
        var (labels, before, after) = (Scores.Numbers("labels"), Scores.Numbers("before"), Scores.Numbers("after"));
        var delong = RocAuc.Difference(labels, before, after);
        var resampled = ModelComparison.Of(labels, before, after, RocAuc.Value, new BootstrapOptions { Resamples = 1000 }).Difference;
        Assert.Equal(delong.Value, resampled.Value, 12);
        Assert.InRange((resampled.High - resampled.Low) / (delong.High - delong.Low), 0.85, 1.15);
    }

    [Fact]
    public void GainTable_Rows_AreTheLiftTableWithIntervals()
    {
        var (labels, scores) = (Scores.Numbers("labels"), Scores.Numbers("before"));
        var table = GainTable.Of(labels, scores, 10, Quick);
        Assert.Equal(Lift.Table(labels, scores), table.Select(row => row.Part));
        Assert.All(table, row => Assert.InRange(row.Part.Cumulative.Lift, row.Lift.Low, row.Lift.High));
        Assert.Equal(new Estimate(1, 1, 1), table[^1].Gain);
    }

    [Fact]
    public void ProfitOf_ValuesOfCustomers_IsRefused() => Assert.Throws<ArgumentException>(() =>
        ThresholdChoice.ProfitOf(new ProfitParameters { CustomerValues = [1, 2] }));
}
