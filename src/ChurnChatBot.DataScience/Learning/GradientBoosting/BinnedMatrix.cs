using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// The training data as bytes, one a cell. Columns lie in groups of eight: inside a group a row is one 64-bit word, so a
/// histogram pass loads eight bins of a row at once and reads its gradient once for eight features, and the eight histograms
/// (32 KB) stay in the first-level cache. Columns that no split can use (constant, or nothing but missing) are left out.
/// </summary>
internal sealed class BinnedMatrix
{
    public const int GroupSize = 8;

    private readonly ulong[][] _groups;

    /// <param name="columns">The columns that can be split, in the order of the features.</param>
    /// <param name="groups">One word a row for each group of eight columns.</param>
    public BinnedMatrix(IReadOnlyList<BinnedColumn> columns, ulong[][] groups, int rowCount)
    {
        Columns = columns;
        _groups = groups;
        RowCount = rowCount;
        BinOffsets = new int[columns.Count + 1];
        for (var c = 0; c < columns.Count; c++) BinOffsets[c + 1] = BinOffsets[c] + columns[c].Bins.BinCount + 1;
    }

    public IReadOnlyList<BinnedColumn> Columns { get; }

    public int RowCount { get; }

    public int GroupCount => _groups.Length;

    /// <summary>Where each column's bins start in a histogram of all columns; the last entry is the histogram's length.</summary>
    public int[] BinOffsets { get; }

    public ulong[] Group(int group) => _groups[group];

    public int Bin(int row, int column) =>
        (byte)(_groups[column / GroupSize][row] >> (column % GroupSize * 8));

    public static BinnedMatrix Create(FeatureMatrix features, FeatureBins[] bins, FitOptions fit)
    {
        var ranks = NameRanks(features.Features);
        var columns = new List<BinnedColumn>();
        for (var f = 0; f < bins.Length; f++)
        {
            if (bins[f].BinCount > 1 || (bins[f].BinCount == 1 && AnyMissing(features.Column(f), bins[f])))
                columns.Add(new BinnedColumn(f, features.Features[f].Name, ranks[f], bins[f]));
        }

        var groups = new ulong[(columns.Count + GroupSize - 1) / GroupSize][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, fit.Threads), CancellationToken = fit.Cancellation };
        Parallel.For(0, groups.Length, parallel, g =>
        {
            var words = groups[g] = new ulong[features.RowCount];
            for (var c = g * GroupSize; c < Math.Min(columns.Count, (g + 1) * GroupSize); c++)
                WriteColumn(words, features.Column(columns[c].Feature), columns[c].Bins, c % GroupSize * 8);
        });
        return new BinnedMatrix(columns, groups, features.RowCount);
    }

    private static bool AnyMissing(ReadOnlySpan<double> values, FeatureBins bins)
    {
        foreach (var value in values)
        {
            if (bins.ToBin(value) == bins.MissingBin) return true;
        }

        return false;
    }

    private static void WriteColumn(ulong[] words, ReadOnlySpan<double> values, FeatureBins bins, int shift)
    {
        for (var row = 0; row < words.Length; row++) words[row] |= (ulong)bins.ToBin(values[row]) << shift;
    }

    private static int[] NameRanks(IReadOnlyList<Feature> features)
    {
        var ranks = new int[features.Count];
        var order = Enumerable.Range(0, features.Count).OrderBy(f => features[f].Name, StringComparer.Ordinal).ThenBy(f => f).ToArray();
        for (var rank = 0; rank < order.Length; rank++) ranks[order[rank]] = rank;
        return ranks;
    }
}

/// <summary>A column that splits can use.</summary>
/// <param name="Feature">Its index among the model's features.</param>
/// <param name="NameRank">Its place when features are sorted by name: breaks ties, so that the order of columns does not matter.</param>
internal sealed record BinnedColumn(int Feature, string Name, int NameRank, FeatureBins Bins);
