namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// Average precision: Σ (R_k − R_{k−1}) P_k over descending thresholds, without interpolation, as in scikit-learn. A random ranking reaches
/// the churn rate.
/// </summary>
public static class AveragePrecision
{
    /// <returns>In (0, 1].</returns>
    /// <exception cref="ArgumentException">Lengths differ, one class is absent, or a score is not a number.</exception>
    public static double Value(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        LabelledScores.Check(labels, scores);
        var (positives, _) = LabelledScores.CountClasses(labels);
        double area = 0, found = 0, seen = 0;
        foreach (var group in LabelledScores.RankDescending(labels, scores))
        {
            found += group.Positives;
            seen += group.Size;
            area += group.Positives / (double)positives * (found / seen);
        }

        return area;
    }
}
