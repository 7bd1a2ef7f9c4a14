using System.Runtime.Intrinsics;

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
        void Block(int block)
        {
            var start = block * RowsPerBlock;
            var count = Math.Min(RowsPerBlock, scores.Length - start);
            Gradients(scores.AsSpan(start, count), labels.AsSpan(start, count), scale, target.Pairs.AsSpan(start, count));
        }

        if (blocks == 1) Block(0);
        else Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = target.Threads }, Block);
    }

    // Four rows at a time. The last rows of a block go through the same vector arithmetic, padded, so that a row's gradient does
    // not depend on where it stands.
    private static void Gradients(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, GradientScale scale, Span<GradientPair> pairs)
    {
        Span<double> tail = stackalloc double[8];
        var row = 0;
        for (; row + 4 <= scores.Length; row += 4) Store(scores[row..], labels[row..], pairs[row..]);
        if (row == scores.Length) return;
        scores[row..].CopyTo(tail);
        labels[row..].CopyTo(tail[4..]);
        Span<GradientPair> padded = stackalloc GradientPair[4];
        Store(tail, tail[4..], padded);
        padded[..(scores.Length - row)].CopyTo(pairs[row..]);

        void Store(ReadOnlySpan<double> four, ReadOnlySpan<double> label, Span<GradientPair> target)
        {
            var probability = Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(-Vector256.Create(four)));
            scale.Quantise(probability - Vector256.Create(label), probability * (Vector256<double>.One - probability), target);
        }
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
