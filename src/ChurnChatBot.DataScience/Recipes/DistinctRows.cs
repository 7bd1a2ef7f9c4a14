using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>Finds equal rows through a 64-bit hash of each row's cells, comparing cells only where hashes meet.</summary>
internal static class DistinctRows
{
    /// <summary>The first of each set of equal rows, ascending. Missing cells are equal to each other.</summary>
    public static int[] Of(Dataset dataset)
    {
        Column[] columns = [.. dataset.Columns.Where(column => column.Name != Recipe.RowNumber)];
        if (columns.Length == 0) return [.. Enumerable.Range(0, dataset.RowCount)];
        var hashes = new ulong[dataset.RowCount];
        foreach (var column in columns) Mix(column, hashes);
        var kept = new List<int>(hashes.Length);
        var first = new Dictionary<ulong, List<int>>(hashes.Length);
        for (var row = 0; row < hashes.Length; row++)
        {
            if (!first.TryGetValue(hashes[row], out var rows)) first.Add(hashes[row], rows = new List<int>(1));
            else if (rows.Exists(other => AreEqual(columns, row, other))) continue;
            rows.Add(row);
            kept.Add(row);
        }

        return [.. kept];
    }

    private static void Mix(Column column, ulong[] hashes)
    {
        switch (column)
        {
            case NumericColumn numbers:
                for (var row = 0; row < hashes.Length; row++) hashes[row] = SplitMix64.Mix(hashes[row] ^ BitConverter.DoubleToUInt64Bits(Plain(numbers[row])));
                break;
            case CategoricalColumn categories:
                for (var row = 0; row < hashes.Length; row++) hashes[row] = SplitMix64.Mix(hashes[row] ^ (ulong)categories.Codes[row]);
                break;
            case DateColumn dates:
                for (var row = 0; row < hashes.Length; row++) hashes[row] = SplitMix64.Mix(hashes[row] ^ (ulong)dates.Ticks[row]);
                break;
            default:
                for (var row = 0; row < hashes.Length; row++) hashes[row] = SplitMix64.Mix(hashes[row] ^ (ulong)(column.Format(row)?.GetHashCode(StringComparison.Ordinal) ?? 0));
                break;
        }
    }

    private static bool AreEqual(Column[] columns, int row, int other) => Array.TrueForAll(columns, column => column switch
    {
        NumericColumn numbers => numbers[row].Equals(numbers[other]) || numbers[row] == numbers[other],
        CategoricalColumn categories => categories.Codes[row] == categories.Codes[other],
        DateColumn dates => dates.Ticks[row] == dates.Ticks[other],
        _ => column.Format(row) == column.Format(other),
    });

    // One bit pattern for zero and one for missing.
    private static double Plain(double value) => double.IsNaN(value) ? double.NaN : value + 0.0;
}
