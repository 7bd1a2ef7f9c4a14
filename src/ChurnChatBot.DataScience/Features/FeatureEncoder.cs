using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Features;

/// <summary>
/// Turns a cleaned dataset into a <see cref="FeatureMatrix"/> with the features and levels of the training data, so that a
/// later batch meets the model with the same codes. Serialisable: it is part of the stored model.
/// </summary>
public sealed record FeatureEncoder(IReadOnlyList<Feature> Features)
{
    /// <summary>
    /// Takes every numeric column and every categorical column with at least two levels in <paramref name="training"/> as a
    /// feature, except the target and the identifier. Dates and free text are not features until a recipe step makes some of them.
    /// </summary>
    public static FeatureEncoder Fit(Dataset training, ChurnQuestion question)
    {
        var features = new List<Feature>();
        foreach (var column in training.Columns)
        {
            if (column.Name == question.TargetColumn || column.Name == question.IdentifierColumn) continue;
            if (column is NumericColumn) features.Add(Feature.Numeric(column.Name));
            if (column is CategoricalColumn categories && LevelsInUse(categories) is { Length: > 1 } levels)
                features.Add(Feature.Categorical(column.Name, levels));
        }

        return new FeatureEncoder(features);
    }

    /// <exception cref="ArgumentException">The dataset lacks a column, or has it as another kind.</exception>
    public FeatureMatrix Transform(Dataset dataset)
    {
        var columns = new double[Features.Count][];
        for (var f = 0; f < columns.Length; f++)
        {
            columns[f] = (dataset[Features[f].Name], Features[f].IsCategorical) switch
            {
                (NumericColumn numbers, false) => numbers.Values.ToArray(),
                (CategoricalColumn categories, true) => Recode(categories, Features[f].Levels),
                (var other, _) => throw new ArgumentException(
                    $"Column '{other.Name}' is {other.Kind}, which is not how the model was trained on it.", nameof(dataset)),
            };
        }

        return new FeatureMatrix(Features, columns, dataset.RowCount);
    }

    // Ordinal order, not order of appearance: a permutation of the rows must give the same model.
    private static string[] LevelsInUse(CategoricalColumn column)
    {
        var used = new bool[column.Levels.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0) used[code] = true;
        }

        return [.. column.Levels.Where((_, code) => used[code]).Order(StringComparer.Ordinal)];
    }

    private static double[] Recode(CategoricalColumn column, IReadOnlyList<string> levels)
    {
        var trained = new Dictionary<string, int>(levels.Count, StringComparer.Ordinal);
        for (var code = 0; code < levels.Count; code++) trained.Add(levels[code], code);
        var translation = new double[column.Levels.Count];
        for (var code = 0; code < translation.Length; code++)
            translation[code] = trained.TryGetValue(column.Levels[code], out var known) ? known : double.NaN;
        var values = new double[column.Length];
        for (var row = 0; row < values.Length; row++)
            values[row] = column.Codes[row] < 0 ? double.NaN : translation[column.Codes[row]];
        return values;
    }
}
