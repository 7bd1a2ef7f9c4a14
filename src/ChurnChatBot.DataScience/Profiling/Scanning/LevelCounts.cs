using System.Runtime.InteropServices;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Scanning;

/// <summary>The distinct cells of a text or category column in order of first appearance, with their rows and outcomes.</summary>
internal sealed class LevelCounts
{
    private LevelCounts(string[] levels, int[] codes)
    {
        Levels = levels;
        Codes = codes;
        Counts = new int[levels.Length];
        Left = new int[levels.Length];
        Stayed = new int[levels.Length];
    }

    public string[] Levels { get; }

    /// <summary>One index into <see cref="Levels"/> a row, −1 where missing.</summary>
    public int[] Codes { get; }

    public int[] Counts { get; }

    public int[] Left { get; }

    public int[] Stayed { get; }

    /// <summary>Levels that some row holds; a category may know levels without rows.</summary>
    public int Distinct { get; private set; }

    public int Total { get; private set; }

    public static LevelCounts Of(Column column, sbyte[] labels)
    {
        var result = column is CategoricalColumn categorical
            ? new LevelCounts([.. categorical.Levels], categorical.Codes.ToArray())
            : FromCells((TextColumn)column);
        for (var row = 0; row < result.Codes.Length; row++)
        {
            var code = result.Codes[row];
            if (code < 0) continue;
            result.Counts[code]++;
            if (labels[row] == 1) result.Left[code]++;
            else if (labels[row] == 0) result.Stayed[code]++;
        }

        result.Distinct = result.Counts.Count(count => count > 0);
        result.Total = result.Counts.Sum();
        return result;
    }

    /// <summary>Indices of levels that have rows, commonest first, ties in order of first appearance.</summary>
    public IEnumerable<int> ByCount() => ByCount(_ => true);

    /// <summary>Only the levels that are wanted are sorted: there may be a million.</summary>
    public IEnumerable<int> ByCount(Func<int, bool> isWanted) =>
        Enumerable.Range(0, Levels.Length).Where(i => Counts[i] > 0 && isWanted(i)).OrderByDescending(i => Counts[i]).ThenBy(i => i);

    private static LevelCounts FromCells(TextColumn column)
    {
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var levels = new List<string>();
        var codes = new int[column.Length];
        var cells = column.Cells;
        for (var row = 0; row < codes.Length; row++)
        {
            if (cells[row] is not { } cell)
            {
                codes[row] = CategoricalColumn.MissingCode;
                continue;
            }

            ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(codeOf, cell, out var known);
            if (!known)
            {
                code = levels.Count;
                levels.Add(cell);
            }

            codes[row] = code;
        }

        return new LevelCounts([.. levels], codes);
    }
}
