using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Learns the bins of every feature from the training rows, before any tree: with few distinct values each has its own bin,
/// with many the bins hold about equally many rows (quantiles). All rows are looked at, so their order does not matter.
/// </summary>
internal static class BinMapper
{
    public static FeatureBins[] Fit(FeatureMatrix features, int maxBins, FitOptions fit)
    {
        var bins = new FeatureBins[features.FeatureCount];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, fit.Threads), CancellationToken = fit.Cancellation };
        Parallel.For(0, bins.Length, parallel, f => bins[f] = Fit(features.Features[f], features.Column(f), maxBins));
        return bins;
    }

    public static FeatureBins Fit(Feature feature, ReadOnlySpan<double> values, int maxBins) =>
        feature.IsCategorical ? FitLevels(values, feature.Levels.Count, maxBins) : FitNumbers(values, maxBins);

    private static FeatureBins FitNumbers(ReadOnlySpan<double> values, int maxBins)
    {
        var sorted = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            // Adding zero makes −0 into 0, which sorts apart but compares equal.
            if (!double.IsNaN(value)) sorted[count++] = value + 0.0;
        }

        var present = sorted.AsSpan(0, count);
        present.Sort();
        if (count == 0) return FeatureBins.Numeric([], 0);
        var distinct = CountDistinct(present, maxBins);
        var bounds = distinct <= maxBins ? BetweenAll(present) : BetweenQuantiles(present, maxBins);
        return FeatureBins.Numeric(bounds, bounds.Length + 1);
    }

    private static int CountDistinct(ReadOnlySpan<double> sorted, int atMost)
    {
        var distinct = 1;
        for (var i = 1; i < sorted.Length && distinct <= atMost; i++)
        {
            if (sorted[i] != sorted[i - 1]) distinct++;
        }

        return distinct;
    }

    private static double[] BetweenAll(ReadOnlySpan<double> sorted)
    {
        var bounds = new List<double>();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1]) bounds.Add(Midpoint(sorted[i - 1], sorted[i]));
        }

        return [.. bounds];
    }

    // Closes a bin when it holds its share of the rows that are left; the share is renewed after every bin, so a value with very
    // many rows (zero calls) takes one bin and does not starve the rest.
    private static double[] BetweenQuantiles(ReadOnlySpan<double> sorted, int maxBins)
    {
        var bounds = new List<double>(maxBins - 1);
        var binStart = 0;
        for (var i = 1; i < sorted.Length && bounds.Count < maxBins - 1; i++)
        {
            if (sorted[i] == sorted[i - 1]) continue;
            var share = (double)(sorted.Length - binStart) / (maxBins - bounds.Count);
            if (i - binStart < share) continue;
            bounds.Add(Midpoint(sorted[i - 1], sorted[i]));
            binStart = i;
        }

        return [.. bounds];
    }

    // Never reaches the upper value, whatever the rounding, so that both values stay on their sides; infinities included.
    private static double Midpoint(double lower, double upper)
    {
        var middle = (lower / 2) + (upper / 2);
        return middle >= lower && middle < upper ? middle : lower;
    }

    // Levels keep the order of their codes. Where there are more than fit, the most frequent have their own bin and the rest share the last.
    private static FeatureBins FitLevels(ReadOnlySpan<double> codes, int levels, int maxBins)
    {
        var rows = new int[levels];
        foreach (var code in codes)
        {
            var level = double.IsNaN(code) ? -1 : (int)code;
            if (level >= 0 && level < levels && level == code) rows[level]++;
        }

        var seen = Enumerable.Range(0, levels).Where(level => rows[level] > 0).ToArray();
        var own = seen.Length <= maxBins
            ? seen
            : [.. seen.OrderByDescending(level => rows[level]).ThenBy(level => level).Take(maxBins - 1).Order()];
        var shared = own.Length < seen.Length;
        var binCount = own.Length + (shared ? 1 : 0);
        var binOfLevel = new byte[levels];
        for (var level = 0; level < levels; level++) binOfLevel[level] = (byte)(rows[level] == 0 ? binCount : own.Length);
        for (var bin = 0; bin < own.Length; bin++) binOfLevel[own[bin]] = (byte)bin;
        return FeatureBins.Categorical(binOfLevel, binCount);
    }
}
