namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>The receiver operating characteristic as points for a picture, and the Kolmogorov-Smirnov distance read off it.</summary>
public static class RocCurve
{
    /// <summary>Points from (0, 0) to (1, 1), one a threshold, thinned evenly along the curve to at most <paramref name="atMost"/>.</summary>
    public static IReadOnlyList<RocPoint> Points(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, int atMost = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 2);
        var all = All(labels, scores);
        if (all.Count <= atMost) return all;
        var thinned = new List<RocPoint>(atMost);
        for (var i = 0; i < atMost; i++) thinned.Add(all[(int)((long)i * (all.Count - 1) / (atMost - 1))]);
        return thinned;
    }

    /// <summary>Largest distance between the score distributions of leavers and stayers, max(TPR − FPR), in [0, 1].</summary>
    public static double KolmogorovSmirnov(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores) =>
        All(labels, scores).Max(point => Math.Abs(point.TruePositiveRate - point.FalsePositiveRate));

    private static List<RocPoint> All(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        LabelledScores.Check(labels, scores);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var points = new List<RocPoint> { new(0, 0, double.PositiveInfinity) };
        int truePositives = 0, falsePositives = 0;
        foreach (var group in LabelledScores.RankDescending(labels, scores))
        {
            truePositives += group.Positives;
            falsePositives += group.Negatives;
            points.Add(new RocPoint(falsePositives / (double)negatives, truePositives / (double)positives, group.Score));
        }

        return points;
    }
}

/// <param name="FalsePositiveRate">Share of stayers called, [0, 1].</param>
/// <param name="TruePositiveRate">Share of leavers called, [0, 1].</param>
/// <param name="Threshold">Called is who scores at least this; +∞ at the origin.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
