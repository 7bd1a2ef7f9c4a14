using System.Text.Json;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

public class GradientBoostingLearnerTests
{
    private static readonly GradientBoostingOptions Small = new() { Estimators = 20, LearningRate = 0.1, NumLeaves = 8 };

    /// <summary>Every source of chance at once.</summary>
    private static readonly GradientBoostingOptions Sampling = Small with
    {
        FeatureFraction = 0.6,
        RowSubsample = 0.7,
        EarlyStoppingRounds = 10,
    };

    [Fact]
    public void Fit_LabelsWithASignal_RanksUnseenRows()
    {
        var (training, test) = (RandomTable.Create(1, 3000), RandomTable.Create(2, 2000));

        var model = Fit(training, Small);

        Assert.True(RocAuc.Value(test.Labels, model.PredictRaw(test.Features)) > 0.72);
        Assert.All(model.PredictProbability(test.Features), probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void Fit_OneTreeWithoutShrinkage_PutsTheMeanGradientInTheLeaves()
    {
        var features = new FeatureMatrix([Feature.Numeric("x")], [[1, 1, 1, 1, 2, 2, 2, 2]], 8);
        var options = new GradientBoostingOptions { Estimators = 1, LearningRate = 1, MinSamplesLeaf = 1, L2 = 0 };

        var model = new GradientBoostingLearner(options).Fit(features, [0, 0, 0, 1, 1, 1, 1, 0], new FitOptions(), null);

        // Base score 0, so p = 1/2: the left leaf has G = 1.5 − 0.5 = 1 and H = 4 · 1/4, hence −1; the right one +1.
        Assert.Equal(0, model.BaseScore);
        Assert.Equal([-1, -1, -1, -1, 1, 1, 1, 1], model.PredictRaw(features).Select(score => Math.Round(score, 6)));
        Assert.Equal([8, 4, 4], Assert.Single(model.Trees).Nodes.Select(node => node.Cover));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_OneTwoOrFourThreads_GivesTheSameBytes(bool sampling)
    {
        var table = RandomTable.Create(3, 60_000);

        var stored = new[] { 1, 2, 4 }.Select(threads => Json(Fit(table, sampling ? Sampling : Small, threads))).ToArray();

        Assert.Equal(stored[0], stored[1]);
        Assert.Equal(stored[0], stored[2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_RowsInAnotherOrder_GivesTheSameBytes(bool sampling)
    {
        var table = RandomTable.Create(4, 2000);
        var order = Enumerable.Range(0, 2000).ToArray();
        new Random(9).Shuffle(order);

        Assert.Equal(Json(Fit(table, sampling ? Sampling : Small)), Json(Fit(table.TakeRows(order), sampling ? Sampling : Small)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_ColumnsInAnotherOrder_PredictsTheSame(bool sampling)
    {
        var table = RandomTable.Create(5, 2000);
        var turned = table.TakeColumns([3, 0, 4, 2, 1]);

        Assert.Equal(
            Fit(table, sampling ? Sampling : Small).PredictRaw(table.Features),
            Fit(turned, sampling ? Sampling : Small).PredictRaw(turned.Features));
    }

    [Fact]
    public void Fit_AnotherSeed_DrawsOtherRows()
    {
        var table = RandomTable.Create(6, 1000);
        var learner = new GradientBoostingLearner(Sampling);

        Assert.NotEqual(
            Json(learner.Fit(table.Features, table.Labels, new FitOptions { Seed = 1 })),
            Json(learner.Fit(table.Features, table.Labels, new FitOptions { Seed = 2 })));
    }

    [Fact]
    public void Fit_LabelsWithoutASignal_StopsEarly()
    {
        var random = new Random(7);
        var table = RandomTable.Create(7, 2000) with { Labels = [.. Enumerable.Range(0, 2000).Select(_ => (double)random.Next(2))] };

        var model = Fit(table, Small with { Estimators = 500, EarlyStoppingRounds = 10 });

        Assert.InRange(model.Trees.Count, 0, 60);
    }

    [Fact]
    public void Fit_EarlyStopping_KeepsTheTreesWithTheLeastValidationLoss()
    {
        var table = RandomTable.Create(8, 1500);
        var validation = Enumerable.Range(0, 1500).Where(row => row % 4 == 0).ToArray();
        var held = table.TakeRows(validation);
        var options = Small with { Estimators = 400, NumLeaves = 31, EarlyStoppingRounds = 25 };

        var model = new GradientBoostingLearner(options).Fit(table.Features, table.Labels, new FitOptions(), validation);
        var all = new GradientBoostingLearner(options with { EarlyStoppingRounds = 0, Estimators = model.Trees.Count + 25 })
            .Fit(table.Features, table.Labels, new FitOptions(), validation);

        double Loss(int trees) => LogLoss(held, (all with { Trees = [.. all.Trees.Take(trees)] }).PredictProbability(held.Features));
        var losses = Enumerable.Range(0, all.Trees.Count + 1).Select(Loss).ToArray();
        Assert.InRange(model.Trees.Count, 1, 399);
        Assert.Equal(losses.Min(), losses[model.Trees.Count], 1e-9);
        Assert.Equal(Json(all with { Trees = [.. all.Trees.Take(model.Trees.Count)] }), Json(model));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Fit_MonotoneConstraint_HoldsForEveryRow(int direction)
    {
        foreach (var seed in Enumerable.Range(20, 8))
        {
            var table = RandomTable.Create(seed, 800);
            var constraints = new Dictionary<string, int> { ["tenure"] = direction, ["balance"] = -direction };
            var model = Fit(table, Small with { MonotoneConstraints = constraints, MinSamplesLeaf = 5, NumLeaves = 16 });

            AssertMonotone(model, table.Features, 0, direction);
            AssertMonotone(model, table.Features, 4, -direction);
        }
    }

    [Fact]
    public void Predict_LevelThatTrainingDidNotSee_IsTreatedAsMissing()
    {
        var table = RandomTable.Create(10, 1500);
        var unseen = table.Features.Column(3).ToArray().Select(code => code == 11 ? double.NaN : code).ToArray();
        double[][] columns = [.. Enumerable.Range(0, 5).Select(f => f == 3 ? unseen : table.Features.Column(f).ToArray())];
        var model = Fit(table with { Features = new FeatureMatrix(RandomTable.Schema, columns, 1500) }, Small);

        double[] Predict(double city) => model.PredictRaw(new FeatureMatrix(
            RandomTable.Schema, [.. columns.Select((column, f) => f == 3 ? [.. column.Select(_ => city)] : column)], 1500));

        Assert.Contains(model.Trees, tree => tree.Nodes.Any(node => node.Feature == 3));
        Assert.Equal(Predict(double.NaN), Predict(11));
        Assert.NotEqual(Predict(double.NaN), Predict(2));
    }

    [Fact]
    public void Json_RoundTrip_PredictsTheSameBits()
    {
        var table = RandomTable.Create(11, 1000);
        TrainedModel model = Fit(table, Small with { MinSamplesLeaf = 2 });

        var read = JsonSerializer.Deserialize<TrainedModel>(Json(model))!;

        Assert.Equal(model.PredictRaw(table.Features), read.PredictRaw(table.Features));
        Assert.Equal(Json(model), Json(read));
        Assert.Contains("\"learner\":\"gradient_boosting\"", Json(model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"left\":[1,", "\"left\":[0,")]
    [InlineData("\"left\":[1,", "\"left\":[9999,")]
    [InlineData("\"feature\":[", "\"feature\":[77,")]
    [InlineData("\"cover\":[1000,", "\"cover\":[1001,")]
    public void Json_DamagedTree_IsRefused(string found, string damaged)
    {
        var json = Json(Fit(RandomTable.Create(12, 1000), Small));
        Assert.Contains(found, json, StringComparison.Ordinal);

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TrainedModel>(json.Replace(found, damaged, StringComparison.Ordinal)));
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        var table = RandomTable.Create(13, 100);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GradientBoostingLearner(Small).Fit(table.Features, table.Labels, new FitOptions { Cancellation = new CancellationToken(true) }));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(double.NaN)]
    [InlineData(0.5)]
    public void Fit_LabelThatIsNoClass_Throws(double label)
    {
        var table = RandomTable.Create(14, 10);
        table.Labels[3] = label;

        Assert.Throws<ArgumentException>(() => Fit(table, Small));
    }

    [Fact]
    public void Fit_ConstraintOnACategory_Throws() => Assert.Throws<ArgumentException>(() =>
        Fit(RandomTable.Create(15, 100), Small with { MonotoneConstraints = new Dictionary<string, int> { ["plan"] = 1 } }));

    [Fact]
    public void Predict_FeaturesInAnotherOrder_Throws()
    {
        var table = RandomTable.Create(16, 200);

        Assert.Throws<ArgumentException>(() => Fit(table, Small).PredictRaw(table.TakeColumns([1, 0, 2, 3, 4]).Features));
    }

    private static void AssertMonotone(GradientBoostingModel model, FeatureMatrix features, int feature, int direction)
    {
        double[]? before = null;
        foreach (var value in features.Column(feature).ToArray().Where(value => !double.IsNaN(value)).Distinct().Order())
        {
            double[][] columns = [.. Enumerable.Range(0, features.FeatureCount).Select(f =>
                f == feature ? [.. Enumerable.Repeat(value, 50)] : features.Column(f)[..50].ToArray())];
            var scores = model.PredictRaw(new FeatureMatrix(features.Features, columns, 50));
            if (before is not null) Assert.All(before.Zip(scores), pair => Assert.True(direction * (pair.Second - pair.First) >= -1e-12));
            before = scores;
        }
    }

    private static double LogLoss(RandomTable table, double[] probabilities) =>
        table.Labels.Zip(probabilities, (label, p) => -Math.Log(label > 0 ? p : 1 - p)).Average();

    private static string Json(TrainedModel model) => JsonSerializer.Serialize(model);

    private static GradientBoostingModel Fit(RandomTable table, GradientBoostingOptions options, int threads = 2) =>
        new GradientBoostingLearner(options).Fit(table.Features, table.Labels, new FitOptions { Threads = threads }, null);
}
