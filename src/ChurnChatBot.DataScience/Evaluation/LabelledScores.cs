namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// The checks every metric makes of its input, and the one ordering most of them share: rows from the riskiest to the safest, cut
/// into groups of equal score, so that no metric depends on how ties happen to be ordered.
/// </summary>
internal static class LabelledScores
{
    /// <summary>Normal quantile of a two-sided 95 % interval.</summary>
    public const double Z95 = 1.959963984540054;

    /// <exception cref="ArgumentException">Lengths differ, a label is not 0 or 1, or a score is not a number.</exception>
    public static void Check(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        if (labels.Length != scores.Length)
            throw new ArgumentException($"{scores.Length} scores were given for {labels.Length} labels.", nameof(scores));
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] is not (0 or 1)) throw new ArgumentException($"The label of row {row} is neither 0 nor 1.", nameof(labels));
            if (double.IsNaN(scores[row])) throw new ArgumentException($"The score of row {row} is not a number.", nameof(scores));
        }
    }

    /// <summary>The number of ones and zeros; both must occur.</summary>
    public static (int Positives, int Negatives) CountClasses(ReadOnlySpan<double> labels)
    {
        var positives = 0;
        foreach (var label in labels) positives += label == 1 ? 1 : 0;
        if (positives == 0 || positives == labels.Length)
            throw new ArgumentException("Labels of both classes are needed to say how well they are told apart.", nameof(labels));
        return (positives, labels.Length - positives);
    }

    /// <summary>Groups of equal score from the highest to the lowest.</summary>
    public static List<TiedGroup> RankDescending(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        var keys = new double[scores.Length];
        for (var row = 0; row < keys.Length; row++) keys[row] = -scores[row];
        var sorted = labels.ToArray();
        Array.Sort(keys, sorted);
        var groups = new List<TiedGroup>();
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            var positives = 0;
            for (; end < keys.Length && keys[end] == keys[start]; end++) positives += sorted[end] == 1 ? 1 : 0;
            groups.Add(new TiedGroup(-keys[start], positives, end - start - positives));
            start = end;
        }

        return groups;
    }
}

/// <summary>Rows that share one score.</summary>
internal readonly record struct TiedGroup(double Score, int Positives, int Negatives)
{
    public int Size => Positives + Negatives;
}
