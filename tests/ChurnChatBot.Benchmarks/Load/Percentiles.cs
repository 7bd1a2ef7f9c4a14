using System.Globalization;

namespace ChurnChatBot.Benchmarks.Load;

internal static class Percentiles
{
    /// <summary>Median, 90, 99, 99.9 and largest, in milliseconds; the smallest value that the share of all does not exceed.</summary>
    public static string Describe(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();
        if (sorted.Length == 0) return "none";
        return string.Create(CultureInfo.InvariantCulture,
            $"p50 {At(0.5):F1}, p90 {At(0.9):F1}, p99 {At(0.99):F1}, p99.9 {At(0.999):F1}, most {sorted[^1].TotalMilliseconds:F1} ms");

        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)].TotalMilliseconds;
    }
}
