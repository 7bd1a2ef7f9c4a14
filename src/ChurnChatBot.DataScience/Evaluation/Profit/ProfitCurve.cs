namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// What calling the best k customers earns on customers whose outcome is known. At a fixed k the profit is linear in the success rate, so its
/// expectation over the beta distribution is the profit at the mean rate, exactly.
/// </summary>
/// <param name="Points">From nobody called to everyone, or to the capacity; thinned for a picture.</param>
/// <param name="Best">The cut that earns most; nobody called where every cut loses.</param>
/// <param name="AtCapacity">As many called as can be; everyone where there is no capacity.</param>
public sealed record ProfitCurve(IReadOnlyList<ProfitPoint> Points, ProfitPoint Best, ProfitPoint AtCapacity)
{
    /// <param name="labels">N labels, 1 where the customer left.</param>
    /// <param name="scores">N scores, higher is riskier; probabilities where customers' values differ.</param>
    /// <param name="parameters">Costs, values, success rate and capacity.</param>
    /// <param name="atMost">Points at most, at least 2.</param>
    /// <exception cref="ArgumentException">As for <see cref="ExpectedMaximumProfit"/>.</exception>
    public static ProfitCurve Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ProfitParameters? parameters = null, int atMost = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 2);
        parameters ??= new ProfitParameters();
        var list = CallList.Of(labels, scores, parameters);
        var kept = Math.Min(atMost, list.Points.Count);
        var points = Enumerable.Range(0, kept).Select(i => list.Points[(int)((long)i * (list.Points.Count - 1) / Math.Max(1, kept - 1))]);
        return new ProfitCurve(
            [.. points.Select(point => ProfitPoint.Of(point, list, parameters))],
            ProfitPoint.Of(list.BestAt(parameters.SuccessRate.Mean), list, parameters),
            ProfitPoint.Of(list.Points[^1], list, parameters));
    }
}

/// <summary>One cut of the list.</summary>
/// <param name="Called">Customers called.</param>
/// <param name="Fraction">Share of the base that is, [0, 1].</param>
/// <param name="Threshold">Called is who scores at least this (where customers' values differ: whose call is expected to earn at least this); null for nobody.</param>
/// <param name="Leavers">How many of the called leave; not whole where a tie was divided.</param>
/// <param name="Profit">Expected money, negative for a loss.</param>
/// <param name="BreakEven">From where on the cut pays; null for nobody called.</param>
public sealed record ProfitPoint(int Called, double Fraction, double? Threshold, double Leavers, double Profit, BreakEven? BreakEven)
{
    internal static ProfitPoint Of(CallPoint point, CallList list, ProfitParameters parameters)
    {
        double? threshold = point.Called == 0 ? null : point.Threshold;
        return new ProfitPoint(point.Called, point.Called / (double)list.Customers, threshold, point.Leavers, point.Profit(parameters.SuccessRate.Mean), BreakEven.Of(point, parameters));
    }
}

/// <summary>Where a campaign of one size neither wins nor loses, each figure with all others as they are.</summary>
/// <param name="SuccessRate">Mean success rate needed, [0, 1]; null where even every leaver accepting would not pay.</param>
/// <param name="OfferCost">The dearest offer that does not lose; null where a free one would.</param>
/// <param name="ContactCost">The dearest call that does not lose; null where a free one would.</param>
public sealed record BreakEven(double? SuccessRate, double? OfferCost, double? ContactCost)
{
    internal static BreakEven? Of(CallPoint point, ProfitParameters parameters)
    {
        if (point.Called == 0) return null;
        var rate = parameters.SuccessRate.Mean;
        var offers = (rate * point.Leavers) + (point.Called - point.Leavers);
        var contacts = point.Called * parameters.ContactCost;
        var saved = rate * point.LeaversValue;
        return new BreakEven(
            point.Gain > 0 && point.Cost <= point.Gain ? point.Cost / point.Gain : null,
            offers > 0 ? Possible((saved - contacts) / offers) : null,
            Possible((saved - (parameters.OfferCost * offers)) / point.Called));
    }

    private static double? Possible(double cost) => cost >= 0 ? cost : null;
}
