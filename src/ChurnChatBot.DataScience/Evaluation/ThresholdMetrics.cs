namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// How good the decision is that one threshold makes, each figure with its 95 % bootstrap interval. The threshold is taken as given: an interval
/// is honest only for rows that had no part in choosing it (see <see cref="ThresholdChoice"/>).
/// </summary>
public sealed record ThresholdMetrics
{
    /// <summary>Called is whose probability is at least this.</summary>
    public required double Threshold { get; init; }

    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Share of all customers called, [0, 1].</summary>
    public required Estimate Called { get; init; }

    /// <summary>[0, 1].</summary>
    public required Estimate F1 { get; init; }

    /// <summary>Share of the called who leave, [0, 1].</summary>
    public required Estimate Precision { get; init; }

    /// <summary>Share of the leavers who are called, [0, 1].</summary>
    public required Estimate Recall { get; init; }

    /// <summary>Share of the stayers who are left in peace, [0, 1].</summary>
    public required Estimate Specificity { get; init; }

    public required Estimate Accuracy { get; init; }

    /// <summary>As <see cref="ConfusionMatrix.BalancedAccuracy"/>.</summary>
    public required Estimate BalancedAccuracy { get; init; }

    /// <summary>As <see cref="ConfusionMatrix.Matthews"/>.</summary>
    public required Estimate Matthews { get; init; }

    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="probabilities">N probabilities.</param>
    /// <param name="threshold">Called is whose probability is at least this.</param>
    public static ThresholdMetrics Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold, BootstrapOptions? bootstrap = null)
    {
        LabelledScores.Check(labels, probabilities);
        LabelledScores.CountClasses(labels);
        var (allLabels, allProbabilities) = (labels.ToArray(), probabilities.ToArray());
        var figures = BootstrapInterval.OfRows(labels, rows => Figures(ConfusionMatrix.Count(allLabels, allProbabilities, rows, threshold)), bootstrap);
        return new ThresholdMetrics
        {
            Threshold = threshold,
            Confusion = ConfusionMatrix.At(labels, probabilities, threshold),
            Called = figures[0],
            F1 = figures[1],
            Precision = figures[2],
            Recall = figures[3],
            Specificity = figures[4],
            Accuracy = figures[5],
            BalancedAccuracy = figures[6],
            Matthews = figures[7],
        };
    }

    private static double[] Figures(ConfusionMatrix matrix)
    {
        var rows = matrix.TruePositives + matrix.FalsePositives + matrix.TrueNegatives + matrix.FalseNegatives;
        var called = (matrix.TruePositives + matrix.FalsePositives) / (double)rows;
        return [called, matrix.F1, matrix.Precision, matrix.Recall, matrix.Specificity, matrix.Accuracy, matrix.BalancedAccuracy, matrix.Matthews];
    }
}
