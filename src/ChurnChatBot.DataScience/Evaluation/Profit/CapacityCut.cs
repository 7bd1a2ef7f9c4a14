namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>"We can call 400 customers": who they are among customers whose outcome nobody knows yet.</summary>
/// <param name="Called">How many are called: the capacity, or all where there are fewer.</param>
/// <param name="Threshold">Score of the last of them; all above it are called.</param>
/// <param name="TiedAtThreshold">Customers who score exactly the threshold.</param>
/// <param name="CalledOfTied">How many of these the capacity reaches; fewer than <paramref name="TiedAtThreshold"/> where the choice among equals is open.</param>
public sealed record CapacityCut(int Called, double Threshold, int TiedAtThreshold, int CalledOfTied)
{
    /// <summary>Whether the threshold alone says who is called.</summary>
    public bool IsExact => CalledOfTied == TiedAtThreshold;

    /// <param name="scores">One score a customer, higher is called first.</param>
    /// <param name="capacity">At least 1.</param>
    /// <exception cref="ArgumentException">No customers, a score is not a number, or the capacity is below 1.</exception>
    public static CapacityCut Of(ReadOnlySpan<double> scores, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        if (scores.Length == 0) throw new ArgumentException("No customers were given.", nameof(scores));
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        if (double.IsNaN(sorted[0])) throw new ArgumentException("A score is not a number.", nameof(scores));
        var called = Math.Min(capacity, sorted.Length);
        var threshold = sorted[^called];
        var above = sorted.Count(score => score > threshold);
        return new CapacityCut(called, threshold, sorted.Count(score => score == threshold), called - above);
    }
}
