namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// Expected maximum profit of a churn campaign (EMPC; Verbraken, Verbeke and Baesens 2013, IEEE TKDE 25(5)): the profit where, for every success
/// rate γ, as many are called as then pay best, averaged over the distribution of γ.
/// </summary>
/// <param name="PerCustomer">Money for each customer of the base, called or not; at least 0, for nobody need be called.</param>
/// <param name="Fraction">Expected share of the base to call, [0, 1].</param>
/// <param name="Customers">Customers of the base.</param>
public sealed record ExpectedMaximumProfit(double PerCustomer, double Fraction, int Customers)
{
    public double Total => PerCustomer * Customers;

    /// <param name="labels">N labels, 1 where the customer left.</param>
    /// <param name="scores">N scores, higher is riskier; probabilities where customers' values differ.</param>
    /// <param name="parameters">Costs, values, success rate and capacity.</param>
    /// <exception cref="ArgumentException">No rows, lengths differ, a score is not a number, or a parameter makes no sense.</exception>
    public static ExpectedMaximumProfit Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ProfitParameters? parameters = null)
    {
        parameters ??= new ProfitParameters();
        return Of(CallList.Of(labels, scores, parameters), parameters.SuccessRate);
    }

    /// <summary>The figure with its bootstrap interval.</summary>
    public static Estimate WithInterval(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ProfitParameters? parameters = null, BootstrapOptions? bootstrap = null)
    {
        var costs = parameters ?? new ProfitParameters();
        costs.Validate(labels.Length);
        LabelledScores.Check(labels, scores);
        var (allLabels, allScores) = (labels.ToArray(), scores.ToArray());
        return BootstrapInterval.OfRows(labels, rows => [Of(CallList.Of(allLabels, allScores, rows, costs), costs.SuccessRate).PerCustomer], bootstrap)[0];
    }

    // For each γ the best of the lines γ·Gain − Cost lies on their upper envelope, which is the convex hull of the points (Cost, Gain) and, for
    // equal values, that of the ROC curve. Between two breakpoints one hull point is best, and its line integrates against the beta density in
    // closed form. The payoffs at the breakpoints agree, so a constant rate may fall on either side of one.
    internal static ExpectedMaximumProfit Of(CallList list, SuccessRate rate)
    {
        var hull = Hull(list.Points);
        double profit = 0, called = 0, weightBefore = 0, meanBefore = 0;
        for (var i = 0; i < hull.Count; i++)
        {
            var until = i + 1 < hull.Count ? Breakpoint(hull[i], hull[i + 1]) : double.PositiveInfinity;
            var (weight, mean) = (rate.Below(until), rate.MeanBelow(until));
            profit += (hull[i].Gain * (mean - meanBefore)) - (hull[i].Cost * (weight - weightBefore));
            called += hull[i].Called * (weight - weightBefore);
            (weightBefore, meanBefore) = (weight, mean);
        }

        return new ExpectedMaximumProfit(Math.Max(0, profit) / list.Customers, called / list.Customers, list.Customers);
    }

    private static List<CallPoint> Hull(IReadOnlyList<CallPoint> points)
    {
        var hull = new List<CallPoint>();
        foreach (var point in points)
        {
            // Dearer and wins no more: never best.
            if (hull.Count > 0 && point.Gain <= hull[^1].Gain) continue;
            while (hull.Count > 1 && Breakpoint(hull[^1], point) <= Breakpoint(hull[^2], hull[^1])) hull.RemoveAt(hull.Count - 1);
            hull.Add(point);
        }

        return hull;
    }

    /// <summary>Success rate from which <paramref name="more"/> earns more than <paramref name="fewer"/>.</summary>
    private static double Breakpoint(CallPoint fewer, CallPoint more) => (more.Cost - fewer.Cost) / (more.Gain - fewer.Gain);
}
