using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

/// <summary>Where there is nothing to learn the model answers the base rate, and says it with a finite number.</summary>
public class DegenerateInputTests
{
    public static TheoryData<string, double[][], double[]> NothingToLearn { get; } = new()
    {
        { "constant target", [[1, 2, 3, 4]], [1, 1, 1, 1] },
        { "no churner", [[1, 2, 3, 4]], [0, 0, 0, 0] },
        { "all missing", [[double.NaN, double.NaN, double.NaN, double.NaN]], [0, 1, 0, 0] },
        { "constant column", [[5, 5, 5, 5]], [0, 1, 0, 0] },
        { "a row of each class", [[1, 2]], [0, 1] },
        { "no features", [], [0, 1, 1] },
        { "one row", [[1]], [1] },
        { "no rows", [[]], [] },
    };

    [Theory]
    [MemberData(nameof(NothingToLearn))]
    public void Fit_NothingToLearn_AnswersTheBaseRate(string what, double[][] columns, double[] labels)
    {
        foreach (var rounds in new[] { 0, 5 })
        {
            var features = new FeatureMatrix([.. columns.Select((_, i) => Feature.Numeric($"x{i}"))], columns, labels.Length);
            var options = new GradientBoostingOptions { EarlyStoppingRounds = rounds };

            var model = new GradientBoostingLearner(options).Fit(features, labels, new FitOptions(), null);

            Assert.True(model.Trees.Count == 0, what);
            Assert.True(double.IsFinite(model.BaseScore), what);
            Assert.All(model.PredictRaw(features), score => Assert.Equal(model.BaseScore, score));
            Assert.Equal(model.BaseScore, TreeShapExplainer.Explain(model, features).BaseValue);
        }
    }

    [Fact]
    public void Fit_TwoClassesNoFeatures_AnswersTheShareThatLeft()
    {
        var features = new FeatureMatrix([], [], 8);

        var model = new GradientBoostingLearner(new GradientBoostingOptions()).Fit(features, [1, 0, 0, 0, 1, 0, 0, 0], new FitOptions());

        Assert.All(model.PredictProbability(features), probability => Assert.Equal(0.25, probability, 12));
    }

    [Fact]
    public void Fit_InfiniteAndHugeNumbers_StaysFinite()
    {
        var values = Enumerable.Range(0, 200).Select(i => (i % 5) switch
        {
            0 => double.PositiveInfinity,
            1 => double.NegativeInfinity,
            2 => 1e308,
            3 => double.NaN,
            _ => i,
        }).ToArray();
        var labels = values.Select(value => value > 1e300 ? 1.0 : 0.0).ToArray();
        var features = new FeatureMatrix([Feature.Numeric("x")], [values], 200);

        var model = new GradientBoostingLearner(new GradientBoostingOptions()).Fit(features, labels, new FitOptions());

        var read = System.Text.Json.JsonSerializer.Deserialize<TrainedModel>(System.Text.Json.JsonSerializer.Serialize(model))!;
        var scores = model.PredictProbability(features);
        Assert.All(scores.Zip(labels), pair => Assert.Equal(pair.Second, Math.Round(pair.First)));
        Assert.Equal(scores, read.PredictProbability(features));
    }

    [Fact]
    public void Fit_CategoryWithThousandsOfLevels_DoesNotFail()
    {
        var random = new Random(3);
        var codes = Enumerable.Range(0, 5000).Select(_ => (double)random.Next(3000)).ToArray();
        var labels = codes.Select(_ => (double)random.Next(2)).ToArray();
        var features = new FeatureMatrix([Feature.Categorical("city", [.. Enumerable.Range(0, 3000).Select(i => $"c{i}")])], [codes], 5000);

        var model = new GradientBoostingLearner(new GradientBoostingOptions()).Fit(features, labels, new FitOptions());

        Assert.All(model.PredictProbability(features), probability => Assert.InRange(probability, 0.2, 0.8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Options_OutOfRange_AreRefusedByName(int estimators)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new GradientBoostingLearner(new GradientBoostingOptions { Estimators = estimators }));

        Assert.Contains("Estimators", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(1.01)]
    public void Options_LearningRateOutOfRange_IsRefused(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() =>
        new GradientBoostingOptions { LearningRate = rate }.Validate());
}
