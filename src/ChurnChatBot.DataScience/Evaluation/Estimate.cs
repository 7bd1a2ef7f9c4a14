namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>A figure with its 95 % interval. Every metric that is shown to a person is one of these.</summary>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower end of the interval, at most <paramref name="Value"/>.</param>
/// <param name="High">Upper end, at least <paramref name="Value"/>.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Whether a difference is distinguishable from zero: its interval does not span it.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}
