namespace ChurnChatBot.DataScience.Explanation;

/// <summary>Correlation of ranks: whether two things rise together, however they bend.</summary>
internal static class RankCorrelation
{
    /// <summary>Spearman's ρ with mean ranks for ties, in [−1, 1]; 0 where one side is constant.</summary>
    public static double Spearman(double[] left, double[] right)
    {
        var (a, b) = (Ranks(left), Ranks(right));
        var mean = (left.Length + 1) / 2.0;
        double product = 0, squaresA = 0, squaresB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            product += (a[i] - mean) * (b[i] - mean);
            squaresA += (a[i] - mean) * (a[i] - mean);
            squaresB += (b[i] - mean) * (b[i] - mean);
        }

        return squaresA > 0 && squaresB > 0 ? product / Math.Sqrt(squaresA * squaresB) : 0;
    }

    private static double[] Ranks(double[] values)
    {
        var keys = (double[])values.Clone();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(keys, order);
        var ranks = new double[values.Length];
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            for (var i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }

        return ranks;
    }
}
