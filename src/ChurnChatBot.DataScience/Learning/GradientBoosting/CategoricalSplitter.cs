namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Splits a category into two sets of levels. Ordered by gradient over hessian, the best two sets are a prefix and its rest
/// (Fisher 1958), so B − 1 candidates stand for all 2^(B−1) − 1. With many levels that freedom fits noise, hence the smoothing of
/// the order, the penalty, and the pooling of levels with few rows: those, and levels not seen, go where missing values go.
/// </summary>
internal sealed class CategoricalSplitter(SplitGain gain, GradientBoostingOptions options)
{
    private const int FewLevels = 4;

    // Reused from node to node; one splitter belongs to one thread.
    private readonly int[] _order = new int[256];
    private readonly double[] _slopes = new double[256];

    /// <param name="bins">The column's bins, that of missing values last.</param>
    /// <param name="column">Its index, and the node's reduction unsplit.</param>
    public SplitInfo? FindBest(ReadOnlySpan<GradientSum> bins, NodeSums node, (int Index, double Parent) column)
    {
        var missingBin = bins.Length - 1;
        var pool = bins[missingBin];
        var levels = 0;
        for (var bin = 0; bin < missingBin; bin++) levels += bins[bin].IsEmpty ? 0 : 1;
        var many = levels > FewLevels;
        var count = 0;
        for (var bin = 0; bin < missingBin; bin++)
        {
            if (bins[bin].IsEmpty) continue;
            if (many && gain.Count(bins[bin]) < options.MinSamplesPerLevel) pool += bins[bin];
            else _order[count++] = bin;
        }

        if (!pool.IsEmpty) _order[count++] = missingBin;
        if (count < 2) return null;
        Sort(bins, pool, count, many ? options.CategoricalSmoothing : 0);
        return BestPrefix(new Levels(bins, pool), count, node, (column.Index, column.Parent, many ? options.CategoricalL2 : 0));
    }

    private void Sort(ReadOnlySpan<GradientSum> bins, GradientSum pool, int count, double smoothing)
    {
        for (var i = 0; i < count; i++)
            _slopes[i] = gain.Slope(_order[i] == bins.Length - 1 ? pool : bins[_order[i]], smoothing);
        Array.Sort(_slopes, _order, 0, count);
    }

    private SplitInfo? BestPrefix(Levels levels, int count, NodeSums node, (int Index, double Parent, double MoreL2) column)
    {
        var missingBin = levels.Bins.Length - 1;
        var (bestScore, bestEnd, bestLeft) = (gain.InNats(gain.Floor(column.Parent)), -1, default(GradientSum));
        var left = default(GradientSum);
        for (var i = 0; i < count - 1; i++)
        {
            left += _order[i] == missingBin ? levels.Pool : levels.Bins[_order[i]];
            var score = gain.Split(left, node, (0, column.MoreL2));
            if (score > bestScore) (bestScore, bestEnd, bestLeft) = (score, i, left);
        }

        if (bestEnd < 0) return null;
        var prefix = _order.AsSpan(0, bestEnd + 1);
        var missingLeft = levels.Pool.IsEmpty ? gain.LeftIsLarger(bestLeft, node.Total) : prefix.Contains(missingBin);
        return new SplitInfo(
            column.Index, bestScore - column.Parent, -1, missingLeft, LeftSet(prefix, count, (missingBin, missingLeft)), bestLeft);
    }

    // Bins without a row of their own in the order (empty here, or pooled) go with the missing.
    private ulong[] LeftSet(ReadOnlySpan<int> prefix, int count, (int Bin, bool Left) missing)
    {
        var left = new ulong[4];
        if (missing.Left)
        {
            for (var bin = 0; bin <= missing.Bin; bin++) Set(bin, true);
            foreach (var bin in _order.AsSpan(prefix.Length, count - prefix.Length)) Set(bin, false);
        }

        foreach (var bin in prefix) Set(bin, true);
        return left;

        void Set(int bin, bool value)
        {
            var bit = 1UL << (bin & 63);
            left[bin >> 6] = value ? left[bin >> 6] | bit : left[bin >> 6] & ~bit;
        }
    }

    private readonly ref struct Levels(ReadOnlySpan<GradientSum> bins, GradientSum pool)
    {
        public ReadOnlySpan<GradientSum> Bins { get; } = bins;

        public GradientSum Pool { get; } = pool;
    }
}
