using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation.Splits;

/// <summary>
/// Folds in which a group (a customer with several rows) is never on both sides, each with about the churn rate of the whole. Groups are dealt from
/// the largest to the smallest, each to the fold that then is evenest in leavers and stayers, as in scikit-learn's StratifiedGroupKFold. The
/// division depends on the groups alone: the same rows in another order fall the same way.
/// </summary>
public static class GroupedSplit
{
    /// <param name="labels">N labels, 0 or 1.</param>
    /// <param name="groups">N keys; rows of equal key stay together.</param>
    /// <param name="folds">At least 2, at most the number of groups.</param>
    /// <param name="seed">Which of the many equally good divisions.</param>
    /// <returns>The fold, 0 to <paramref name="folds"/> − 1, of each row.</returns>
    public static int[] Folds(ReadOnlySpan<double> labels, ReadOnlySpan<ulong> groups, int folds, int seed)
    {
        if (groups.Length != labels.Length) throw new ArgumentException($"{groups.Length} groups were given for {labels.Length} rows.", nameof(groups));
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var counted = Count(labels, groups);
        if (counted.Count < folds) throw new ArgumentException($"{counted.Count} groups cannot be divided into {folds} folds.", nameof(folds));
        var foldOfGroup = Deal(counted, folds, seed);
        var foldOf = new int[labels.Length];
        for (var row = 0; row < foldOf.Length; row++) foldOf[row] = foldOfGroup[groups[row]];
        return foldOf;
    }

    /// <summary>As many of the wished folds as leave both classes in each; 1 where no division does.</summary>
    internal static (int[] FoldOf, int Folds) Most(ReadOnlySpan<double> labels, ReadOnlySpan<ulong> groups, int folds, int seed)
    {
        var distinct = Count(labels, groups).Count;
        for (var wished = Math.Min(folds, distinct); wished >= 2; wished--)
        {
            var foldOf = Folds(labels, groups, wished, seed);
            if (HasBothClasses(labels, foldOf, wished)) return (foldOf, wished);
        }

        return (new int[labels.Length], 1);
    }

    private static bool HasBothClasses(ReadOnlySpan<double> labels, int[] foldOf, int folds)
    {
        var seen = new bool[folds, 2];
        for (var row = 0; row < foldOf.Length; row++) seen[foldOf[row], (int)labels[row]] = true;
        foreach (var found in seen)
        {
            if (!found) return false;
        }

        return true;
    }

    private static Dictionary<ulong, (int Leavers, int Stayers)> Count(ReadOnlySpan<double> labels, ReadOnlySpan<ulong> groups)
    {
        var counts = new Dictionary<ulong, (int Leavers, int Stayers)>();
        for (var row = 0; row < groups.Length; row++)
        {
            var (leavers, stayers) = counts.GetValueOrDefault(groups[row]);
            counts[groups[row]] = labels[row] == 1 ? (leavers + 1, stayers) : (leavers, stayers + 1);
        }

        return counts;
    }

    private static Dictionary<ulong, int> Deal(Dictionary<ulong, (int Leavers, int Stayers)> groups, int folds, int seed)
    {
        var (leavers, stayers) = (Math.Max(1, groups.Values.Sum(count => count.Leavers)), Math.Max(1, groups.Values.Sum(count => count.Stayers)));
        var held = new (double Leavers, double Stayers)[folds];
        var foldOf = new Dictionary<ulong, int>(groups.Count);
        var salt = SplitMix64.Mix((ulong)(uint)seed);
        // Ties fall by a seeded hash of the key, which knows nothing of the row order; the key itself makes the order total.
        foreach (var (key, count) in groups
            .OrderByDescending(group => group.Value.Leavers + group.Value.Stayers).ThenByDescending(group => group.Value.Leavers)
            .ThenBy(group => SplitMix64.Mix(group.Key ^ salt)).ThenBy(group => group.Key))
        {
            var best = 0;
            for (var fold = 1; fold < folds; fold++)
            {
                if (Load(held[fold]) < Load(held[best])) best = fold;
            }

            held[best] = (held[best].Leavers + ((double)count.Leavers / leavers), held[best].Stayers + ((double)count.Stayers / stayers));
            foldOf.Add(key, best);

            // Adding to a fold raises the sum of squares by 2·Σ (what it holds · what is added) and a constant: the least rise is the evenest.
            double Load((double Leavers, double Stayers) fold) => (fold.Leavers * count.Leavers / leavers) + (fold.Stayers * count.Stayers / stayers);
        }

        return foldOf;
    }
}
