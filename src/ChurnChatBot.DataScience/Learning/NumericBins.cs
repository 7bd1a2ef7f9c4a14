namespace ChurnChatBot.DataScience.Learning;

/// <summary>Bins of about equally many rows, cut at observed values so that equal numbers always fall together.</summary>
internal static class NumericBins
{
    /// <summary>Inclusive upper edges of all bins but the last, ascending and distinct; missing cells are left out.</summary>
    public static double[] Edges(ReadOnlySpan<double> column, Func<int, bool> uses, int bins)
    {
        var values = new List<double>(column.Length);
        for (var row = 0; row < column.Length; row++)
        {
            if (!double.IsNaN(column[row]) && uses(row)) values.Add(column[row]);
        }

        values.Sort();
        var edges = new List<double>();
        for (var bin = 1; bin < bins && values.Count > 0; bin++)
        {
            var edge = values[(int)((long)bin * (values.Count - 1) / bins)];
            if (edge < values[^1] && (edges.Count == 0 || edge > edges[^1])) edges.Add(edge);
        }

        return [.. edges];
    }

    /// <summary>The first bin whose upper edge is not below the value.</summary>
    public static int BinOf(IReadOnlyList<double> edges, double value)
    {
        int low = 0, high = edges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (edges[middle] >= value) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
