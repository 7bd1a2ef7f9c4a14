using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// How far one customer is from others over columns of any kind (Gower 1971): a number or date by its difference over the middle nine tenths of the
/// others, at most 1; a level by whether it is another one; a missing cell is near to a missing cell and far from any other. Text says
/// nothing of likeness.
/// </summary>
internal static class MixedDistance
{
    /// <summary>Distance in one column from the single row of <paramref name="own"/> to each row of <paramref name="others"/>, [0, 1].</summary>
    public static double[] ToEach(Column others, Column own) => others switch
    {
        NumericColumn or DateColumn when own.Kind == others.Kind => Ordered(Values(others), Values(own)[0]),
        CategoricalColumn levels => Levels(levels, own),
        _ => new double[others.Length],
    };

    /// <summary>Mean distance over <paramref name="columns"/>, [0, 1]; columns that the customer's row lacks count for nothing.</summary>
    public static double[] ToEach(Dataset others, Dataset own, IReadOnlyList<string> columns)
    {
        var sum = new double[others.RowCount];
        foreach (var name in columns)
        {
            if (!own.TryGetColumn(name, out var cell)) continue;
            var distances = ToEach(others[name], cell);
            for (var row = 0; row < sum.Length; row++) sum[row] += distances[row] / columns.Count;
        }

        return sum;
    }

    /// <summary>Rows from the nearest on; those equally near in the order of the file.</summary>
    public static int[] Nearest(double[] distances, int count)
    {
        var rows = new int[distances.Length];
        for (var row = 0; row < rows.Length; row++) rows[row] = row;
        var keys = (double[])distances.Clone();
        Array.Sort(keys, rows, Comparer<double>.Default);
        var (taken, limit) = (Math.Min(count, rows.Length), keys.Length == 0 ? 0 : keys[Math.Min(count, keys.Length) - 1]);
        // The sort is not stable, so the tie at the limit is settled by row.
        return [.. rows.Where((_, i) => keys[i] <= limit).OrderBy(row => distances[row]).ThenBy(row => row).Take(taken)];
    }

    /// <summary>Numbers, or days of dates; NaN where missing.</summary>
    public static double[] Values(Column column) => column switch
    {
        NumericColumn numbers => numbers.Values.ToArray(),
        DateColumn dates => Array.ConvertAll(dates.Ticks.ToArray(), ticks => ticks == DateColumn.MissingTicks ? double.NaN : ticks / (double)TimeSpan.TicksPerDay),
        _ => throw new ArgumentException($"'{column.Name}' has no order.", nameof(column)),
    };

    private static double[] Ordered(double[] others, double own)
    {
        double[] present = [.. others.Where(value => !double.IsNaN(value)).Order()];
        var spread = present.Length == 0 ? 0 : present[(int)(0.95 * (present.Length - 1))] - present[(int)(0.05 * (present.Length - 1))];
        return Array.ConvertAll(others, value => double.IsNaN(value) || double.IsNaN(own)
            ? double.IsNaN(value) == double.IsNaN(own) ? 0 : 1
            : value == own ? 0 : spread > 0 ? Math.Min(1, Math.Abs(value - own) / spread) : 1);
    }

    private static double[] Levels(CategoricalColumn others, Column own)
    {
        var code = own.Format(0) is { } level ? IndexOf(others.Levels, level) : CategoricalColumn.MissingCode;
        return Array.ConvertAll(others.Codes.ToArray(), other => other == code ? 0.0 : 1);
    }

    // A level nobody else has is like nobody's, not like a missing one.
    private static int IndexOf(IReadOnlyList<string> levels, string level)
    {
        for (var code = 0; code < levels.Count; code++)
        {
            if (levels[code] == level) return code;
        }

        return int.MinValue;
    }
}
