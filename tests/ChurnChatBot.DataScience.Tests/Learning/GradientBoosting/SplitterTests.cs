using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

public class SplitterTests
{
    private static readonly GradientBoostingOptions Plain = new() { MinSamplesLeaf = 1, L2 = 0 };

    [Fact]
    public void FindBest_StepInTheGradients_SplitsAtTheStep()
    {
        var toy = BinnedToy.OfColumn(Feature.Numeric("x"), [1, 2, 3, 4, 5, 6], [-1, -1, -1, -1, 2, 2]);

        var split = toy.BestSplit(Plain);

        Assert.Equal(3, split!.Bin);
        Assert.Equal(4 + 8, split.Gain, 1e-6);
        Assert.Equal(4.5, toy.Data.Columns[0].Bins.UpperBound(split.Bin));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void FindBest_MissingRowsLikeOneSide_SendsThemThere(double missingGradient, bool left)
    {
        var toy = BinnedToy.OfColumn(
            Feature.Numeric("x"), [1, 2, 3, 4, double.NaN, double.NaN], [-1, -1, 1, 1, missingGradient, missingGradient]);

        var split = toy.BestSplit(Plain);

        Assert.Equal((1, left), (split!.Bin, split.MissingLeft));
    }

    [Fact]
    public void FindBest_OnlyMissingRowsDiffer_PartsThemFromAllNumbers()
    {
        var toy = BinnedToy.OfColumn(Feature.Numeric("x"), [1, 2, 3, 4, double.NaN, double.NaN], [-1, -1, -1, -1, 2, 2]);

        var split = toy.BestSplit(Plain);

        Assert.Equal(double.PositiveInfinity, toy.Data.Columns[0].Bins.UpperBound(split!.Bin));
        Assert.False(split.MissingLeft);
        Assert.Equal(12, split.Gain, 1e-6);
    }

    [Fact]
    public void FindBest_NoMissingRows_SendsLaterOnesToTheLargerSide()
    {
        var split = BinnedToy.OfColumn(Feature.Numeric("x"), [1, 2, 3, 4, 5], [-1, 2, 2, 2, 2]).BestSplit(Plain);

        Assert.Equal((0, false), (split!.Bin, split.MissingLeft));
    }

    [Fact]
    public void FindBest_EqualColumns_TakesTheNameThatSortsFirst()
    {
        double[] values = [1, 2, 3, 4];
        double[] gradients = [-1, -1, 1, 1];
        var features = new FeatureMatrix([Feature.Numeric("b"), Feature.Numeric("a")], [values, values], 4);

        var split = new BinnedToy(features, gradients, [1, 1, 1, 1]).BestSplit(Plain);

        Assert.Equal("a", features.Features[split!.Column].Name);
    }

    [Fact]
    public void FindBest_GradientsAllAlike_FindsNothing() =>
        Assert.Null(BinnedToy.OfColumn(Feature.Numeric("x"), [1, 2, 3, 4], [1, 1, 1, 1]).BestSplit(Plain));

    [Fact]
    public void FindBest_Numbers_EqualsTryingEveryThresholdAndDirection() => Hold((seed, options) =>
    {
        var random = new Random(seed);
        var rows = random.Next(4, 60);
        var values = Enumerable.Range(0, rows).Select(_ => random.Next(6) == 0 ? double.NaN : random.Next(12)).ToArray();
        var toy = BinnedToy.OfColumn(Feature.Numeric("x"), values, Gradients(random, rows));
        if (toy.Data.Columns.Count == 0) return;

        var gains =
            from threshold in values.Where(value => !double.IsNaN(value)).Distinct()
            from missingLeft in new[] { true, false }
            select toy.Gain(row => double.IsNaN(values[row]) ? missingLeft : values[row] <= threshold, options);

        AssertBest(toy, gains, options);
    });

    [Fact]
    public void FindBest_CategoryOfFewLevels_EqualsTryingEverySubset() => Hold((seed, options) =>
    {
        var random = new Random(seed);
        var rows = random.Next(4, 60);
        var values = Enumerable.Range(0, rows).Select(_ => random.Next(8) == 0 ? double.NaN : random.Next(6)).ToArray();
        var toy = BinnedToy.OfColumn(Feature.Categorical("plan", ["a", "b", "c", "d", "e", "f"]), values, Gradients(random, rows));
        if (toy.Data.Columns.Count == 0) return;
        options = options with { L1 = 0, MinSamplesLeaf = 1, CategoricalSmoothing = 0, CategoricalL2 = 0, MinSamplesPerLevel = 0, L2 = 0 };

        var gains = Enumerable.Range(1, 127).Select(set => toy.Gain(row => (set >> (double.IsNaN(values[row]) ? 6 : (int)values[row]) & 1) != 0, options));

        AssertBest(toy, gains, options);
    });

    [Fact]
    public void FindBest_RareLevelsAmongMany_FollowTheMissing()
    {
        // Five levels with twenty rows, a sixth with three.
        var values = Enumerable.Range(0, 103).Select(row => row < 100 ? row / 20 : 5.0).ToArray();
        var gradients = values.Select(level => level is 1 or 3 ? 1.0 : -1.0).ToArray();
        var toy = BinnedToy.OfColumn(Feature.Categorical("plan", ["a", "b", "c", "d", "e", "rare"]), values, gradients);

        var split = toy.BestSplit(new GradientBoostingOptions { MinSamplesLeaf = 1 });

        var table = split!.LeftTable(toy.Data.Columns[0].Bins);
        Assert.Equal(table[toy.Data.Columns[0].Bins.MissingBin], table[5]);
        Assert.Equal(table[1], table[3]);
        Assert.NotEqual(table[0], table[1]);
    }

    private static void AssertBest(BinnedToy toy, IEnumerable<double?> gains, GradientBoostingOptions options)
    {
        var best = gains.Max() ?? 0;
        var split = toy.BestSplit(options);
        if (best < 1e-6)
        {
            Assert.True(split is null || split.Gain < 2e-6);
            return;
        }

        Assert.NotNull(split);
        Assert.Equal(best, split.Gain, 1e-6 * Math.Max(1, best));
        var table = split.LeftTable(toy.Data.Columns[0].Bins);
        Assert.Equal(split.Gain, toy.Gain(row => table[toy.Data.Bin(row, 0)] != 0, options)!.Value, 1e-6 * Math.Max(1, best));
    }

    private static double[] Gradients(Random random, int rows) =>
        [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() - 0.4)];

    private static void Hold(Action<int, GradientBoostingOptions> law)
    {
        var options =
            from minRows in Gen.Choose(1, 5)
            from l2 in Gen.Elements(0.0, 0.5, 10)
            from l1 in Gen.Elements(0.0, 0.0, 0.3)
            select new GradientBoostingOptions { MinSamplesLeaf = minRows, L2 = l2, L1 = l1 };
        var cases = from seed in Gen.Choose(0, int.MaxValue) from option in options select (seed, option);
        Prop.ForAll(cases.ToArbitrary(), c => law(c.seed, c.option)).QuickCheckThrowOnFailure();
    }
}
