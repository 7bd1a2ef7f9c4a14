using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class TreeShapExplainerTests
{
    [Fact]
    public void Explain_RandomTrees_EqualsShapleyValuesOverAllCoalitions()
    {
        var cases = from seed in Gen.Choose(0, int.MaxValue)
                    from leaves in Gen.Choose(2, 24)
                    select (seed, leaves);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var table = RandomTable.Create(c.seed, 150, missing: 0.2);
            var model = Fit(table, new GradientBoostingOptions
            {
                Estimators = 3,
                NumLeaves = c.leaves,
                MinSamplesLeaf = 2,
                LearningRate = 0.5,
                MinSamplesPerLevel = 1,
                CategoricalL2 = 0,
            });
            var some = table.TakeRows([.. Enumerable.Range(0, 10)]);

            var shap = TreeShapExplainer.Explain(model, some.Features);

            for (var row = 0; row < 10; row++)
            {
                var expected = BruteForce(model, [.. Enumerable.Range(0, 5).Select(f => some.Features[row, f])]);
                for (var f = 0; f < 5; f++) Assert.Equal(expected[f], shap.Contributions[row, f], 1e-9);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Explain_OneSplit_IsTheDifferenceToTheMean()
    {
        // Three rows went left to −1, one right to +3: the mean is 0.
        var tree = new TreePredictor(
            [
                new TreeNode { Feature = 1, Left = 1, Right = 2, Threshold = 0.5, LevelsStart = -1, Cover = 4 },
                new TreeNode { Feature = -1, LevelsStart = -1, Value = -1, Cover = 3 },
                new TreeNode { Feature = -1, LevelsStart = -1, Value = 3, Cover = 1 },
            ],
            []);
        var table = RandomTable.Create(1, 1, missing: 0);
        var model = new GradientBoostingModel { Features = table.Features.Features, BaseScore = 0.25, Trees = [tree, tree] };

        var shap = TreeShapExplainer.Explain(model, table.Features);

        Assert.Equal(0.25, shap.BaseValue, 12);
        Assert.Equal(table.Features[0, 1] <= 0.5 ? -2 : 6, shap.Contributions[0, 1], 12);
        Assert.Equal(0, shap.Contributions[0, 0]);
    }

    [Fact]
    public void Explain_BaseValue_IsTheMeanRawPredictionOfTheTrainingRows()
    {
        var table = RandomTable.Create(2, 2000);
        var model = Fit(table, new GradientBoostingOptions { Estimators = 30 });

        var shap = TreeShapExplainer.Explain(model, table.Features);

        Assert.Equal(model.PredictRaw(table.Features).Average(), shap.BaseValue, 1e-9);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(400)]
    public void Explain_ManyRowsOfDeepTrees_AddsUpToTheRawPrediction(int leaves)
    {
        var table = RandomTable.Create(3, 3000);
        var model = Fit(table, new GradientBoostingOptions { Estimators = 20, NumLeaves = leaves, MinSamplesLeaf = 1 });

        var shap = TreeShapExplainer.Explain(model, table.Features);

        Assert.True(shap.AdditivityError(model.PredictRaw(table.Features)) < 1e-9);
    }

    [Fact]
    public void Explain_PathsOfManyFeatures_AddUpToo()
    {
        // Each of forty columns marks three rows, alternately churned and not: one class is parted from the other only by a chain.
        var columns = Enumerable.Range(0, 40).Select(f => Enumerable.Range(0, 120).Select(row => row % 40 == f ? 1.0 : 0.0).ToArray()).ToArray();
        var features = new DataScience.Features.FeatureMatrix(
            [.. columns.Select((_, f) => DataScience.Features.Feature.Numeric($"x{f:00}"))], columns, 120);
        double[] labels = [.. Enumerable.Range(0, 120).Select(row => row % 2.0)];
        var options = new GradientBoostingOptions { Estimators = 5, NumLeaves = 40, MinSamplesLeaf = 1, MinHessianLeaf = 1e-6 };
        var model = new GradientBoostingLearner(options).Fit(features, labels, new FitOptions(), null);

        var shap = TreeShapExplainer.Explain(model, features);

        Assert.Contains(model.Trees, tree => new TreePaths(tree).Leaves.Any(leaf => leaf.Features.Length > 15));
        Assert.True(shap.AdditivityError(model.PredictRaw(features)) < 1e-9);
    }

    [Fact]
    public void Explain_AnyNumberOfThreads_GivesTheSameBits()
    {
        var table = RandomTable.Create(4, 1001);
        var model = Fit(table, new GradientBoostingOptions { Estimators = 20 });

        Assert.Equal(
            TreeShapExplainer.Explain(model, table.Features, threads: 1).Contributions,
            TreeShapExplainer.Explain(model, table.Features, threads: 3).Contributions);
    }

    [Fact]
    public void ShapExplainer_BoostedTrees_UsesTreeShap()
    {
        var table = RandomTable.Create(5, 300);
        var model = Fit(table, new GradientBoostingOptions { Estimators = 5 });

        Assert.Equal(
            TreeShapExplainer.Explain(model, table.Features).Contributions, ShapExplainer.Explain(model, table.Features).Contributions);
    }

    [Fact]
    public void ShapExplainer_ModelOfAnotherKind_IsRefusedByName()
    {
        var error = Assert.Throws<NotSupportedException>(() =>
            ShapExplainer.Explain(new OtherModel { Features = [] }, RandomTable.Create(6, 2).Features));

        Assert.Contains(nameof(OtherModel), error.Message, StringComparison.Ordinal);
    }

    /// <summary>Shapley's formula over all coalitions of the five features, with path-dependent expectations (Algorithm 1).</summary>
    private static double[] BruteForce(GradientBoostingModel model, double[] row)
    {
        var worth = new double[32];
        for (var coalition = 0; coalition < 32; coalition++)
            worth[coalition] = model.Trees.Sum(tree => Expectation(tree, 0, row, coalition));
        double[] weights = [1 / 5.0, 1 / 20.0, 1 / 30.0, 1 / 20.0, 1 / 5.0];
        return [.. Enumerable.Range(0, 5).Select(f => Enumerable.Range(0, 32)
            .Where(coalition => (coalition >> f & 1) == 0)
            .Sum(coalition => weights[System.Numerics.BitOperations.PopCount((uint)coalition)] * (worth[coalition | 1 << f] - worth[coalition])))];
    }

    private static double Expectation(TreePredictor tree, int index, double[] row, int coalition)
    {
        var node = tree.Nodes[index];
        if (node.IsLeaf) return node.Value;
        if ((coalition >> node.Feature & 1) != 0)
            return Expectation(tree, tree.GoesLeft(node, row[node.Feature]) ? node.Left : node.Right, row, coalition);
        var (left, right) = (tree.Nodes[node.Left].Cover, tree.Nodes[node.Right].Cover);
        return ((left * Expectation(tree, node.Left, row, coalition)) + (right * Expectation(tree, node.Right, row, coalition))) / (left + right);
    }

    private static GradientBoostingModel Fit(RandomTable table, GradientBoostingOptions options) =>
        new GradientBoostingLearner(options).Fit(table.Features, table.Labels, new FitOptions(), null);

    private sealed record OtherModel : TrainedModel
    {
        public override double[] PredictRaw(DataScience.Features.FeatureMatrix features) => new double[features.RowCount];
    }
}
