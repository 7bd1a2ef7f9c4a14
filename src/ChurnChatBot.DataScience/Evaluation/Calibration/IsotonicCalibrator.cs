namespace ChurnChatBot.DataScience.Evaluation.Calibration;

/// <summary>
/// The best of all maps that never fall (Zadrozny and Elkan 2002), by pooling adjacent violators (Ayer and others 1955); linear between its knots
/// and constant outside, as in scikit-learn. Bends as it must, and needs more customers than Platt's sigmoid. Kept away from 0 and 1 by
/// Platt's targets, for no count of customers makes leaving certain.
/// </summary>
/// <param name="Knots">Promised probabilities, ascending and distinct.</param>
/// <param name="Values">Calibrated probabilities beside them, never falling.</param>
public sealed record IsotonicCalibrator(IReadOnlyList<double> Knots, IReadOnlyList<double> Values) : Calibrator
{
    public override double Apply(double probability)
    {
        int low = 0, high = Knots.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Knots[middle] < probability) low = middle + 1;
            else high = middle;
        }

        if (low == 0) return Values[0];
        if (low == Knots.Count) return Values[^1];
        if (Knots[low] == probability || Values[low] == Values[low - 1]) return Values[low];
        var share = (probability - Knots[low - 1]) / (Knots[low] - Knots[low - 1]);
        return Math.Min(Values[low], Values[low - 1] + (share * (Values[low] - Values[low - 1])));
    }

    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="probabilities">N probabilities of rows the model has not seen.</param>
    public static IsotonicCalibrator Fit(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        ProbabilityScores.CheckProbabilities(labels, probabilities);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var (least, most) = (1 / (negatives + 2.0), (positives + 1.0) / (positives + 2));
        var groups = LabelledScores.RankDescending(labels, probabilities);
        groups.Reverse();
        var knots = new List<double>();
        var values = new List<double>();
        foreach (var block in Pool(groups))
        {
            var value = Math.Clamp(block.Positives / (double)block.Size, least, most);
            knots.Add(block.From);
            values.Add(value);
            if (block.To == block.From) continue;
            knots.Add(block.To);
            values.Add(value);
        }

        return new IsotonicCalibrator(knots, values);
    }

    public bool Equals(IsotonicCalibrator? other) => other is not null && Knots.SequenceEqual(other.Knots) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Knots.Count, Values[0], Values[^1]);

    private static List<Block> Pool(List<TiedGroup> ascending)
    {
        var blocks = new List<Block>();
        foreach (var group in ascending)
        {
            var block = new Block(group.Score, group.Score, group.Positives, group.Size);
            // Shares compared as whole numbers, so that equal ones are seen to be equal.
            while (blocks.Count > 0 && (long)blocks[^1].Positives * block.Size >= (long)block.Positives * blocks[^1].Size)
            {
                var before = blocks[^1];
                block = new Block(before.From, block.To, before.Positives + block.Positives, before.Size + block.Size);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    private readonly record struct Block(double From, double To, int Positives, int Size);
}
