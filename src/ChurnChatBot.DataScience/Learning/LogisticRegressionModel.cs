using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>
/// A scorecard: log-odds = intercept + one term a feature, readable as it stands. One-hot weights, pooled rare levels and missing
/// indicators are already folded into the terms, so that scoring needs nothing but this record.
/// </summary>
public sealed record LogisticRegressionModel : TrainedModel
{
    /// <summary>Log-odds where every term is 0.</summary>
    public required double Intercept { get; init; }

    /// <summary>One a feature, in the order of <see cref="TrainedModel.Features"/>.</summary>
    public required IReadOnlyList<LogisticTerm> Terms { get; init; }

    public override double[] PredictRaw(FeatureMatrix features)
    {
        if (features.FeatureCount != Terms.Count)
            throw new ArgumentException($"{features.FeatureCount} features were given where {Terms.Count} were expected.", nameof(features));
        var raw = new double[features.RowCount];
        Array.Fill(raw, Intercept);
        for (var f = 0; f < Terms.Count; f++)
        {
            var column = features.Column(f);
            for (var row = 0; row < raw.Length; row++) raw[row] += Terms[f].Value(column[row]);
        }

        return raw;
    }
}

/// <summary>What one feature adds to the log-odds.</summary>
/// <param name="Centre">Training mean of a number.</param>
/// <param name="Slope">Log-odds for each unit above the mean; 0 for a category.</param>
/// <param name="Levels">Log-odds of each level of a category; empty for a number.</param>
/// <param name="Missing">Log-odds where the cell is missing or its level was never seen; the average where training had no such row.</param>
/// <param name="Average">Mean of the term over the training rows: the background of its contribution.</param>
public sealed record LogisticTerm(double Centre, double Slope, IReadOnlyList<double> Levels, double Missing, double Average)
{
    // Keeps a mistyped 1e300 in a later batch from turning a sum of terms into NaN.
    internal const double Limit = 500;

    /// <summary>The term for a cell of the feature matrix, log-odds in [−500, 500].</summary>
    public double Value(double cell)
    {
        if (double.IsNaN(cell)) return Missing;
        return Levels.Count > 0 ? Levels[(int)cell] : Math.Clamp(Slope * (cell - Centre), -Limit, Limit);
    }
}
