namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// Divides rows so that each part has the churn rate of the whole. Works on positions 0 to N − 1 of the labels given; the same labels and
/// seed give the same division on any machine.
/// </summary>
public static class StratifiedSplit
{
    /// <summary>The fold, 0 to <paramref name="folds"/> − 1, of each row. Sizes differ by at most one, so do the leavers in them.</summary>
    /// <param name="labels">N labels, 0 or 1.</param>
    /// <param name="folds">At least 2, at most N.</param>
    /// <param name="seed">Which of the many equally good divisions.</param>
    public static int[] Folds(ReadOnlySpan<double> labels, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, labels.Length);
        var foldOf = new int[labels.Length];
        // Dealt like cards, stayers going on where leavers ended.
        var dealt = 0;
        foreach (var row in ShuffledByClass(labels, seed).SelectMany(rows => rows)) foldOf[row] = dealt++ % folds;
        return foldOf;
    }

    /// <summary>A held-out part that nothing looks at until the end. Both parts ascending.</summary>
    /// <param name="testShare">In (0, 1); each class gives this share, rounded, at least one row where it has two.</param>
    public static (int[] Training, int[] Test) HoldOut(ReadOnlySpan<double> labels, double testShare, int seed)
    {
        if (testShare is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "A share between 0 and 1 was expected.");
        var training = new List<int>();
        var test = new List<int>();
        foreach (var rows in ShuffledByClass(labels, seed))
        {
            var held = (int)Math.Round(rows.Length * testShare, MidpointRounding.AwayFromZero);
            if (rows.Length > 1) held = Math.Clamp(held, 1, rows.Length - 1);
            test.AddRange(rows[..held]);
            training.AddRange(rows[held..]);
        }

        training.Sort();
        test.Sort();
        return ([.. training], [.. test]);
    }

    /// <summary>About <paramref name="atMost"/> rows (each class rounds its share), ascending; all of them where there are no more.</summary>
    public static int[] Sample(ReadOnlySpan<double> labels, int atMost, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 2);
        if (labels.Length <= atMost) return [.. Enumerable.Range(0, labels.Length)];
        return HoldOut(labels, (double)atMost / labels.Length, seed).Test;
    }

    private static int[][] ShuffledByClass(ReadOnlySpan<double> labels, int seed)
    {
        var leavers = new List<int>();
        var stayers = new List<int>();
        for (var row = 0; row < labels.Length; row++) (labels[row] == 1 ? leavers : stayers).Add(row);
        int[][] classes = [[.. leavers], [.. stayers]];
        for (var stream = 0; stream < classes.Length; stream++) new StableRandom(seed, stream).Shuffle(classes[stream]);
        return classes;
    }
}
