namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>What a split of a node is measured against.</summary>
/// <param name="Total">Sums over the node's rows.</param>
/// <param name="Bounds">Values that leaves below may take.</param>
internal readonly record struct NodeSums(GradientSum Total, ValueBounds Bounds);

/// <summary>
/// Finds the split with the largest gain from a node's histogram: for numbers every boundary between bins, with missing values
/// sent left and right; for categories see <see cref="CategoricalSplitter"/>. Equal gains go to the feature whose name sorts first.
/// </summary>
internal sealed class Splitter
{
    private readonly BinnedMatrix _data;
    private readonly SplitGain _gain;
    private readonly CategoricalSplitter _categories;
    private readonly int[] _monotone;

    /// <param name="monotone">For each column −1, 0 or 1.</param>
    public Splitter(BinnedMatrix data, GradientScale scale, GradientBoostingOptions options, int[] monotone)
    {
        _data = data;
        _gain = new SplitGain(scale, options);
        _categories = new CategoricalSplitter(_gain, options);
        _monotone = monotone;
    }

    /// <param name="histogram">Bins of all columns, as <see cref="HistogramBuilder"/> fills it.</param>
    /// <param name="used">Columns that may be split on.</param>
    /// <returns>Null where no allowed split gains more than the options ask.</returns>
    public SplitInfo? FindBest(GradientSum[] histogram, NodeSums node, ReadOnlySpan<bool> used)
    {
        var parent = _gain.Unsplit(node);
        SplitInfo? best = null;
        for (var c = 0; c < _data.Columns.Count; c++)
        {
            if (!used[c]) continue;
            var bins = histogram.AsSpan(_data.BinOffsets[c], _data.Columns[c].Bins.BinCount + 1);
            var found = _data.Columns[c].Bins.IsCategorical
                ? _categories.FindBest(bins, node, (c, parent))
                : FindBestThreshold(bins, node, (c, parent));
            if (found is not null && IsBetter(found, best)) best = found;
        }

        return best;
    }

    private bool IsBetter(SplitInfo found, SplitInfo? best)
    {
        if (best is null) return true;
        return found.Gain > best.Gain ||
            (found.Gain == best.Gain && _data.Columns[found.Column].NameRank < _data.Columns[best.Column].NameRank);
    }

    private SplitInfo? FindBestThreshold(ReadOnlySpan<GradientSum> bins, NodeSums node, (int Index, double Parent) column)
    {
        var binCount = bins.Length - 1;
        var missing = bins[binCount];
        var best = new ThresholdCandidate(_gain.Floor(column.Parent), -1, false, default);
        var bounded = _monotone[column.Index] != 0 || !node.Bounds.AreNone || _gain.HasL1;
        // Without missing rows the boundary after the last bin leaves nothing on the right.
        var end = missing.IsEmpty ? binCount - 1 : binCount;
        if (bounded) ScanBounded(bins[..end], node, (default, _monotone[column.Index]), ref best);
        else Scan(bins[..end], node.Total, default, ref best);
        if (!missing.IsEmpty)
        {
            if (bounded) ScanBounded(bins[..(binCount - 1)], node, (missing, _monotone[column.Index]), ref best);
            else Scan(bins[..(binCount - 1)], node.Total, missing, ref best);
        }

        if (best.Bin < 0) return null;
        var missingLeft = missing.IsEmpty ? _gain.LeftIsLarger(best.Left, node.Total) : best.MissingLeft;
        return new SplitInfo(column.Index, _gain.InNats(best.Score) - column.Parent, best.Bin, missingLeft, null, best.Left);
    }

    // Inner loop of split finding: no constraint, no L1. Scores stay in integer units, and a fraction is compared with the best
    // by multiplication, so that a division is made only for a new best.
    private void Scan(ReadOnlySpan<GradientSum> bins, GradientSum total, GradientSum start, ref ThresholdCandidate best)
    {
        var left = start;
        var (hessianBits, minRows, minHessian, l2) = _gain.Units;
        var mask = (1L << hessianBits) - 1;
        var rows = total.CountAndHessian >> hessianBits;
        for (var b = 0; b < bins.Length; b++)
        {
            if (bins[b].IsEmpty) continue;
            left += bins[b];
            var leftRows = left.CountAndHessian >> hessianBits;
            if (leftRows < minRows) continue;
            if (rows - leftRows < minRows) break;
            var right = total - left;
            var leftHessian = (double)(left.CountAndHessian & mask);
            var rightHessian = (double)(right.CountAndHessian & mask);
            if (leftHessian < minHessian || rightHessian < minHessian) continue;
            leftHessian += l2;
            rightHessian += l2;
            var numerator = ((double)left.Gradient * left.Gradient * rightHessian) + ((double)right.Gradient * right.Gradient * leftHessian);
            var denominator = leftHessian * rightHessian;
            if (numerator > best.Score * denominator)
                best = new ThresholdCandidate(numerator / denominator, b, !start.IsEmpty, left);
        }
    }

    private void ScanBounded(
        ReadOnlySpan<GradientSum> bins, NodeSums node, (GradientSum Start, int Monotone) scan, ref ThresholdCandidate best)
    {
        var left = scan.Start;
        for (var b = 0; b < bins.Length; b++)
        {
            if (bins[b].IsEmpty) continue;
            left += bins[b];
            var score = _gain.InUnits(_gain.Split(left, node, (scan.Monotone, 0)));
            if (score > best.Score) best = new ThresholdCandidate(score, b, !scan.Start.IsEmpty, left);
        }
    }

    /// <param name="Score">Sum of both children's reductions, in integer units.</param>
    private readonly record struct ThresholdCandidate(double Score, int Bin, bool MissingLeft, GradientSum Left);
}
