using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>Groups of customers by one column: a group for each level, or for ranges of numbers and dates with about equally many customers.</summary>
internal static class ColumnGroups
{
    /// <summary>A group number a row; −1 where the cell is missing.</summary>
    public static int[] Of(Column column, SegmentOptions options)
    {
        if (column is CategoricalColumn categories) return categories.Codes.ToArray();
        if (OrderedValues(column) is { } values)
        {
            double[] distinct = [.. values.Where(value => !double.IsNaN(value)).Distinct().Order()];
            var edges = distinct.Length <= options.MaxValues ? distinct : NumericBins.Edges(values, _ => true, options.Bins);
            return Array.ConvertAll(values, value => double.IsNaN(value) ? -1 : NumericBins.BinOf(edges, value));
        }

        return Of(CategoricalColumn.FromCells(column.Name, [.. Enumerable.Range(0, column.Length).Select(column.Format)]), options);
    }

    /// <summary>What a group's rows have in common, in the data's own writing; all null where they are missing.</summary>
    public static (string? Label, string? From, string? To) Describe(Column column, int[] rows)
    {
        if (column.IsMissing(rows[0])) return (null, null, null);
        if (OrderedValues(column) is not { } values) return (column.Format(rows[0]), null, null);
        var (from, to) = (column.Format(rows.MinBy(row => values[row])), column.Format(rows.MaxBy(row => values[row])));
        return (from == to ? from : $"{from} to {to}", from, to);
    }

    private static double[]? OrderedValues(Column column) => column switch
    {
        NumericColumn numbers => numbers.Values.ToArray(),
        DateColumn dates => Array.ConvertAll(dates.Ticks.ToArray(), ticks => ticks == DateColumn.MissingTicks ? double.NaN : ticks),
        _ => null,
    };
}
