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
        LabelledScores.Check(labels, scores);
        var (allLabels, allScores) = (labels.ToArray(), scores.ToArray());
        return OfRows(labels, rows => [metric(Take(allLabels, rows), Take(allScores, rows))], options)[0];
    }

    /// <summary>Several figures of the same resamples: what one pass over the rows can count is resampled once for all of them.</summary>
    /// <param name="labels">N labels, the strata.</param>
    /// <param name="statistics">Figures of the rows it is given, a row perhaps more than once; always as many.</param>
    internal static Estimate[] OfRows(ReadOnlySpan<double> labels, Func<int[], double[]> statistics, BootstrapOptions? options)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        var values = statistics([.. Enumerable.Range(0, labels.Length)]);
        int[][] strata = [RowsOf(labels, 1), RowsOf(labels, 0)];
        var resampled = new double[options.Resamples][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation };
        Parallel.For(0, resampled.Length, parallel, resample => resampled[resample] = statistics(Draw(strata, new StableRandom(options.Seed, resample))));
        return [.. values.Select((value, figure) => Interval(value, Array.ConvertAll(resampled, figures => figures[figure])))];
    }

    internal static double[] Take(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

    private static int[] Draw(int[][] strata, StableRandom random)
    {
        var rows = new int[strata.Sum(stratum => stratum.Length)];
        var next = 0;
        foreach (var stratum in strata)
        {
            for (var i = 0; i < stratum.Length; i++) rows[next++] = stratum[random.Next(stratum.Length)];
        }

        return rows;
    }

    private static Estimate Interval(double value, double[] resampled)
    {
        Array.Sort(resampled);
        return new Estimate(value, Math.Min(value, Quantile(resampled, 0.025)), Math.Max(value, Quantile(resampled, 0.975)));
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
