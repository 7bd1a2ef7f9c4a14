using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Which changes stay near real customers. A column's new value must be one that customers have who are like this one in everything else, and a
/// new level must go together with each level the customer keeps.
/// </summary>
internal sealed class Plausibility
{
    // Similar is the nearest fifth, within limits that keep quantiles meaningful in a small file and the search quick in a large one.
    private const double SimilarShare = 0.2;
    private const int LeastSimilar = 100;
    private const int MostSimilar = 2000;
    private const int LeastSeenTogether = 3;

    // Two rare levels need not have met; that they have not says something only where chance alone would have joined them so often.
    private const double ExpectedTogether = 6;

    private readonly Dataset _observed;
    private readonly Dataset _person;
    private readonly Dictionary<string, double[]> _distances;
    private readonly double[] _total;

    /// <param name="observed">Raw rows of real customers.</param>
    /// <param name="person">The customer's one raw row.</param>
    /// <param name="columns">Columns that say who is similar.</param>
    public Plausibility(Dataset observed, Dataset person, IReadOnlyList<string> columns)
    {
        (_observed, _person) = (observed, person);
        _distances = columns.ToDictionary(name => name, name => MixedDistance.ToEach(observed[name], person[name]), StringComparer.Ordinal);
        _total = new double[observed.RowCount];
        foreach (var distances in _distances.Values)
        {
            for (var row = 0; row < _total.Length; row++) _total[row] += distances[row];
        }
    }

    /// <summary>Rows of customers who are like this one in all columns but <paramref name="changed"/>, the nearest first.</summary>
    public int[] SimilarBut(params ReadOnlySpan<string> changed)
    {
        var rest = (double[])_total.Clone();
        foreach (var name in changed)
        {
            if (!_distances.TryGetValue(name, out var own)) continue;
            // Rounded, for sums in another order differ in the last digit and would order equals.
            for (var row = 0; row < rest.Length; row++) rest[row] = Math.Round(rest[row] - own[row], 12);
        }

        return MixedDistance.Nearest(rest, Math.Clamp((int)(SimilarShare * rest.Length), Math.Min(LeastSimilar, rest.Length), Math.Max(1, Math.Min(MostSimilar, rest.Length))));
    }

    /// <summary>Rows of <paramref name="variants"/> whose level goes with every level the customer keeps; all of them where it has none.</summary>
    public int[] SeenTogether(Column variants, params ReadOnlySpan<string> changed)
    {
        var kept = new List<CategoricalColumn>();
        foreach (var name in _distances.Keys)
        {
            if (!changed.Contains(name) && _observed[name] is CategoricalColumn levels && _person[name].Format(0) is not null) kept.Add(levels);
        }

        if (_observed[variants.Name] is not CategoricalColumn own) return [.. Enumerable.Range(0, variants.Length)];
        return [.. Enumerable.Range(0, variants.Length).Where(row => kept.TrueForAll(other => GoTogether(own, variants.Format(row)!, other)))];
    }

    private bool GoTogether(CategoricalColumn own, string level, CategoricalColumn other)
    {
        var distances = _distances[other.Name];
        var (together, ofLevel, ofKept) = (0, 0, 0);
        for (var row = 0; row < distances.Length; row++)
        {
            // Distance nought is the level the customer has.
            var (has, keeps) = (own.Codes[row] >= 0 && own.Levels[own.Codes[row]] == level, distances[row] == 0);
            ofLevel += has ? 1 : 0;
            ofKept += keeps ? 1 : 0;
            together += has && keeps ? 1 : 0;
        }

        return together >= LeastSeenTogether || (double)ofLevel * ofKept / distances.Length < ExpectedTogether;
    }
}
