namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// The figures of an executive's sentence: "412 customers are at high risk today, worth about 96,000 a year. Calling the 250 best candidates
/// costs about 2,500 and should keep 18,000 to 31,000." For customers whose outcome is still open, from calibrated probabilities.
/// Intervals hold what is uncertain in the campaign: the success rate, and who of the called really leaves and accepts. They do not hold
/// errors of the probabilities themselves.
/// </summary>
public sealed record CampaignForecast
{
    public required int Customers { get; init; }

    /// <summary>Customers whose probability is at least the risk threshold.</summary>
    public required int AtRisk { get; init; }

    /// <summary>What these are worth together.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>Of their value, what is expected to be lost if nobody is called: Σ probability · value.</summary>
    public required double ExpectedLoss { get; init; }

    /// <summary>Rows of the called, the best call first; those whose call pays, up to the capacity. Ties keep the order of the rows.</summary>
    public required IReadOnlyList<int> Called { get; init; }

    /// <summary>Leavers expected among the called.</summary>
    public required double ExpectedLeavers { get; init; }

    /// <summary>Calls and the offers expected to be taken.</summary>
    public required double Spent { get; init; }

    /// <summary>Customers kept.</summary>
    public required Estimate Kept { get; init; }

    /// <summary>What the kept are worth, before costs.</summary>
    public required Estimate ValueKept { get; init; }

    /// <summary>Value kept less what is spent at that success.</summary>
    public required Estimate Profit { get; init; }

    /// <summary>Mean success rate at which the campaign neither wins nor loses; null for nobody called.</summary>
    public required double? BreakEvenSuccessRate { get; init; }

    /// <param name="probabilities">N calibrated probabilities of leaving.</param>
    /// <param name="riskThreshold">From which probability a customer counts as at risk, [0, 1].</param>
    /// <param name="parameters">Costs, values, success rate and capacity.</param>
    /// <exception cref="ArgumentException">No customers, a probability outside [0, 1], or a parameter makes no sense.</exception>
    public static CampaignForecast Of(ReadOnlySpan<double> probabilities, double riskThreshold = 0.5, ProfitParameters? parameters = null)
    {
        parameters ??= new ProfitParameters();
        if (riskThreshold is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(riskThreshold), riskThreshold, "A probability between 0 and 1 was expected.");
        ProbabilityScores.CheckProbabilities(new double[probabilities.Length], probabilities);
        parameters.Validate(probabilities.Length);
        var all = probabilities.ToArray();
        int[] rows = [.. Enumerable.Range(0, all.Length)];
        int[] atRisk = [.. rows.Where(row => all[row] >= riskThreshold)];
        int[] called = [.. rows
            .Where(row => parameters.ExpectedProfit(all[row], row) > 0)
            .OrderByDescending(row => parameters.ExpectedProfit(all[row], row)).ThenBy(row => row)
            .Take(parameters.Capacity ?? all.Length)];
        return Of(all, atRisk, called, parameters);
    }

    private static CampaignForecast Of(double[] probabilities, int[] atRisk, int[] called, ProfitParameters parameters)
    {
        var rate = parameters.SuccessRate.Mean;
        var leavers = called.Sum(row => probabilities[row]);
        var gain = called.Sum(row => probabilities[row] * (parameters.ValueOf(row) - parameters.OfferCost));
        var fixedCost = (called.Length * parameters.ContactCost) + ((called.Length - leavers) * parameters.OfferCost);
        return new CampaignForecast
        {
            Customers = probabilities.Length,
            AtRisk = atRisk.Length,
            ValueAtRisk = atRisk.Sum(parameters.ValueOf),
            ExpectedLoss = atRisk.Sum(row => probabilities[row] * parameters.ValueOf(row)),
            Called = called,
            ExpectedLeavers = leavers,
            Spent = fixedCost + (rate * leavers * parameters.OfferCost),
            Kept = AcceptedSum.Interval(probabilities, called, _ => 1, parameters.SuccessRate),
            ValueKept = AcceptedSum.Interval(probabilities, called, parameters.ValueOf, parameters.SuccessRate),
            Profit = Less(AcceptedSum.Interval(probabilities, called, row => parameters.ValueOf(row) - parameters.OfferCost, parameters.SuccessRate), fixedCost),
            BreakEvenSuccessRate = called.Length == 0 ? null : fixedCost / gain,
        };
    }

    private static Estimate Less(Estimate estimate, double cost) => new(estimate.Value - cost, estimate.Low - cost, estimate.High - cost);
}
