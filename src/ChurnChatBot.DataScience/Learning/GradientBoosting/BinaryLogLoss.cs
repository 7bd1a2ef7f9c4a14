namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Log loss of a binary outcome, −y·ln p − (1 − y)·ln(1 − p) with p the logistic function of the raw prediction.
/// Its gradient is p − y, its hessian p·(1 − p).
/// </summary>
internal static class BinaryLogLoss
{
    public const double LargestGradient = 1;
    public const double LargestHessian = 0.25;
    private const int RowsPerBlock = 16_384;

    public static GradientScale ScaleFor(int rows) => new(rows, LargestGradient, LargestHessian);

    /// <summary>
    /// Log-odds of the churn rate among <paramref name="count"/> rows; with one class only as if half a row more were of the
    /// other, so that it stays finite; 0 without rows.
    /// </summary>
    public static double BaseScore(int positives, int count)
    {
        if (count == 0) return 0;
        var oneClass = positives == 0 || positives == count;
        var (left, stayed) = oneClass ? (positives + 0.5, count - positives + 0.5) : (positives, (double)(count - positives));
        return Math.Log(left / stayed);
    }

    public static void Gradients(double[] scores, double[] labels, GradientScale scale, (GradientPair[] Pairs, int Threads) target)
    {
        var blocks = (scores.Length + RowsPerBlock - 1) / RowsPerBlock;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = target.Threads }, block =>
        {
            for (var row = block * RowsPerBlock; row < Math.Min(scores.Length, (block + 1) * RowsPerBlock); row++)
            {
                var probability = 1 / (1 + Math.Exp(-scores[row]));
                target.Pairs[row] = scale.Quantise(probability - labels[row], probability * (1 - probability));
            }
        });
    }

    /// <summary>Mean loss over <paramref name="rows"/>, nats. Summed in fixed point, so that the order of the rows does not matter.</summary>
    public static double Mean(double[] scores, double[] labels, ReadOnlySpan<int> rows)
    {
        const double PerNat = 1L << 40;
        var sum = Int128.Zero;
        foreach (var row in rows)
        {
            // ln(1 + e^−m) for the margin m, without overflow on either side.
            var margin = labels[row] > 0 ? scores[row] : -scores[row];
            var loss = Math.Log(1 + Math.Exp(-Math.Abs(margin))) + Math.Max(-margin, 0);
            sum += (long)Math.Round(loss * PerNat);
        }

        return (double)sum / PerNat / rows.Length;
    }
}
