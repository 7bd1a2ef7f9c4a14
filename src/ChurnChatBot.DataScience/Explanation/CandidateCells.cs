using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>Values that other customers have, as a column of variants for one customer, ordered from the smallest change to the largest.</summary>
internal static class CandidateCells
{
    /// <summary>Levels of fewer customers are not offered: one customer with an odd contract is no way out.</summary>
    private const int LeastRowsOfLevel = 10;

    /// <param name="observed">What all customers have.</param>
    /// <param name="similar">Rows of those who are like this one.</param>
    /// <param name="own">The customer's cell, a column of one row.</param>
    /// <param name="atMost">Values tried.</param>
    /// <param name="direction">The one way it may go, if any.</param>
    /// <returns>A column of variants, perhaps without rows.</returns>
    public static Column For(Column observed, int[] similar, Column own, int atMost, ChangeDirection? direction = null) => observed.Take(similar) switch
    {
        NumericColumn numbers => new NumericColumn(own.Name, Nearest(numbers.Values.ToArray(), ((NumericColumn)own)[0], atMost, direction)),
        DateColumn dates => new DateColumn(own.Name, Array.ConvertAll(
            Nearest(DaysOf(dates), DaysOf((DateColumn)own)[0], atMost, direction),
            days => (long)days * TimeSpan.TicksPerDay)),
        CategoricalColumn levels => Levels((CategoricalColumn)observed, levels.Codes, own, atMost),
        _ => own.Take([]),
    };

    /// <summary>Whether a cell may be changed so: to another value, the allowed way. From a missing cell no way is known.</summary>
    public static bool Allows(ChangeDirection? direction, double from, double to) => from != to && direction switch
    {
        ChangeDirection.OnlyUp => to > from,
        ChangeDirection.OnlyDown => to < from,
        _ => !double.IsNaN(to),
    };

    private static double[] DaysOf(DateColumn dates) => Array.ConvertAll(MixedDistance.Values(dates), Math.Floor);

    // Evenly spread over the customers from the 1st to the 99th hundredth, so that no outlier is held up as an example.
    private static double[] Nearest(double[] similar, double own, int atMost, ChangeDirection? direction)
    {
        double[] present = [.. similar.Where(value => !double.IsNaN(value)).Order()];
        if (present.Length == 0) return [];
        var quantiles = Enumerable.Range(0, atMost).Select(i => present[(int)Math.Round((0.01 + (0.98 * i / (atMost - 1))) * (present.Length - 1))]);
        var from = double.IsNaN(own) ? present[present.Length / 2] : own;
        return [.. quantiles.Distinct().Where(value => Allows(direction, own, value)).OrderBy(value => Math.Abs(value - from)).ThenBy(value => value)];
    }

    private static CategoricalColumn Levels(CategoricalColumn observed, ReadOnlySpan<int> similar, Column own, int atMost)
    {
        var counts = new int[observed.Levels.Count];
        foreach (var code in observed.Codes)
        {
            if (code >= 0) counts[code]++;
        }

        // A change of level has no size; the commonest is the least unusual.
        var offered = similar.ToArray().Distinct()
            .Where(code => code >= 0 && counts[code] >= LeastRowsOfLevel && observed.Levels[code] != own.Format(0))
            .OrderByDescending(code => counts[code]).ThenBy(code => observed.Levels[code], StringComparer.Ordinal)
            .Take(atMost)
            .Select(code => (string?)observed.Levels[code]);
        return CategoricalColumn.FromCells(own.Name, [.. offered]);
    }
}
