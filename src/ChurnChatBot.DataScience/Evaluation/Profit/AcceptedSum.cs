using MathNet.Numerics;

namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// Distribution of a sum over the called who leave and accept. Given the success rate γ each does so with probability p·γ, so the sum is close
/// to normal (Lyapunov); over γ it is a mixture of such normals, whose quantiles are found by bisection. Nothing is drawn at random.
/// </summary>
internal static class AcceptedSum
{
    private const int Slices = 200;

    public static Estimate Interval(double[] probabilities, int[] called, Func<int, double> weight, SuccessRate rate)
    {
        if (called.Length == 0) return new Estimate(0, 0, 0);
        double mean = 0, squares = 0, squaredMeans = 0;
        foreach (var row in called)
        {
            var (expected, square) = (probabilities[row] * weight(row), probabilities[row] * weight(row) * weight(row));
            mean += expected;
            squares += square;
            squaredMeans += expected * expected;
        }

        // Slices of equal probability, each for its middle.
        var slices = Enumerable.Range(0, Slices).Select(i => rate.Quantile((i + 0.5) / Slices)).ToArray();
        var normals = Array.ConvertAll(slices, success => (Mean: success * mean, Deviation: Math.Sqrt((success * squares) - (success * success * squaredMeans))));
        var value = rate.Mean * mean;
        return new Estimate(value, Math.Clamp(Quantile(normals, 0.025), 0, value), Math.Max(value, Quantile(normals, 0.975)));
    }

    private static double Quantile((double Mean, double Deviation)[] normals, double share)
    {
        var low = normals.Min(normal => normal.Mean - (8 * normal.Deviation));
        var high = normals.Max(normal => normal.Mean + (8 * normal.Deviation));
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (normals.Average(normal => Below(normal, middle)) < share) low = middle;
            else high = middle;
        }

        return high;
    }

    private static double Below((double Mean, double Deviation) normal, double limit) => normal.Deviation > 0
        ? SpecialFunctions.Erfc((normal.Mean - limit) / (normal.Deviation * Math.Sqrt(2))) / 2
        : limit >= normal.Mean ? 1 : 0;
}
