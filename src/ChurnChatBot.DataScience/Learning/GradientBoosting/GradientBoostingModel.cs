using System.Text.Json;
using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>Boosted trees: the raw prediction is <see cref="BaseScore"/> plus what every tree adds, in log-odds.</summary>
public sealed record GradientBoostingModel : TrainedModel, IJsonOnDeserialized
{
    private const int RowsPerBlock = 256;

    /// <summary>Log-odds of the churn rate among the training rows.</summary>
    public required double BaseScore { get; init; }

    /// <summary>In the order they were grown; none where there was nothing to learn.</summary>
    public required IReadOnlyList<TreePredictor> Trees { get; init; }

    /// <exception cref="ArgumentException">The features are not those of the model, in its order.</exception>
    public override double[] PredictRaw(FeatureMatrix features) => PredictRaw(features, threads: 2);

    /// <param name="threads">At most this many; the scores are the same to the bit whatever it is.</param>
    /// <inheritdoc cref="PredictRaw(FeatureMatrix)"/>
    public double[] PredictRaw(FeatureMatrix features, int threads)
    {
        CheckFeatures(features);
        var scores = new double[features.RowCount];
        var blocks = (scores.Length + RowsPerBlock - 1) / RowsPerBlock;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        Parallel.For(0, blocks, parallel, () => new double[RowsPerBlock * features.FeatureCount], (block, _, values) =>
        {
            var start = block * RowsPerBlock;
            PredictBlock(features, start, scores.AsSpan(start, Math.Min(RowsPerBlock, scores.Length - start)), values);
            return values;
        }, static _ => { });
        return scores;
    }

    // All trees over one block of rows, so that the block stays in the cache; each row adds its trees in order.
    private void PredictBlock(FeatureMatrix features, int start, Span<double> scores, double[] values)
    {
        var width = features.FeatureCount;
        CopyRows(features, start, scores.Length, values);
        scores.Fill(BaseScore);
        foreach (var tree in Trees)
        {
            for (var i = 0; i < scores.Length; i++) scores[i] += tree.Predict(values.AsSpan(i * width, width));
        }
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Trees.SelectMany(tree => tree.Nodes).Any(node => node.Feature >= Features.Count))
            throw new JsonException($"A tree asks a feature beyond the {Features.Count} of the model.");
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
