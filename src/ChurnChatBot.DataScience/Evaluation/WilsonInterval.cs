namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>Interval of a share (Wilson 1927): stays inside [0, 1] and is honest for small groups, where the usual one is not.</summary>
public static class WilsonInterval
{
    /// <returns>The share with its 95 % interval; for an empty group 0 in [0, 1].</returns>
    public static Estimate Of(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0) return new Estimate(0, 0, 1);
        const double z = LabelledScores.Z95;
        var share = successes / (double)trials;
        var shrink = 1 + (z * z / trials);
        var centre = (share + (z * z / (2 * trials))) / shrink;
        var half = z / shrink * Math.Sqrt((share * (1 - share) / trials) + (z * z / (4.0 * trials * trials)));
        return new Estimate(share, Math.Min(share, Math.Max(0, centre - half)), Math.Max(share, Math.Min(1, centre + half)));
    }
}
