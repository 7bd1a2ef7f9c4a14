using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

public class HistogramBuilderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    public void Build_AnyNumberOfColumns_EqualsSumsBinByBin(int columns)
    {
        var toy = Random(columns, 700);
        var rows = Enumerable.Range(0, 700).Where(row => row % 3 != 1).ToArray();

        var histogram = toy.Build(rows, 1);

        var expected = new GradientSum[histogram.Length];
        foreach (var row in rows)
        {
            for (var c = 0; c < columns; c++) expected[toy.Data.BinOffsets[c] + toy.Data.Bin(row, c)] += toy.Scale.Single(toy.Pairs[row]);
        }

        Assert.Equal(expected, histogram);
        Assert.Equal(rows.Length, histogram[..toy.Data.BinOffsets[1]].Sum(toy.Scale.Count));
    }

    [Fact]
    public void Build_ManyBlocksAndThreads_GivesTheSameBits()
    {
        var toy = Random(11, 50_000);
        var rows = Enumerable.Range(0, 50_000).ToArray();
        var shuffled = rows.ToArray();
        new Random(1).Shuffle(shuffled);

        var once = toy.Build(rows, 1);

        Assert.Equal(once, toy.Build(rows, 2));
        Assert.Equal(once, toy.Build(rows, 5));
        Assert.Equal(once, toy.Build(shuffled, 3));
    }

    [Fact]
    public void Subtract_OneChild_LeavesTheOtherExactly()
    {
        var toy = Random(5, 2000);
        var (left, right) = (Enumerable.Range(0, 600).ToArray(), Enumerable.Range(600, 1400).ToArray());
        var parent = toy.Build([.. left, .. right], 1);

        new HistogramBuilder(toy.Data, toy.Scale, 1).Subtract(parent, toy.Build(left, 1));

        Assert.Equal(toy.Build(right, 1), parent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(60_000_000)]
    public void Scale_AllRowsAtTheLargestHessian_StillFit(int rows)
    {
        var scale = new GradientScale(rows, 1, 0.25);
        var one = scale.Single(scale.Quantise(-1, 0.25));

        var sum = new GradientSum(one.Gradient * rows, one.CountAndHessian * rows);

        Assert.Equal(rows, scale.Count(sum));
        Assert.Equal(-rows, scale.Gradient(sum), 1e-6 * rows);
        Assert.Equal(0.25 * rows, scale.Hessian(sum), 1e-3 * rows);
    }

    private static BinnedToy Random(int columns, int rows)
    {
        var random = new Random(columns);
        var values = Enumerable.Range(0, columns)
            .Select(c => Enumerable.Range(0, rows).Select(_ => random.Next(10) == 0 ? double.NaN : random.Next(3 + (c * 30))).ToArray())
            .ToArray();
        var features = new FeatureMatrix([.. values.Select((_, c) => Feature.Numeric($"x{c}"))], values, rows);
        return new BinnedToy(
            features,
            [.. Enumerable.Range(0, rows).Select(_ => (random.NextDouble() * 2) - 1)],
            [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() / 4)]);
    }
}
