using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

/// <summary>Binned columns with freely chosen gradients, and the histogram over all rows: what a splitter sees.</summary>
internal sealed class BinnedToy
{
    public BinnedToy(FeatureMatrix features, double[] gradients, double[] hessians)
    {
        Features = features;
        var fit = new FitOptions();
        Data = BinnedMatrix.Create(features, BinMapper.Fit(features, 255, fit), fit);
        Scale = new GradientScale(features.RowCount, gradients.Max(Math.Abs), hessians.Max());
        Pairs = [.. gradients.Zip(hessians, Scale.Quantise)];
        Histogram = Build(Enumerable.Range(0, features.RowCount).ToArray(), 1);
        Total = Pairs.Aggregate(default(GradientSum), (sum, pair) => sum + Scale.Single(pair));
    }

    public FeatureMatrix Features { get; }

    public BinnedMatrix Data { get; }

    public GradientScale Scale { get; }

    public GradientPair[] Pairs { get; }

    public GradientSum[] Histogram { get; }

    public GradientSum Total { get; }

    /// <summary>Squared-error-like: gradients as given, hessians 1.</summary>
    public static BinnedToy OfColumn(Feature feature, double[] values, double[] gradients) =>
        new(new FeatureMatrix([feature], [values], values.Length), gradients, [.. gradients.Select(_ => 1.0)]);

    public GradientSum[] Build(int[] rows, int threads)
    {
        var histogram = new GradientSum[Data.BinOffsets[^1]];
        new HistogramBuilder(Data, Scale, threads).Build(Pairs, rows, histogram);
        return histogram;
    }

    public SplitInfo? BestSplit(GradientBoostingOptions options)
    {
        var columns = Data.Columns.Count;
        var used = new bool[columns];
        Array.Fill(used, true);
        return new Splitter(Data, Scale, options, new int[columns]).FindBest(Histogram, new NodeSums(Total, ValueBounds.None), used);
    }

    /// <summary>Twice the fall of the penalised loss where exactly the rows of <paramref name="left"/> go left; null where a side is too small.</summary>
    public double? Gain(Func<int, bool> left, GradientBoostingOptions options)
    {
        double[] gradient = [0, 0], hessian = [0, 0];
        int[] count = [0, 0];
        for (var row = 0; row < Pairs.Length; row++)
        {
            var side = left(row) ? 0 : 1;
            gradient[side] += Pairs[row].Gradient * Scale.GradientUnit;
            hessian[side] += Pairs[row].Hessian * Scale.HessianUnit;
            count[side]++;
        }

        if (count.Min() < options.MinSamplesLeaf) return null;
        double Score(double g, double h) => Math.Pow(Math.Max(Math.Abs(g) - options.L1, 0), 2) / (h + options.L2);
        return Score(gradient[0], hessian[0]) + Score(gradient[1], hessian[1]) - Score(gradient.Sum(), hessian.Sum());
    }
}
