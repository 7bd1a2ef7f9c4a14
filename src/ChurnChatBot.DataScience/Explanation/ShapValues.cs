namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Additive contributions (Lundberg and Lee 2017) in log-odds: for every row, <see cref="BaseValue"/> plus the sum of its
/// contributions is the model's raw prediction.
/// </summary>
/// <param name="BaseValue">Expected raw prediction over the training data, log-odds.</param>
/// <param name="Contributions">N rows by F features, log-odds.</param>
public sealed record ShapValues(double BaseValue, double[,] Contributions)
{
    /// <summary>Largest |base + Σ contributions − raw| over the rows; a reason is shown only where this is at most 1e-6.</summary>
    public double AdditivityError(ReadOnlySpan<double> rawPredictions)
    {
        var worst = 0.0;
        for (var row = 0; row < rawPredictions.Length; row++)
        {
            var sum = BaseValue;
            for (var f = 0; f < Contributions.GetLength(1); f++) sum += Contributions[row, f];
            worst = Math.Max(worst, Math.Abs(sum - rawPredictions[row]));
        }

        return worst;
    }
}
