namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// Two models on the same customers, by any metric: both are computed on the same resamples, so that what is hard for both cancels out. For ROC AUC
/// alone <see cref="RocAuc.Difference(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double})"/> needs no resampling.
/// </summary>
/// <param name="Before">The metric of the first model.</param>
/// <param name="After">The metric of the second.</param>
/// <param name="Difference">After less before, paired; <see cref="Estimate.ExcludesZero"/> says whether they can be told apart.</param>
public sealed record ModelComparison(Estimate Before, Estimate After, Estimate Difference)
{
    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="before">N scores of the first model.</param>
    /// <param name="after">N scores of the second.</param>
    /// <param name="metric">Any figure of labels and scores, such as those of <see cref="Metrics"/>.</param>
    public static ModelComparison Of(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> before, ReadOnlySpan<double> after, Metric metric, BootstrapOptions? bootstrap = null)
    {
        LabelledScores.Check(labels, before);
        LabelledScores.Check(labels, after);
        var (all, first, second) = (labels.ToArray(), before.ToArray(), after.ToArray());
        var figures = BootstrapInterval.OfRows(labels, Figures, bootstrap);
        return new ModelComparison(figures[0], figures[1], figures[2]);

        double[] Figures(int[] rows)
        {
            var resampled = BootstrapInterval.Take(all, rows);
            var (old, young) = (metric(resampled, BootstrapInterval.Take(first, rows)), metric(resampled, BootstrapInterval.Take(second, rows)));
            return [old, young, young - old];
        }
    }
}
