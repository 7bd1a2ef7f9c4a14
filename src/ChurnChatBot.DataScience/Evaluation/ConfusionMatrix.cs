namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>Who was called and who left, at one threshold.</summary>
public sealed record ConfusionMatrix(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>Share of the called who leave; 0 where nobody is called.</summary>
    public double Precision => Share(TruePositives, TruePositives + FalsePositives);

    /// <summary>Share of the leavers who are called.</summary>
    public double Recall => Share(TruePositives, TruePositives + FalseNegatives);

    public double Specificity => Share(TrueNegatives, TrueNegatives + FalsePositives);

    public double Accuracy => Share(TruePositives + TrueNegatives, TruePositives + FalsePositives + TrueNegatives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Share(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Mean of recall and specificity, [0, 1]; 0.5 is guessing whatever the churn rate.</summary>
    public double BalancedAccuracy => (Recall + Specificity) / 2;

    /// <summary>Matthews' (1975) correlation of called and left, [−1, 1]; 0 is guessing, and 0 where a margin of the table is empty.</summary>
    public double Matthews
    {
        get
        {
            var margins = (double)(TruePositives + FalsePositives) * (TruePositives + FalseNegatives) * (TrueNegatives + FalsePositives) * (TrueNegatives + FalseNegatives);
            return margins == 0 ? 0 : (((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives)) / Math.Sqrt(margins);
        }
    }

    /// <summary>Calls everyone whose probability is at least <paramref name="threshold"/>.</summary>
    public static ConfusionMatrix At(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold)
    {
        LabelledScores.Check(labels, probabilities);
        Span<int> counts = stackalloc int[4];
        for (var row = 0; row < labels.Length; row++)
            counts[(probabilities[row] >= threshold ? 2 : 0) + (labels[row] == 1 ? 1 : 0)]++;
        return new ConfusionMatrix(TruePositives: counts[3], FalsePositives: counts[2], TrueNegatives: counts[0], FalseNegatives: counts[1]);
    }

    /// <summary>The same of a resample; a row may be named more than once.</summary>
    internal static ConfusionMatrix Count(double[] labels, double[] probabilities, int[] rows, double threshold)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var row in rows) counts[(probabilities[row] >= threshold ? 2 : 0) + (labels[row] == 1 ? 1 : 0)]++;
        return new ConfusionMatrix(TruePositives: counts[3], FalsePositives: counts[2], TrueNegatives: counts[0], FalseNegatives: counts[1]);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : part / (double)whole;
}
