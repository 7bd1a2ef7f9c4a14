namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// Whether promised probabilities come true, in bins of equally many customers (equal widths leave most bins of a churn model empty).
/// Customers with one and the same probability are never divided between bins.
/// </summary>
public static class Reliability
{
    /// <param name="labels">N labels, 0 or 1.</param>
    /// <param name="probabilities">N probabilities.</param>
    /// <param name="bins">At most this many bins, from the lowest probability to the highest.</param>
    public static IReadOnlyList<ReliabilityBin> Bins(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ProbabilityScores.CheckProbabilities(labels, probabilities);
        var groups = LabelledScores.RankDescending(labels, probabilities);
        groups.Reverse();
        var result = new List<ReliabilityBin>();
        int count = 0, positives = 0, before = 0;
        var promised = 0.0;
        foreach (var group in groups)
        {
            count += group.Size;
            positives += group.Positives;
            promised += group.Score * group.Size;
            if (before + count < (long)(result.Count + 1) * labels.Length / bins) continue;
            result.Add(new ReliabilityBin(promised / count, WilsonInterval.Of(positives, count), count));
            before += count;
            count = positives = 0;
            promised = 0;
        }

        return result;
    }

    /// <summary>Expected calibration error (Naeini, Cooper and Hauskrecht 2015): mean |promised − observed| over the bins, weighted by size, in [0, 1].</summary>
    public static double ExpectedCalibrationError(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int bins = 10)
    {
        var rows = labels.Length;
        return Bins(labels, probabilities, bins).Sum(bin => bin.Count * Math.Abs(bin.Promised - bin.Observed.Value) / rows);
    }
}

/// <param name="Promised">Mean probability in the bin.</param>
/// <param name="Observed">Share that left, with a Wilson interval.</param>
/// <param name="Count">Customers in the bin.</param>
public sealed record ReliabilityBin(double Promised, Estimate Observed, int Count);
