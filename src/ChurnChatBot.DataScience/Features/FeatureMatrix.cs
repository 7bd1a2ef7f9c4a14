namespace ChurnChatBot.DataScience.Features;

/// <summary>One input of a learner. <paramref name="Levels"/> is empty for a number; for a category, the levels its codes stand for.</summary>
public sealed record Feature(string Name, bool IsCategorical, IReadOnlyList<string> Levels)
{
    public static Feature Numeric(string name) => new(name, false, []);

    public static Feature Categorical(string name, IReadOnlyList<string> levels) => new(name, true, levels);
}

/// <summary>
/// What learners see: column-major values, one array a feature. A categorical cell is its level's code (0, 1, ...);
/// missing numbers, missing categories and levels not seen in training are all <see cref="double.NaN"/>.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly double[][] _columns;

    /// <param name="features">F features.</param>
    /// <param name="columns">F arrays of equal length N. Owned by the matrix from here on; not to be changed.</param>
    public FeatureMatrix(IReadOnlyList<Feature> features, double[][] columns, int rowCount)
    {
        if (features.Count != columns.Length)
            throw new ArgumentException($"{columns.Length} columns were given for {features.Count} features.", nameof(columns));
        foreach (var column in columns)
        {
            if (column.Length != rowCount)
                throw new ArgumentException($"A column has {column.Length} rows where {rowCount} were expected.", nameof(columns));
        }

        Features = features;
        _columns = columns;
        RowCount = rowCount;
    }

    public IReadOnlyList<Feature> Features { get; }

    public int RowCount { get; }

    public int FeatureCount => _columns.Length;

    public double this[int row, int feature] => _columns[feature][row];

    /// <summary>All N values of a feature.</summary>
    public ReadOnlySpan<double> Column(int feature) => _columns[feature];

    public FeatureMatrix TakeRows(ReadOnlySpan<int> rows)
    {
        var taken = new double[_columns.Length][];
        for (var f = 0; f < taken.Length; f++)
        {
            var source = _columns[f];
            var target = taken[f] = new double[rows.Length];
            for (var i = 0; i < rows.Length; i++) target[i] = source[rows[i]];
        }

        return new FeatureMatrix(Features, taken, rows.Length);
    }
}
