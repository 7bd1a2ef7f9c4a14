namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>Proper scores of probabilities: how close "78 of 100" is to what happened.</summary>
public static class ProbabilityScores
{
    // As in scikit-learn's log_loss for double precision: a certain but wrong prediction costs much, not infinitely much.
    private const double Clip = 2.220446049250313e-16;

    /// <summary>Mean squared error of the probabilities (Brier 1950), in [0, 1]; the base rate alone reaches rate · (1 − rate).</summary>
    public static double Brier(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        CheckProbabilities(labels, probabilities);
        var sum = 0.0;
        for (var row = 0; row < labels.Length; row++) sum += (probabilities[row] - labels[row]) * (probabilities[row] - labels[row]);
        return sum / labels.Length;
    }

    /// <summary>Mean negative log-likelihood in nats, at least 0, with probabilities clipped to [2.2e-16, 1 − 2.2e-16].</summary>
    public static double LogLoss(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        CheckProbabilities(labels, probabilities);
        var sum = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var probability = Math.Clamp(probabilities[row], Clip, 1 - Clip);
            sum -= Math.Log(labels[row] == 1 ? probability : 1 - probability);
        }

        return sum / labels.Length;
    }

    /// <summary>
    /// Murphy's (1973) parts of the Brier score over groups of equal probability: Brier = reliability − resolution + uncertainty, exactly.
    /// </summary>
    public static BrierParts Decompose(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        CheckProbabilities(labels, probabilities);
        var groups = LabelledScores.RankDescending(labels, probabilities);
        var rate = groups.Sum(group => group.Positives) / (double)labels.Length;
        double reliability = 0, resolution = 0;
        foreach (var group in groups)
        {
            var observed = group.Positives / (double)group.Size;
            reliability += group.Size * (group.Score - observed) * (group.Score - observed);
            resolution += group.Size * (observed - rate) * (observed - rate);
        }

        return new BrierParts(reliability / labels.Length, resolution / labels.Length, rate * (1 - rate));
    }

    internal static void CheckProbabilities(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        LabelledScores.Check(labels, probabilities);
        if (labels.Length == 0) throw new ArgumentException("No rows were given.", nameof(labels));
        foreach (var probability in probabilities)
        {
            if (probability is < 0 or > 1)
                throw new ArgumentException($"A probability is {probability}, outside [0, 1].", nameof(probabilities));
        }
    }
}

/// <param name="Reliability">Squared distance between what was promised and what happened; 0 is perfect.</param>
/// <param name="Resolution">How far the groups' outcomes lie from the churn rate; more is better.</param>
/// <param name="Uncertainty">rate · (1 − rate), what no model can change.</param>
public sealed record BrierParts(double Reliability, double Resolution, double Uncertainty);
