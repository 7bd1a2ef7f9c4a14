namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>
/// The distinct numbers of a column in ascending order, with how many rows hold each and how many of those left or stayed.
/// Everything that the profile says about numbers follows from it, so the rows are gone through once.
/// </summary>
internal sealed class ValueCounts
{
    private const int LargestCountingRange = 1 << 16;

    private ValueCounts(double[] values, int[] counts, int[] left, int[] stayed)
    {
        Values = values;
        Counts = counts;
        Left = left;
        Stayed = stayed;
        foreach (var count in counts) Total += count;
    }

    public double[] Values { get; }

    public int[] Counts { get; }

    public int[] Left { get; }

    public int[] Stayed { get; }

    public int Total { get; }

    public int Distinct => Values.Length;

    /// <summary>Counts present values; integers in a small range without sorting.</summary>
    public static ValueCounts Of(ReadOnlySpan<double> values, sbyte[] labels)
    {
        var (minimum, maximum, whole) = (double.PositiveInfinity, double.NegativeInfinity, true);
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            if (value < minimum) minimum = value;
            if (value > maximum) maximum = value;
            whole = whole && Math.Floor(value) == value;
        }

        if (minimum > maximum) return new ValueCounts([], [], [], []);
        return whole && maximum - minimum < LargestCountingRange ? Counted(values, labels, minimum, (int)(maximum - minimum) + 1) : Sorted(values, labels);
    }

    /// <summary>From values with their counts, such as the readings of text levels; equal values are added up.</summary>
    public static ValueCounts Of(IEnumerable<(double Value, int Count, int Left, int Stayed)> readings)
    {
        var groups = readings.GroupBy(reading => reading.Value).OrderBy(group => group.Key).ToArray();
        return new ValueCounts(
            [.. groups.Select(group => group.Key)],
            [.. groups.Select(group => group.Sum(reading => reading.Count))],
            [.. groups.Select(group => group.Sum(reading => reading.Left))],
            [.. groups.Select(group => group.Sum(reading => reading.Stayed))]);
    }

    private static ValueCounts Counted(ReadOnlySpan<double> values, sbyte[] labels, double minimum, int range)
    {
        var tally = new int[range * 3];
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) continue;
            var at = (int)(values[row] - minimum) * 3;
            tally[at]++;
            if (labels[row] >= 0) tally[at + 2 - labels[row]]++;
        }

        var distinct = Enumerable.Range(0, range).Where(i => tally[i * 3] > 0).ToArray();
        return new ValueCounts(
            [.. distinct.Select(i => minimum + i)],
            [.. distinct.Select(i => tally[i * 3])],
            [.. distinct.Select(i => tally[(i * 3) + 1])],
            [.. distinct.Select(i => tally[(i * 3) + 2])]);
    }

    private static ValueCounts Sorted(ReadOnlySpan<double> values, sbyte[] labels)
    {
        var keys = new double[values.Length];
        var labelOf = new sbyte[values.Length];
        var present = 0;
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row])) continue;
            keys[present] = values[row];
            labelOf[present++] = labels[row];
        }

        Array.Sort(keys, labelOf, 0, present);
        var distinct = present == 0 ? 0 : 1;
        for (var i = 1; i < present; i++) distinct += keys[i] != keys[i - 1] ? 1 : 0;
        var result = new ValueCounts(new double[distinct], new int[distinct], new int[distinct], new int[distinct], present);
        var at = -1;
        for (var i = 0; i < present; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1]) result.Values[++at] = keys[i];
            result.Counts[at]++;
            if (labelOf[i] == 1) result.Left[at]++;
            else if (labelOf[i] == 0) result.Stayed[at]++;
        }

        return result;
    }

    private ValueCounts(double[] values, int[] counts, int[] left, int[] stayed, int total)
        : this(values, counts, left, stayed) => Total = total;
}
