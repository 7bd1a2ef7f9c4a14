using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// The search behind <see cref="Counterfactuals"/>: each changeable column alone first; where none is enough, the most promising ones two at a
/// time, to pairs of values that one similar customer really has together.
/// </summary>
internal sealed class CounterfactualSearch
{
    // Less than one point is not worth a telephone call.
    private const double Worthwhile = 0.01;
    private const int MostObserved = 20_000;
    private const int MostLeversForPairs = 8;
    private const int MostVariantsOfPair = 200;

    private readonly ChurnModel _model;
    private readonly CounterfactualOptions _options;
    private readonly Dataset _observed;
    private readonly Dataset _person;
    private readonly string[] _levers;
    private readonly LeverCosts _costs;
    private readonly Plausibility _plausible;

    public CounterfactualSearch(ChurnModel model, Dataset observed, Dataset person, CounterfactualOptions options)
    {
        (_model, _options, _person) = (model, options, person);
        // Evenly spread rows say as much of what is plausible as all of a large file.
        _observed = observed.RowCount <= MostObserved
            ? observed
            : observed.TakeRows([.. Enumerable.Range(0, MostObserved).Select(i => (int)((long)i * observed.RowCount / MostObserved))]);
        string[] shared = [.. _observed.Columns
            .Where(column => column.Name != model.Question.TargetColumn && column.Name != model.Question.IdentifierColumn && column is not TextColumn)
            .Where(column => person.TryGetColumn(column.Name, out var own) && own.Kind == column.Kind)
            .Select(column => column.Name)];
        var locked = options.Locked ?? LockedColumns.Guess(observed, model.Question);
        _levers = [.. shared.Where(name => !locked.Contains(name) && (options.Costs is null || options.Costs.ContainsKey(name)))];
        _costs = new LeverCosts(_observed, _levers, options.Costs);
        _plausible = new Plausibility(_observed, person, shared);
        Now = model.Score(person)[0];
    }

    /// <summary>The risk as things are.</summary>
    public double Now { get; }

    public bool HasLevers => _levers.Length > 0;

    /// <summary>The best single change of each column that lowers the risk.</summary>
    public List<Counterfactual> Singles()
    {
        var changes = new List<Counterfactual>();
        foreach (var name in _levers)
        {
            var own = _person[name];
            var tried = CandidateCells.For(_observed[name], _plausible.SimilarBut(name), own, _options.ValuesTried, Direction(name));
            tried = tried.Take(_plausible.SeenTogether(tried, name));
            if (tried.Length == 0) continue;
            var probabilities = Score([tried]);
            var costs = _costs.Of(own, tried);
            if (Choose(probabilities, costs) is not { } chosen) continue;
            var below = probabilities[chosen] < _options.Threshold;
            changes.Add(new Counterfactual(name, own.Format(0), tried.Format(chosen)!, probabilities[chosen], below) { Cost = costs[chosen] });
        }

        return changes;
    }

    /// <summary>Two changes that together come below the threshold, one a pair of columns, the cheapest first.</summary>
    public List<CounterfactualPair> Pairs(IReadOnlyList<Counterfactual> singles)
    {
        // A change that helps alone helps most in company.
        string[] promising = [.. singles.OrderBy(change => change.Probability).ThenBy(change => change.Column, StringComparer.Ordinal)
            .Select(change => change.Column).Concat(_levers).Distinct().Take(MostLeversForPairs)];
        var pairs = new List<CounterfactualPair>();
        for (var i = 0; i < promising.Length; i++)
        {
            for (var j = i + 1; j < promising.Length; j++)
            {
                if (Pair(promising[i], promising[j]) is { } pair) pairs.Add(pair);
            }
        }

        return [.. pairs.OrderBy(pair => pair.Cost).ThenBy(pair => pair.Probability).ThenBy(pair => pair.First.Column, StringComparer.Ordinal)];
    }

    private CounterfactualPair? Pair(string first, string second)
    {
        var rows = _plausible.SimilarBut(first, second);
        rows = [.. rows.Intersect(Within(first, rows)).Intersect(Within(second, rows))];
        rows = Seen(first, Seen(second, rows, first), second);
        if (rows.Length > MostVariantsOfPair) rows = rows[..MostVariantsOfPair];
        if (rows.Length == 0) return null;
        var (one, other) = (_observed[first].Take(rows), _observed[second].Take(rows));
        var probabilities = Score([one, other]);
        var (costOfOne, costOfOther) = (_costs.Of(_person[first], one), _costs.Of(_person[second], other));
        double[] costs = [.. costOfOne.Zip(costOfOther, (a, b) => a + b)];
        if (Choose(probabilities, costs) is not { } chosen || probabilities[chosen] >= _options.Threshold) return null;
        return new CounterfactualPair(
            new LeverChange(first, _person[first].Format(0), one.Format(chosen)!, costOfOne[chosen]),
            new LeverChange(second, _person[second].Format(0), other.Format(chosen)!, costOfOther[chosen]),
            probabilities[chosen]);
    }

    private int[] Seen(string name, int[] rows, string other)
    {
        var seen = _plausible.SeenTogether(_observed[name].Take(rows), name, other);
        return Array.ConvertAll(seen, position => rows[position]);
    }

    // Of these rows those whose cell is another one the allowed way, and no outlier among them.
    private IEnumerable<int> Within(string name, int[] rows)
    {
        var column = _observed[name];
        if (column is not (NumericColumn or DateColumn))
            return rows.Where(row => column.Format(row) is { } level && level != _person[name].Format(0));
        var values = MixedDistance.Values(column.Take(rows));
        double[] present = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (present.Length == 0) return [];
        var (low, high) = (present[(int)Math.Round(0.01 * (present.Length - 1))], present[(int)Math.Round(0.99 * (present.Length - 1))]);
        var own = MixedDistance.Values(_person[name])[0];
        return rows.Where((_, i) => values[i] >= low && values[i] <= high && CandidateCells.Allows(Direction(name), own, values[i]));
    }

    private ChangeDirection? Direction(string name) => _options.Directions.TryGetValue(name, out var direction) ? direction : null;

    private double[] Score(Column[] changed)
    {
        var variants = changed.Aggregate(_person.TakeRows(new int[changed[0].Length]), (dataset, column) => dataset.With(column));
        return _model.Score(variants);
    }

    // The cheapest below the threshold; where none is, or the risk already was, the lowest.
    private int? Choose(double[] probabilities, double[] costs)
    {
        var rows = Enumerable.Range(0, probabilities.Length).ToList();
        var below = Now >= _options.Threshold ? rows.FindAll(row => probabilities[row] < _options.Threshold) : [];
        var chosen = below.Count > 0 ? below.MinBy(row => costs[row]) : rows.MinBy(row => probabilities[row]);
        return probabilities[chosen] <= Now - Worthwhile ? chosen : null;
    }
}
