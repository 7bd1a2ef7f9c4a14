namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// A campaign replayed on customers whose outcome is known: what it would have cost and earned at the mean success rate, with bootstrap
/// intervals over the customers. The cut is made on each resample as on the data: the best k again.
/// </summary>
public sealed record CampaignResult
{
    public required int Called { get; init; }

    public required int Customers { get; init; }

    /// <summary>Leavers among the called.</summary>
    public required Estimate Leavers { get; init; }

    /// <summary>Leavers who accept and stay.</summary>
    public required Estimate Kept { get; init; }

    /// <summary>What the kept are worth, before costs.</summary>
    public required Estimate ValueKept { get; init; }

    /// <summary>Calls and offers taken.</summary>
    public required Estimate Spent { get; init; }

    /// <summary>Value kept less spent; negative for a loss.</summary>
    public required Estimate Profit { get; init; }

    /// <summary>Profit less that of calling as many at random.</summary>
    public required Estimate GainOverRandom { get; init; }

    /// <summary>The best <paramref name="called"/> customers are called.</summary>
    /// <param name="labels">N labels, 1 where the customer left.</param>
    /// <param name="scores">N scores, higher is riskier; probabilities where customers' values differ.</param>
    /// <param name="called">1 to N.</param>
    /// <param name="parameters">Costs, values and success rate; the capacity is <paramref name="called"/>.</param>
    public static CampaignResult Of(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, int called, ProfitParameters? parameters = null, BootstrapOptions? bootstrap = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(called, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(called, labels.Length);
        var costs = (parameters ?? new ProfitParameters()) with { Capacity = called };
        costs.Validate(labels.Length);
        LabelledScores.Check(labels, scores);
        var (allLabels, allScores) = (labels.ToArray(), scores.ToArray());
        var figures = BootstrapInterval.OfRows(labels, rows => Figures(allLabels, allScores, rows, costs), bootstrap);
        return new CampaignResult
        {
            Called = called,
            Customers = labels.Length,
            Leavers = figures[0],
            Kept = figures[1],
            ValueKept = figures[2],
            Spent = figures[3],
            Profit = figures[4],
            GainOverRandom = figures[5],
        };
    }

    private static double[] Figures(double[] labels, double[] scores, int[] rows, ProfitParameters costs)
    {
        var rate = costs.SuccessRate.Mean;
        var point = CallList.Of(labels, scores, rows, costs).Points[^1];
        var everyone = rows.Aggregate(CallPoint.Nobody, (sum, row) => sum.And(labels[row], row, costs));
        var profit = point.Profit(rate);
        var kept = rate * point.LeaversValue;
        var atRandom = everyone.Profit(rate) * point.Called / rows.Length;
        return [point.Leavers, rate * point.Leavers, kept, kept - profit, profit, profit - atRandom];
    }
}
