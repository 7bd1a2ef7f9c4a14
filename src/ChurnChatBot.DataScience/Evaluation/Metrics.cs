using ChurnChatBot.DataScience.Evaluation.Profit;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>A metric with its name in the field and the direction that is better.</summary>
/// <param name="Name">"roc_auc", "log_loss", "f1"... as scikit-learn writes it where it has the metric.</param>
/// <param name="Value">The figure.</param>
/// <param name="MoreIsBetter">False for losses.</param>
public sealed record NamedMetric(string Name, Metric Value, bool MoreIsBetter);

/// <summary>The metrics two models can be compared by.</summary>
public static class Metrics
{
    /// <summary>Those that need nothing but labels and probabilities.</summary>
    public static IReadOnlyList<NamedMetric> All { get; } =
    [
        new("roc_auc", RocAuc.Value, true),
        new("average_precision", AveragePrecision.Value, true),
        new("log_loss", ProbabilityScores.LogLoss, false),
        new("brier_score", ProbabilityScores.Brier, false),
        new("expected_calibration_error", (labels, probabilities) => Reliability.ExpectedCalibrationError(labels, probabilities), false),
        new("kolmogorov_smirnov", RocCurve.KolmogorovSmirnov, true),
        new("top_decile_lift", (labels, scores) => Lift.At(labels, scores, Math.Max(1, (labels.Length + 5) / 10)).Lift, true),
    ];

    /// <summary>F1, precision, recall, specificity, balanced accuracy and Matthews' correlation at a threshold.</summary>
    public static IReadOnlyList<NamedMetric> At(double threshold) =>
    [
        new("f1", (labels, p) => ConfusionMatrix.At(labels, p, threshold).F1, true),
        new("precision", (labels, p) => ConfusionMatrix.At(labels, p, threshold).Precision, true),
        new("recall", (labels, p) => ConfusionMatrix.At(labels, p, threshold).Recall, true),
        new("specificity", (labels, p) => ConfusionMatrix.At(labels, p, threshold).Specificity, true),
        new("balanced_accuracy", (labels, p) => ConfusionMatrix.At(labels, p, threshold).BalancedAccuracy, true),
        new("matthews_corrcoef", (labels, p) => ConfusionMatrix.At(labels, p, threshold).Matthews, true),
    ];

    /// <summary>Expected maximum profit a customer; all customers worth the same, for a resample does not know whose row it holds.</summary>
    /// <exception cref="ArgumentException">Values differ between customers, or a parameter makes no sense.</exception>
    public static NamedMetric Profit(ProfitParameters parameters)
    {
        parameters.Validate();
        if (parameters.CustomerValues is not null) throw new ArgumentException("A metric takes one value for all customers.", nameof(parameters));
        return new NamedMetric("empc", (labels, scores) => ExpectedMaximumProfit.Of(labels, scores, parameters).PerCustomer, true);
    }
}
