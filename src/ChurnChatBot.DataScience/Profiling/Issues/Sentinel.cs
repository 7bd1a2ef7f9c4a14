using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>
/// Numbers that programs write for "not known": all nines (999, −9999, −999999), repeated, at an end of the values and far away from all
/// others, at least half of their whole range. A 999 among values up to 1,500 is a value.
/// </summary>
internal static class Sentinel
{
    private const int LeastRows = 2;
    private const double LeastGap = 0.5;

    public static IReadOnlyList<int> Indices(ValueCounts values)
    {
        var low = 0;
        var high = values.Distinct - 1;
        var met = new List<int>();
        for (var changed = true; changed && high - low >= 2;)
        {
            changed = false;
            if (IsNines(values.Values[low]) && values.Counts[low] >= LeastRows && IsFar(values.Values, low + 1, high, values.Values[low]))
            {
                met.Add(low++);
                changed = true;
            }
            else if (IsNines(values.Values[high]) && values.Counts[high] >= LeastRows && IsFar(values.Values, low, high - 1, values.Values[high]))
            {
                met.Add(high--);
                changed = true;
            }
        }

        return met;
    }

    /// <summary>999, 9999 and so on, either sign.</summary>
    private static bool IsNines(double value)
    {
        var size = Math.Abs(value);
        if (size is < 999 or > 1e12 || size != Math.Floor(size)) return false;
        var digits = (long)size;
        while (digits % 10 == 9) digits /= 10;
        return digits == 0;
    }

    /// <summary>With −999 and −9999 in one column, either is judged against the values without the one further out.</summary>
    private static bool IsFar(double[] values, int first, int last, double value)
    {
        var gap = value < values[first] ? values[first] - value : value - values[last];
        var (from, to) = (values[first], values[last]);
        if (last - first >= 2 && IsNines(from)) from = values[first + 1];
        if (last - first >= 2 && IsNines(to)) to = values[last - 1];
        return gap > LeastGap * (to - from) && to > from;
    }
}
