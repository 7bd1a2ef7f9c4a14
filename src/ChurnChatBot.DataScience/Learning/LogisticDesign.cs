using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>
/// The design matrix of the logistic regression, kept sparse. Every feature owns a block of weights (a slope and perhaps an indicator
/// of missing cells, or one weight a level), and each cell touches exactly one of them: a number its slope, a missing cell its
/// indicator, a category its level. So a row has F entries however many levels there are, and a thousand levels cost nothing.
/// </summary>
internal sealed class LogisticDesign
{
    private const int None = -1;

    private readonly Block[] _blocks;
    private readonly int[][] _weightOf;
    private readonly double[][] _valueOf;

    public LogisticDesign(FeatureMatrix features, LogisticRegressionOptions options)
    {
        RowCount = features.RowCount;
        _blocks = new Block[features.FeatureCount];
        _weightOf = new int[_blocks.Length][];
        _valueOf = new double[_blocks.Length][];
        for (var f = 0; f < _blocks.Length; f++)
        {
            var column = features.Column(f);
            var feature = features.Features[f];
            var block = _blocks[f] = feature.IsCategorical ? CategoryBlock(column, feature.Levels.Count, options) : NumberBlock(column);
            (_weightOf[f], _valueOf[f]) = (new int[RowCount], new double[RowCount]);
            for (var row = 0; row < RowCount; row++) (_weightOf[f][row], _valueOf[f][row]) = block.Entry(column[row]);
        }

        Intercept = WeightCount++;
    }

    public int RowCount { get; }

    /// <summary>Weights of all blocks and, last, the intercept.</summary>
    public int WeightCount { get; private set; }

    /// <summary>Position of the intercept among the weights.</summary>
    public int Intercept { get; }

    /// <summary>result = X · weights, one value a row.</summary>
    public void Multiply(ReadOnlySpan<double> weights, double[] result)
    {
        Array.Fill(result, weights[Intercept]);
        for (var f = 0; f < _blocks.Length; f++)
        {
            var (weightOf, valueOf) = (_weightOf[f], _valueOf[f]);
            for (var row = 0; row < result.Length; row++) result[row] += weights[weightOf[row]] * valueOf[row];
        }
    }

    /// <summary>result = Xᵀ · rows; with <paramref name="squared"/> the entries of X are squared first (the diagonal of XᵀDX).</summary>
    public void MultiplyTransposed(double[] rows, double[] result, bool squared = false)
    {
        Array.Clear(result);
        foreach (var row in rows) result[Intercept] += row;
        for (var f = 0; f < _blocks.Length; f++)
        {
            var (weightOf, valueOf) = (_weightOf[f], _valueOf[f]);
            for (var row = 0; row < rows.Length; row++)
                result[weightOf[row]] += rows[row] * (squared ? valueOf[row] * valueOf[row] : valueOf[row]);
        }
    }

    /// <summary>Folds the weights into terms that score a cell on their own.</summary>
    public LogisticTerm[] Terms(ReadOnlySpan<double> weights)
    {
        var terms = new LogisticTerm[_blocks.Length];
        for (var f = 0; f < terms.Length; f++)
        {
            var block = _blocks[f];
            var average = 0.0;
            for (var row = 0; row < RowCount; row++) average += weights[_weightOf[f][row]] * _valueOf[f][row];
            average /= RowCount;
            var slope = block.Slope == None ? 0 : weights[block.Slope] / block.Scale;
            var missing = block.Missing == None ? average : weights[block.Missing];
            var levels = new double[block.Levels.Length];
            for (var level = 0; level < levels.Length; level++)
                levels[level] = block.Levels[level] == None ? average : weights[block.Levels[level]];
            terms[f] = new LogisticTerm(block.Centre, slope, levels, missing, average);
        }

        return terms;
    }

    private Block NumberBlock(ReadOnlySpan<double> column)
    {
        int present = 0, missing = 0;
        double largest = 0;
        foreach (var cell in column)
        {
            if (double.IsNaN(cell)) missing++;
            else (present, largest) = (present + 1, Math.Max(largest, Math.Abs(cell)));
        }

        // Scaled by the largest cell first, so that squares of huge values stay finite.
        double sum = 0, squares = 0;
        var unit = largest > 0 ? largest : 1;
        foreach (var cell in column) sum += double.IsNaN(cell) ? 0 : cell / unit;
        var mean = present > 0 ? sum / present : 0;
        foreach (var cell in column) squares += double.IsNaN(cell) ? 0 : ((cell / unit) - mean) * ((cell / unit) - mean);
        var deviation = present > 0 ? Math.Sqrt(squares / present) : 0;
        // A constant leaves only rounding noise, which must not be blown up to unit variance.
        var varies = deviation > 1e-12 * Math.Max(Math.Abs(mean), 1e-300);
        return new Block
        {
            Centre = mean * unit,
            Scale = varies ? deviation * unit : 1,
            Slope = varies ? WeightCount++ : None,
            Missing = missing > 0 && present > 0 ? WeightCount++ : None,
        };
    }

    private Block CategoryBlock(ReadOnlySpan<double> column, int levelCount, LogisticRegressionOptions options)
    {
        var counts = new int[levelCount];
        var missing = 0;
        foreach (var cell in column)
        {
            if (double.IsNaN(cell)) missing++;
            else counts[(int)cell]++;
        }

        var levels = new int[levelCount];
        Array.Fill(levels, None);
        var commonest = Enumerable.Range(0, levelCount).Where(level => counts[level] >= options.MinLevelRows)
            .OrderByDescending(level => counts[level]).ThenBy(level => level).Take(options.MaxLevels);
        foreach (var level in commonest.Order()) levels[level] = WeightCount++;
        if (Enumerable.Range(0, levelCount).Any(level => levels[level] == None && counts[level] > 0))
        {
            var pool = WeightCount++;
            for (var level = 0; level < levelCount; level++)
            {
                if (levels[level] == None && counts[level] > 0) levels[level] = pool;
            }
        }

        return new Block { Levels = levels, Missing = missing > 0 ? WeightCount++ : None };
    }

    private sealed record Block
    {
        public double Centre { get; init; }

        public double Scale { get; init; } = 1;

        public int Slope { get; init; } = None;

        public int Missing { get; init; } = None;

        public int[] Levels { get; init; } = [];

        /// <summary>The one weight a cell touches and its factor; factor 0 where it touches none.</summary>
        public (int Weight, double Value) Entry(double cell)
        {
            if (double.IsNaN(cell)) return Missing == None ? (0, 0) : (Missing, 1);
            if (Levels.Length > 0) return Levels[(int)cell] == None ? (0, 0) : (Levels[(int)cell], 1);
            return Slope == None ? (0, 0) : (Slope, (cell - Centre) / Scale);
        }
    }
}
