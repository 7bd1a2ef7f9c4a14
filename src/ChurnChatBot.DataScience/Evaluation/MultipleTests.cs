namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>What a correction for many tests controls.</summary>
public enum TestCorrection
{
    /// <summary>Holm (1979): with 95 % certainty not one finding is chance. For few tests and for claims that cost something.</summary>
    Holm,

    /// <summary>Benjamini and Hochberg (1995): at most one finding in twenty is chance, on average. For searches.</summary>
    BenjaminiHochberg,
}

/// <summary>Among two hundred segments ten differ "at 5 %" where nothing is to be found; adjusted p-values say which findings stand.</summary>
public static class MultipleTests
{
    /// <param name="pValues">M p-values, [0, 1].</param>
    /// <returns>M adjusted p-values in the same order, each at least its own; a test stands at 5 % where it is at most 0.05.</returns>
    public static double[] Adjust(IReadOnlyList<double> pValues, TestCorrection correction)
    {
        foreach (var p in pValues)
        {
            if (p is not (>= 0 and <= 1)) throw new ArgumentException($"A p-value is {p}, outside [0, 1].", nameof(pValues));
        }

        int[] order = [.. Enumerable.Range(0, pValues.Count).OrderBy(test => pValues[test])];
        var adjusted = new double[order.Length];
        if (correction == TestCorrection.Holm)
        {
            var highest = 0.0;
            for (var rank = 0; rank < order.Length; rank++)
                adjusted[order[rank]] = highest = Math.Max(highest, Math.Min(1, pValues[order[rank]] * (order.Length - rank)));
            return adjusted;
        }

        var lowest = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
            adjusted[order[rank]] = lowest = Math.Min(lowest, pValues[order[rank]] * order.Length / (rank + 1));
        return adjusted;
    }
}
