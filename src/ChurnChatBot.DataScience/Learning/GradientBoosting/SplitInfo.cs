namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>The best way found to split a node: which bins of which column go left.</summary>
/// <param name="Column">Index among the columns of the <see cref="BinnedMatrix"/>.</param>
/// <param name="Gain">Twice the fall of the penalised loss, in nats.</param>
/// <param name="Bin">For a number, the last bin that goes left.</param>
/// <param name="LeftBins">For a category, the set of bins that go left, that of missing values included where it does; else null.</param>
/// <param name="Left">Sums over the rows that go left.</param>
internal sealed record SplitInfo(int Column, double Gain, int Bin, bool MissingLeft, ulong[]? LeftBins, GradientSum Left)
{
    /// <summary>Answers for each bin whether it goes left, as 1 or 0, so that rows are sent without a branch.</summary>
    public byte[] LeftTable(FeatureBins bins)
    {
        var table = new byte[256];
        for (var bin = 0; bin < bins.BinCount; bin++)
        {
            var left = LeftBins is null ? bin <= Bin : (LeftBins[bin >> 6] >> (bin & 63) & 1) != 0;
            table[bin] = left ? (byte)1 : (byte)0;
        }

        table[bins.MissingBin] = MissingLeft ? (byte)1 : (byte)0;
        return table;
    }
}
