namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>Quartiles, moments and a histogram from counted values.</summary>
internal static class NumericSummaries
{
    private const int Bins = 20;

    /// <summary>Null where no value is present.</summary>
    public static NumericSummary? Of(ValueCounts counts)
    {
        if (counts.Total == 0) return null;
        var (mean, deviation, skewness) = Moments(counts);
        return new NumericSummary(
            counts.Values[0], Quantile(counts, 0.25), Quantile(counts, 0.5), Quantile(counts, 0.75), counts.Values[^1], mean, deviation, skewness)
        {
            Histogram = Histogram(counts),
        };
    }

    /// <summary>Type 7 of Hyndman and Fan (1996): linear between the order statistics around (n − 1) p.</summary>
    public static double Quantile(ValueCounts counts, double share)
    {
        var position = (counts.Total - 1) * share;
        var lower = OrderStatistic(counts, (int)Math.Floor(position));
        var upper = OrderStatistic(counts, (int)Math.Ceiling(position));
        return lower + ((upper - lower) * (position - Math.Floor(position)));
    }

    private static double OrderStatistic(ValueCounts counts, int rank)
    {
        var before = 0;
        for (var i = 0; i < counts.Distinct; i++)
        {
            before += counts.Counts[i];
            if (rank < before) return counts.Values[i];
        }

        return counts.Values[^1];
    }

    /// <summary>Deviation with n − 1; skewness as the third standardised moment of the population (g1), 0 for a constant.</summary>
    private static (double Mean, double Deviation, double Skewness) Moments(ValueCounts counts)
    {
        double sum = 0, square = 0, cube = 0;
        for (var i = 0; i < counts.Distinct; i++) sum += counts.Values[i] * counts.Counts[i];
        var mean = sum / counts.Total;
        for (var i = 0; i < counts.Distinct; i++)
        {
            var deviation = counts.Values[i] - mean;
            square += deviation * deviation * counts.Counts[i];
            cube += deviation * deviation * deviation * counts.Counts[i];
        }

        var variance = square / counts.Total;
        var skewness = variance > 0 ? cube / counts.Total / (variance * Math.Sqrt(variance)) : 0;
        return (mean, counts.Total > 1 ? Math.Sqrt(square / (counts.Total - 1)) : 0, double.IsFinite(skewness) ? skewness : 0);
    }

    private static int[] Histogram(ValueCounts counts)
    {
        var bins = new int[Bins];
        var (minimum, width) = (counts.Values[0], (counts.Values[^1] - counts.Values[0]) / Bins);
        for (var i = 0; i < counts.Distinct; i++)
        {
            var bin = width > 0 && double.IsFinite(width) ? Math.Min((int)((counts.Values[i] - minimum) / width), Bins - 1) : 0;
            bins[bin] += counts.Counts[i];
        }

        return bins;
    }
}
