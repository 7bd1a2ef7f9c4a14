using System.Text.Json;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Tests.Learning;

public class LogisticRegressionTests
{
    private static readonly FitOptions Fit = new();

    private static FeatureMatrix Numbers(params double[][] columns) =>
        new([.. columns.Select((_, f) => Feature.Numeric($"x{f}"))], columns, columns[0].Length);

    private static (FeatureMatrix Features, double[] Labels) Customers(int rows = 600)
    {
        var dataset = SyntheticCustomers.Make(rows);
        return (FeatureEncoder.Fit(dataset, SyntheticCustomers.Question).Transform(dataset), SyntheticCustomers.Question.Labels(dataset));
    }

    [Fact]
    public void Fit_NumbersAndCategory_MatchesScikitLearn()
    {
        var reference = new ReferenceFile("Evaluation/logistic_regression.json");
        var x = reference.Rows("x");
        Feature[] described = [Feature.Numeric("a"), Feature.Numeric("b"), Feature.Categorical("c", ["0", "1", "2"])];
        var features = new FeatureMatrix(described, [x[0], x[1], reference.Numbers("level")], x[0].Length);
        var learner = new LogisticRegressionLearner(new LogisticRegressionOptions { L2 = reference.Number("l2") });
        var raw = learner.Fit(features, reference.Numbers("labels"), Fit).PredictRaw(features);
        var expected = reference.Numbers("raw");
        for (var row = 0; row < raw.Length; row++) Assert.Equal(expected[row], raw[row], 1e-4);
    }

    [Fact]
    public void Fit_AtOptimum_MeanProbabilityEqualsChurnRate()
    {
        var (features, labels) = Customers();
        var probabilities = new LogisticRegressionLearner().Fit(features, labels, Fit).PredictProbability(features);
        Assert.Equal(labels.Average(), probabilities.Average(), 1e-7);
    }

    [Fact]
    public void Fit_SeparableData_StaysFinite()
    {
        var features = Numbers([1, 2, 3, 4, 5, 6, 7, 8]);
        var raw = new LogisticRegressionLearner().Fit(features, [0, 0, 0, 0, 1, 1, 1, 1], Fit).PredictRaw(features);
        Assert.All(raw, value => Assert.InRange(value, -50, 50));
        Assert.True(raw[7] > 0 && raw[0] < 0);
    }

    [Fact]
    public void Fit_ConstantAndEmptyAndHugeColumns_AreHarmless()
    {
        var features = Numbers([3, 3, 3, 3], [double.NaN, double.NaN, double.NaN, double.NaN], [1e300, -1e300, 1e300, 1], [0.1, 0.1, 0.1, 0.1]);
        var raw = new LogisticRegressionLearner().Fit(features, [1, 0, 1, 0], Fit).PredictRaw(features);
        Assert.All(raw, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Fit_MissingMeansLeaving_IndicatorLearnsIt()
    {
        double[] column = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0 ? double.NaN : row % 7)];
        double[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 4 == 0 || row % 13 == 0 ? 1.0 : 0)];
        var model = (LogisticRegressionModel)new LogisticRegressionLearner().Fit(Numbers(column), labels, Fit);
        Assert.True(model.Terms[0].Missing > 2);
    }

    [Fact]
    public void Fit_IdentifierInDisguise_PoolsItsLevels()
    {
        double[] codes = [.. Enumerable.Range(0, 3000).Select(row => (double)row)];
        double[] labels = [.. Enumerable.Range(0, 3000).Select(row => row % 3 == 0 ? 1.0 : 0)];
        var features = new FeatureMatrix([Feature.Categorical("id", [.. codes.Select(code => $"{code}")])], [codes], 3000);
        var probabilities = new LogisticRegressionLearner().Fit(features, labels, Fit).PredictProbability(features);
        Assert.All(probabilities, probability => Assert.Equal(1 / 3.0, probability, 1e-3));
    }

    [Fact]
    public void Predict_UnseenLevel_CountsAsAverage()
    {
        var (features, labels) = Customers();
        var model = (LogisticRegressionModel)new LogisticRegressionLearner().Fit(features, labels, Fit);
        var contract = model.Terms[features.Features.ToList().FindIndex(feature => feature.Name == "contract")];
        Assert.Equal(contract.Average, contract.Value(double.NaN));
    }

    [Fact]
    public void Fit_SameData_GivesSameBytesAndReadsBack()
    {
        var (features, labels) = Customers();
        var first = new LogisticRegressionLearner().Fit(features, labels, Fit);
        var second = new LogisticRegressionLearner().Fit(features, labels, Fit with { Threads = 1, Seed = 9 });
        var json = JsonSerializer.Serialize(first);
        Assert.Equal(json, JsonSerializer.Serialize(second));
        var readBack = JsonSerializer.Deserialize<TrainedModel>(json)!;
        Assert.Equal(first.PredictRaw(features), readBack.PredictRaw(features));
        Assert.Contains("\"learner\":\"logistic_regression\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_AllRows_AddsUpToRawPrediction()
    {
        var (features, labels) = Customers();
        var model = (LogisticRegressionModel)new LogisticRegressionLearner().Fit(features, labels, Fit);
        var raw = model.PredictRaw(features);
        var shap = LogisticShap.Explain(model, features);
        Assert.InRange(shap.AdditivityError(raw), 0, 1e-10);
        Assert.Equal(raw.Average(), shap.BaseValue, 1e-10);
    }

    [Fact]
    public void Fit_TwoThousandLevels_IsQuickEnoughForAFold()
    {
        var random = new StableRandom(2);
        var levels = 2000;
        double[] codes = [.. Enumerable.Range(0, 40_000).Select(_ => (double)random.Next(levels))];
        double[] labels = [.. codes.Select(code => random.NextDouble() < (code % 2 == 0 ? 0.2 : 0.4) ? 1.0 : 0)];
        var features = new FeatureMatrix([Feature.Categorical("city", [.. Enumerable.Range(0, levels).Select(level => $"{level}")])], [codes], codes.Length);
        var learner = new LogisticRegressionLearner(new LogisticRegressionOptions { MaxLevels = 2000 });
        Assert.True(RocAuc.Value(labels, learner.Fit(features, labels, Fit).PredictRaw(features)) > 0.6);
    }

    [Fact]
    public void Fit_OneClass_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new LogisticRegressionLearner().Fit(Numbers([1, 2]), [1, 1], Fit));
}
