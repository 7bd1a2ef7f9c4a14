using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>Order statistics of the present values. Values are sorted first, so the order of rows never matters, not even in the last bit of a mean.</summary>
internal static class Quantile
{
    /// <summary>The present values, ascending.</summary>
    public static double[] Sorted(NumericColumn column)
    {
        var values = new double[column.Length];
        var count = 0;
        foreach (var value in column.Values)
        {
            // Adding zero makes −0 and 0 one value, whose order would otherwise depend on the sort.
            if (!double.IsNaN(value)) values[count++] = value + 0.0;
        }

        Array.Resize(ref values, count);
        Array.Sort(values);
        return values;
    }

    /// <summary>Linear interpolation between order statistics (Hyndman and Fan 1996, type 7), as numpy and R do by default.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">In [0, 1].</param>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
