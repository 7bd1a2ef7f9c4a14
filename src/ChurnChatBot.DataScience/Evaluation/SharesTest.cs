using MathNet.Numerics;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>Whether two shares differ: the pooled z-test, for groups large enough to be shown.</summary>
internal static class SharesTest
{
    /// <returns>Two-sided p-value; 1 where a group is empty or all outcomes are the same.</returns>
    public static double PValue((int Hits, int Count) one, (int Hits, int Count) other)
    {
        if (one.Count == 0 || other.Count == 0) return 1;
        var pooled = (one.Hits + other.Hits) / (double)(one.Count + other.Count);
        var variance = pooled * (1 - pooled) * ((1.0 / one.Count) + (1.0 / other.Count));
        return variance == 0 ? 1 : OfNormal(((one.Hits / (double)one.Count) - (other.Hits / (double)other.Count)) / Math.Sqrt(variance));
    }

    /// <summary>Two-sided p-value of a standard normal figure.</summary>
    public static double OfNormal(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));
}
