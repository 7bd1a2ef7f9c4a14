namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// Area under the receiver operating characteristic: the chance that a leaving customer is ranked above a staying one, ties counting
/// half. Intervals and paired differences after DeLong, DeLong and Clarke-Pearson (1988), in O(n log n) after Sun and Xu (2014).
/// </summary>
public static class RocAuc
{
    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="scores">N scores; only their order matters.</param>
    /// <returns>In [0, 1]; 0.5 is guessing.</returns>
    /// <exception cref="ArgumentException">Lengths differ, one class is absent, or a score is not a number.</exception>
    public static double Value(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores) =>
        MeanAndVariance(labels, Placements(labels, scores)).Mean;

    /// <summary>The area with its 95 % interval. With fewer than two rows of a class the interval is [0, 1].</summary>
    public static Estimate WithInterval(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        var (area, variance) = MeanAndVariance(labels, Placements(labels, scores));
        var half = LabelledScores.Z95 * Math.Sqrt(variance);
        return new Estimate(area, Math.Max(0, area - half), Math.Min(1, area + half));
    }

    /// <summary>
    /// Mean of the folds' own areas with its 95 % interval. Models of different folds are not calibrated alike, so areas are not taken across
    /// folds: a pooled area would punish a learner for that, and no signal at all would rank below guessing.
    /// </summary>
    /// <param name="foldOf">The fold of each row, 0, 1, ...; both classes occur in each.</param>
    public static Estimate WithInterval(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<int> foldOf)
    {
        var estimate = OverFolds(labels, scores, [], foldOf);
        return new Estimate(estimate.Value, Math.Max(0, estimate.Low), Math.Min(1, estimate.High));
    }

    /// <summary>Area of <paramref name="after"/> minus area of <paramref name="before"/> on the same rows, with its paired 95 % interval.</summary>
    public static Estimate Difference(ReadOnlySpan<double> labels, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var (gain, variance) = MeanAndVariance(labels, PlacementGain(labels, before, after));
        var half = LabelledScores.Z95 * Math.Sqrt(variance);
        return new Estimate(gain, Math.Max(-1, gain - half), Math.Min(1, gain + half));
    }

    /// <summary>Mean over folds of the paired difference within the fold, with its 95 % interval.</summary>
    public static Estimate Difference(ReadOnlySpan<double> labels, ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<int> foldOf)
    {
        LabelledScores.Check(labels, before);
        var estimate = OverFolds(labels, after, before, foldOf);
        return new Estimate(estimate.Value, Math.Max(-1, estimate.Low), Math.Min(1, estimate.High));
    }

    // Folds hold different rows, so their variances add.
    private static Estimate OverFolds(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> minus, ReadOnlySpan<int> foldOf)
    {
        LabelledScores.Check(labels, scores);
        if (foldOf.Length != labels.Length) throw new ArgumentException($"{foldOf.Length} folds were given for {labels.Length} rows.", nameof(foldOf));
        var rowsOf = new List<List<int>>();
        for (var row = 0; row < foldOf.Length; row++)
        {
            while (rowsOf.Count <= foldOf[row]) rowsOf.Add([]);
            rowsOf[foldOf[row]].Add(row);
        }

        double value = 0, variance = 0;
        foreach (var rows in rowsOf)
        {
            var ofFold = Take(labels, rows);
            var placements = minus.IsEmpty ? Placements(ofFold, Take(scores, rows)) : PlacementGain(ofFold, Take(minus, rows), Take(scores, rows));
            var fold = MeanAndVariance(ofFold, placements);
            value += fold.Mean / rowsOf.Count;
            variance += fold.Variance / rowsOf.Count / rowsOf.Count;
        }

        var half = LabelledScores.Z95 * Math.Sqrt(variance);
        return new Estimate(value, value - half, value + half);
    }

    private static double[] Take(ReadOnlySpan<double> values, List<int> rows)
    {
        var taken = new double[rows.Count];
        for (var i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }

    // The covariance of two areas is the covariance of their placements, so the variance of the difference is that of the placements' difference.
    private static double[] PlacementGain(ReadOnlySpan<double> labels, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var gain = Placements(labels, after);
        var placementsBefore = Placements(labels, before);
        for (var row = 0; row < gain.Length; row++) gain[row] -= placementsBefore[row];
        return gain;
    }

    /// <summary>DeLong's structural components: for a leaver the share of stayers ranked below, for a stayer the share of leavers above.</summary>
    private static double[] Placements(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        LabelledScores.Check(labels, scores);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var order = new int[labels.Length];
        for (var row = 0; row < order.Length; row++) order[row] = row;
        var keys = scores.ToArray();
        Array.Sort(keys, order);
        var placements = new double[labels.Length];
        int positivesBelow = 0, negativesBelow = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            var tiedPositives = 0;
            for (; end < order.Length && keys[end] == keys[start]; end++) tiedPositives += labels[order[end]] == 1 ? 1 : 0;
            var tiedNegatives = end - start - tiedPositives;
            var ofPositive = (negativesBelow + (0.5 * tiedNegatives)) / negatives;
            var ofNegative = (positives - positivesBelow - (0.5 * tiedPositives)) / positives;
            for (var i = start; i < end; i++) placements[order[i]] = labels[order[i]] == 1 ? ofPositive : ofNegative;
            positivesBelow += tiedPositives;
            negativesBelow += tiedNegatives;
            start = end;
        }

        return placements;
    }

    private static (double Mean, double Variance) MeanAndVariance(ReadOnlySpan<double> labels, double[] placements)
    {
        double mean = 0, variance = 0;
        foreach (var label in (ReadOnlySpan<double>)[1, 0])
        {
            double sum = 0, squares = 0;
            var count = 0;
            for (var row = 0; row < placements.Length; row++)
            {
                if (labels[row] != label) continue;
                sum += placements[row];
                count++;
            }

            mean = sum / count;
            for (var row = 0; row < placements.Length; row++)
            {
                if (labels[row] == label) squares += (placements[row] - mean) * (placements[row] - mean);
            }

            // One row of a class says nothing about its spread: half the widest possible interval.
            variance += count > 1 ? squares / (count - 1) / count : 1;
        }

        return (mean, variance);
    }
}
