using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>Boosted trees: the raw prediction is <see cref="BaseScore"/> plus what every tree adds, in log-odds.</summary>
public sealed record GradientBoostingModel : TrainedModel
{
    private const int RowsPerBlock = 256;

    /// <summary>Log-odds of the churn rate among the training rows.</summary>
    public required double BaseScore { get; init; }

    /// <summary>In the order they were grown; none where there was nothing to learn.</summary>
    public required IReadOnlyList<TreePredictor> Trees { get; init; }

    /// <exception cref="ArgumentException">The features are not those of the model, in its order.</exception>
    public override double[] PredictRaw(FeatureMatrix features)
    {
        CheckFeatures(features);
        var scores = new double[features.RowCount];
        Array.Fill(scores, BaseScore);
        var block = new double[RowsPerBlock * Math.Max(1, features.FeatureCount)];
        for (var start = 0; start < scores.Length; start += RowsPerBlock)
        {
            var rows = scores.AsSpan(start, Math.Min(RowsPerBlock, scores.Length - start));
            CopyRows(features, start, rows.Length, block);
            foreach (var tree in Trees)
            {
                for (var i = 0; i < rows.Length; i++)
                    rows[i] += tree.Predict(block.AsSpan(i * features.FeatureCount, features.FeatureCount));
            }
        }

        return scores;
    }

    /// <summary>Copies rows out of the columns, each row's features side by side.</summary>
    internal static void CopyRows(FeatureMatrix features, int start, int count, Span<double> block)
    {
        for (var f = 0; f < features.FeatureCount; f++)
        {
            var column = features.Column(f).Slice(start, count);
            for (var i = 0; i < count; i++) block[(i * features.FeatureCount) + f] = column[i];
        }
    }

    internal void CheckFeatures(FeatureMatrix features)
    {
        if (features.FeatureCount != Features.Count)
            throw new ArgumentException($"{features.FeatureCount} features were given; the model has {Features.Count}.", nameof(features));
        for (var f = 0; f < Features.Count; f++)
        {
            if (features.Features[f].Name != Features[f].Name)
                throw new ArgumentException($"Feature {f} is '{features.Features[f].Name}'; the model has '{Features[f].Name}'.", nameof(features));
        }
    }
}
