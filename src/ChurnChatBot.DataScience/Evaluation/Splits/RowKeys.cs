using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation.Splits;

/// <summary>
/// A number for each row that depends on its cells alone, not on where it stands: what makes a division the same whatever the order of the file,
/// and puts equal rows on one side. FNV-1a over text, for the runtime's own hash of a string changes with every start.
/// </summary>
internal static class RowKeys
{
    /// <summary>Keys of whole rows; equal rows have equal keys. The order of columns does not matter.</summary>
    public static ulong[] OfRows(Dataset dataset)
    {
        var keys = new ulong[dataset.RowCount];
        foreach (var column in dataset.Columns)
        {
            var salt = Of(column.Name);
            var cells = OfCells(column);
            for (var row = 0; row < keys.Length; row++) keys[row] += SplitMix64.Mix(cells[row] ^ salt);
        }

        return keys;
    }

    /// <summary>Keys of one column's cells; a missing cell equals no other, for it does not say who the customer is.</summary>
    public static ulong[] OfIdentifiers(Dataset dataset, string column)
    {
        var keys = OfCells(dataset[column]);
        ulong[]? rows = null;
        for (var row = 0; row < keys.Length; row++)
        {
            if (dataset[column].IsMissing(row)) keys[row] = (rows ??= OfRows(dataset))[row];
        }

        return keys;
    }

    private static ulong[] OfCells(Column column)
    {
        var keys = new ulong[column.Length];
        var levels = column is CategoricalColumn categories ? categories.Levels.Select(Of).ToArray() : [];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = column.IsMissing(row) ? 0 : column switch
            {
                NumericColumn numbers => SplitMix64.Mix(BitConverter.DoubleToUInt64Bits(numbers[row] + 0.0)),
                DateColumn dates => SplitMix64.Mix((ulong)dates.Ticks[row]),
                CategoricalColumn codes => levels[codes.Codes[row]],
                _ => Of(column.Format(row)!),
            };
        }

        return keys;
    }

    private static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return SplitMix64.Mix(hash);
    }
}
