namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// How one feature's values become bins 0 .. <see cref="BinCount"/> − 1; bin <see cref="BinCount"/> is for missing values.
/// A number's bins are intervals closed above; a category's bins are its levels, the rarest of very many sharing one.
/// </summary>
internal sealed class FeatureBins
{
    private readonly double[] _upperBounds;
    private readonly byte[] _binOfLevel;

    private FeatureBins(double[] upperBounds, byte[] binOfLevel, int binCount, bool isCategorical)
    {
        _upperBounds = upperBounds;
        _binOfLevel = binOfLevel;
        BinCount = binCount;
        IsCategorical = isCategorical;
    }

    public bool IsCategorical { get; }

    /// <summary>Bins without that of missing values: 0 to 255.</summary>
    public int BinCount { get; }

    public byte MissingBin => (byte)BinCount;

    /// <summary>The levels a category had in the schema, whether seen or not.</summary>
    public int LevelCount => _binOfLevel.Length;

    /// <summary>A split "bin at most b" as a raw threshold: the value that ends bin b. After the last bin there is none.</summary>
    public double UpperBound(int bin) => bin < _upperBounds.Length ? _upperBounds[bin] : double.PositiveInfinity;

    /// <summary>Bin of a level; that of missing values for a level without training rows.</summary>
    public byte BinOfLevel(int level) => _binOfLevel[level];

    /// <param name="upperBounds">Ascending upper ends of all intervals but the last.</param>
    public static FeatureBins Numeric(double[] upperBounds, int binCount) => new(upperBounds, [], binCount, false);

    public static FeatureBins Categorical(byte[] binOfLevel, int binCount) => new([], binOfLevel, binCount, true);

    public byte ToBin(double value)
    {
        if (double.IsNaN(value)) return MissingBin;
        if (!IsCategorical) return BinOfNumber(value);
        var level = (int)value;
        return level >= 0 && level < _binOfLevel.Length && level == value ? _binOfLevel[level] : MissingBin;
    }

    // First bound that is not below the value, by halving without a branch that depends on the data.
    private byte BinOfNumber(double value)
    {
        var start = 0;
        var length = _upperBounds.Length;
        while (length > 0)
        {
            var half = length >> 1;
            start = _upperBounds[start + half] < value ? start + length - half : start;
            length = half;
        }

        return (byte)Math.Min(start, Math.Max(BinCount - 1, 0));
    }
}
