using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>What it costs to change a cell: a given price for each unit, or the change in standard deviations of all customers.</summary>
internal sealed class LeverCosts
{
    private readonly Dictionary<string, double> _perUnit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _median = new(StringComparer.Ordinal);

    public LeverCosts(Dataset observed, IReadOnlyList<string> columns, IReadOnlyDictionary<string, double>? given)
    {
        foreach (var name in columns)
        {
            var ordered = observed[name] is NumericColumn or DateColumn;
            double[] present = ordered ? [.. MixedDistance.Values(observed[name]).Where(value => !double.IsNaN(value)).Order()] : [];
            if (ordered) _median[name] = present.Length == 0 ? 0 : present[present.Length / 2];
            _perUnit[name] = given?[name] ?? (ordered ? 1 / Deviation(present) : 1);
        }
    }

    /// <summary>Cost of each row of <paramref name="variants"/> against the one row of <paramref name="own"/>; a missing number is taken for the median.</summary>
    public double[] Of(Column own, Column variants)
    {
        var price = _perUnit[own.Name];
        if (own is not (NumericColumn or DateColumn)) return [.. Enumerable.Repeat(price, variants.Length)];
        var from = MixedDistance.Values(own)[0];
        if (double.IsNaN(from)) from = _median[own.Name];
        return Array.ConvertAll(MixedDistance.Values(variants), to => Math.Abs(to - from) * price);
    }

    private static double Deviation(double[] values)
    {
        if (values.Length < 2) return 1;
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return variance > 0 ? Math.Sqrt(variance) : 1;
    }
}
