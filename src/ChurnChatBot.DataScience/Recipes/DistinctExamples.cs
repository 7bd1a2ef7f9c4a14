using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// A few changes that differ from each other, the first of each; where there are fewer kinds of change than wanted, further rows
/// of the same kind fill up. It stops looking after a bounded number of changes, so that it costs nothing on long files.
/// </summary>
internal sealed class DistinctExamples(int wanted)
{
    private const int MostLookedAt = 20_000;

    private readonly List<CellChange> _distinct = [];
    private readonly List<CellChange> _more = [];
    private readonly HashSet<(string, string?, string?)> _seen = [];
    private int _lookedAt;

    public bool IsComplete => _distinct.Count == wanted || _lookedAt >= MostLookedAt;

    public IReadOnlyList<CellChange> Found => [.. _distinct.Concat(_more).Take(wanted).OrderBy(change => change.Row)];

    public void Offer(NumericColumn rowNumbers, int row, Column? before, Column after)
    {
        if (IsComplete) return;
        _lookedAt++;
        var change = new CellChange((int)rowNumbers[row], after.Name, before?.Format(row), after.Format(row));
        if (_seen.Add((change.Column, change.Before, change.After))) _distinct.Add(change);
        else if (_more.Count < wanted) _more.Add(change);
    }
}
