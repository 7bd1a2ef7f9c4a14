using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// Rows and churned rows of each level of a column, in total and by inner fold. Counts are whole numbers, so rates do not depend
/// on the order of rows.
/// </summary>
internal sealed class LevelRates
{
    private readonly int[] _slots;
    private readonly int[] _folds;
    private readonly Dictionary<string, int> _slotOf = new(StringComparer.Ordinal);
    private readonly double[,] _rows;
    private readonly double[,] _churned;

    public LevelRates(Column column, double[] labels, int folds = 1)
    {
        foreach (var level in Cells.Count(column).Keys) _slotOf.Add(level, _slotOf.Count + 1);
        // A level that none of these rows has (its rows are in another fold) keeps its code, but needs no slot.
        _slots = Cells.Select(column, level => _slotOf.GetValueOrDefault(level), 0);
        _folds = new int[labels.Length];
        _rows = new double[folds + 1, _slotOf.Count + 1];
        _churned = new double[folds + 1, _slotOf.Count + 1];
        for (var row = 0; row < labels.Length; row++)
        {
            var fold = _folds[row] = (int)(SplitMix64.Mix((ulong)row) % (ulong)folds);
            foreach (var part in (ReadOnlySpan<int>)[fold, folds])
            {
                _rows[part, _slots[row]]++;
                _churned[part, _slots[row]] += labels[row];
            }
        }

        Overall = labels.Length == 0 ? 0 : labels.Sum() / labels.Length;
    }

    /// <summary>Churn rate of all rows.</summary>
    public double Overall { get; }

    public IEnumerable<string> Levels => _slotOf.Keys;

    public double Smoothed(string level, double smoothing) => Smoothed(_slotOf[level], smoothing, without: null);

    public double SmoothedMissing(double smoothing) => Smoothed(0, smoothing, without: null);

    /// <summary>The rate of the row's level in all folds but the row's own.</summary>
    public double SmoothedWithoutFoldOf(int row, double smoothing) => Smoothed(_slots[row], smoothing, _folds[row]);

    private double Smoothed(int slot, double smoothing, int? without)
    {
        var total = _rows.GetLength(0) - 1;
        var rows = _rows[total, slot] - (without is { } fold ? _rows[fold, slot] : 0);
        var churned = _churned[total, slot] - (without is { } own ? _churned[own, slot] : 0);
        return (churned + (smoothing * Overall)) / (rows + smoothing);
    }
}
