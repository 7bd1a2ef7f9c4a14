namespace ChurnChatBot.DataScience.Evaluation.Splits;

/// <summary>
/// Folds that go forward in time over an expanding window: each is predicted by what lies strictly before it, as a model in use will be. Rows of
/// one instant are never divided.
/// </summary>
public static class TimeSplit
{
    /// <summary>Rows of the first window, which are learned from and never predicted.</summary>
    public const int NeverHeld = -1;

    /// <param name="labels">N labels, 0 or 1.</param>
    /// <param name="ticks">N instants.</param>
    /// <param name="folds">Folds wished for, at least 1.</param>
    /// <returns>
    /// The fold of each row, 0 the earliest, <see cref="NeverHeld"/> before it; fold k is predicted from all rows of smaller number. Each fold, and what
    /// lies before the first, holds both classes; there are fewer folds where the data have no room for more, none where no cut leaves both
    /// classes on both sides.
    /// </returns>
    public static (int[] FoldOf, int Folds) Of(ReadOnlySpan<double> labels, ReadOnlySpan<long> ticks, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        var (sorted, order) = Sort(labels, ticks);
        for (var wished = folds; wished >= 1; wished--)
        {
            // Equal parts by rows, as many as folds and one to begin with.
            var starts = Enumerable.Range(1, wished).Select(fold => NextInstant(sorted, (int)((long)sorted.Length * fold / (wished + 1)))).Distinct().ToList();
            if (starts.Count == wished && HasBothClasses(labels, order, starts)) return (Number(order, starts), wished);
        }

        return ([.. Enumerable.Repeat(NeverHeld, labels.Length)], 0);
    }

    /// <summary>The latest rows as fold 0 of one, all before it <see cref="NeverHeld"/>; no fold where that leaves a class out on one side.</summary>
    /// <param name="share">About how many are the latest, (0, 1).</param>
    internal static (int[] FoldOf, int Folds) Latest(ReadOnlySpan<double> labels, ReadOnlySpan<long> ticks, double share)
    {
        var (sorted, order) = Sort(labels, ticks);
        List<int> starts = [NextInstant(sorted, (int)Math.Round((1 - share) * sorted.Length))];
        return HasBothClasses(labels, order, starts) ? (Number(order, starts), 1) : ([.. Enumerable.Repeat(NeverHeld, labels.Length)], 0);
    }

    private static (long[] Sorted, int[] Order) Sort(ReadOnlySpan<double> labels, ReadOnlySpan<long> ticks)
    {
        if (ticks.Length != labels.Length) throw new ArgumentException($"{ticks.Length} instants were given for {labels.Length} rows.", nameof(ticks));
        var order = new int[labels.Length];
        for (var row = 0; row < order.Length; row++) order[row] = row;
        var sorted = ticks.ToArray();
        Array.Sort(sorted, order);
        return (sorted, order);
    }

    private static int NextInstant(long[] sorted, int start)
    {
        while (start > 0 && start < sorted.Length && sorted[start] == sorted[start - 1]) start++;
        return start;
    }

    private static int[] Number(int[] order, List<int> starts)
    {
        var foldOf = new int[order.Length];
        for (var i = 0; i < order.Length; i++) foldOf[order[i]] = starts.FindLastIndex(start => start <= i);
        return foldOf;
    }

    private static bool HasBothClasses(ReadOnlySpan<double> labels, int[] order, List<int> starts)
    {
        int[] bounds = [0, .. starts, order.Length];
        for (var part = 0; part + 1 < bounds.Length; part++)
        {
            var leavers = 0;
            for (var i = bounds[part]; i < bounds[part + 1]; i++) leavers += labels[order[i]] == 1 ? 1 : 0;
            if (leavers == 0 || leavers == bounds[part + 1] - bounds[part]) return false;
        }

        return true;
    }
}
