namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>A figure computed from labels and scores of the same rows.</summary>
public delegate double Metric(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores);

/// <summary>How the bootstrap is drawn.</summary>
public sealed record BootstrapOptions
{
    public int Resamples { get; init; } = 400;

    public int Seed { get; init; } = 42;

    /// <summary>Upper bound of threads; the interval is the same whatever it is.</summary>
    public int Threads { get; init; } = 2;

    public CancellationToken Cancellation { get; init; }

    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 40);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
    }
}

/// <summary>
/// Percentile bootstrap (Efron 1979) for metrics without a variance formula. Leavers and stayers are resampled apart, so that the churn rate
/// of a resample is the data's own and no class can vanish.
/// </summary>
public static class BootstrapInterval
{
    /// <returns>The metric of the data with the central 95 % of its resampled values, widened to hold the point where needed.</returns>
    public static Estimate Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, Metric metric, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        LabelledScores.Check(labels, scores);
        var value = metric(labels, scores);
        var (allLabels, allScores) = (labels.ToArray(), scores.ToArray());
        var positives = RowsOf(labels, 1);
        var negatives = RowsOf(labels, 0);
        var values = new double[options.Resamples];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation };
        Parallel.For(0, values.Length, parallel, resample =>
        {
            var random = new StableRandom(options.Seed, resample);
            var resampledLabels = new double[allLabels.Length];
            var resampledScores = new double[allLabels.Length];
            var next = 0;
            foreach (var stratum in (int[][])[positives, negatives])
            {
                for (var i = 0; i < stratum.Length; i++, next++)
                {
                    var row = stratum[random.Next(stratum.Length)];
                    (resampledLabels[next], resampledScores[next]) = (allLabels[row], allScores[row]);
                }
            }

            values[resample] = metric(resampledLabels, resampledScores);
        });
        Array.Sort(values);
        return new Estimate(value, Math.Min(value, Quantile(values, 0.025)), Math.Max(value, Quantile(values, 0.975)));
    }

    private static int[] RowsOf(ReadOnlySpan<double> labels, double label)
    {
        var rows = new List<int>();
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == label) rows.Add(row);
        }

        return [.. rows];
    }

    // Linear interpolation between order statistics (type 7).
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
