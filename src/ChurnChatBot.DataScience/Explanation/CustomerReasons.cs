using System.Globalization;
using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>One thing about a customer and what it does to their risk.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Cell">Its value as invariant text; null where missing or never seen in training.</param>
/// <param name="LogOdds">Contribution in log-odds.</param>
/// <param name="Points">The same as a share of the change in probability; 0.31 is 31 percentage points up.</param>
public sealed record CustomerReason(string Feature, string? Cell, double LogOdds, double Points);

/// <summary>
/// Why one customer is at risk, in percentage points that add up. Log-odds do not translate into points one by one, so all contributions are
/// scaled by one factor, (probability − base) / (raw − base raw): it is positive, so signs and proportions stay as they are.
/// </summary>
/// <param name="BaseProbability">Of the typical customer: the probability at the mean raw prediction.</param>
/// <param name="Probability">Of this customer.</param>
/// <param name="Reasons">All features, the strongest first; BaseProbability + Σ Points = Probability within 1e-6.</param>
public sealed record CustomerReasons(double BaseProbability, double Probability, IReadOnlyList<CustomerReason> Reasons)
{
    /// <summary>What additivity may miss by before reasons are withheld, log-odds and probability alike.</summary>
    public const double Tolerance = 1e-6;

    /// <param name="features">N rows by F features.</param>
    /// <param name="shap">Contributions of the same rows.</param>
    /// <param name="raw">Raw predictions of the same rows, log-odds.</param>
    /// <param name="row">The customer.</param>
    /// <returns>Null where the contributions do not add up to the prediction: then there are no reasons to show.</returns>
    public static CustomerReasons? Explain(FeatureMatrix features, ShapValues shap, ReadOnlySpan<double> raw, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, features.RowCount);
        var sum = 0.0;
        for (var f = 0; f < features.FeatureCount; f++) sum += shap.Contributions[row, f];
        // Written so that NaN fails.
        if (!(Math.Abs(shap.BaseValue + sum - raw[row]) <= Tolerance)) return null;
        var (from, to) = (Sigmoid(shap.BaseValue), Sigmoid(raw[row]));
        var factor = Math.Abs(sum) > 1e-9 ? (to - from) / sum : from * (1 - from);
        var reasons = Enumerable.Range(0, features.FeatureCount)
            .Select(f => new CustomerReason(features.Features[f].Name, CellText(features, row, f), shap.Contributions[row, f], shap.Contributions[row, f] * factor))
            .OrderByDescending(reason => Math.Abs(reason.LogOdds)).ThenBy(reason => reason.Feature, StringComparer.Ordinal)
            .ToList();
        return Math.Abs(from + reasons.Sum(reason => reason.Points) - to) <= Tolerance ? new CustomerReasons(from, to, reasons) : null;
    }

    private static string? CellText(FeatureMatrix features, int row, int f)
    {
        var cell = features[row, f];
        if (double.IsNaN(cell)) return null;
        return features.Features[f].IsCategorical ? features.Features[f].Levels[(int)cell] : cell.ToString("R", CultureInfo.InvariantCulture);
    }

    private static double Sigmoid(double raw) => 1 / (1 + Math.Exp(-raw));
}
