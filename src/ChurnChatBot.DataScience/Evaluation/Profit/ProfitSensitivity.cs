namespace ChurnChatBot.DataScience.Evaluation.Profit;

public enum ProfitAssumption
{
    SuccessRate,
    CustomerValue,
    OfferCost,
    ContactCost,
}

/// <summary>One assumption changed, the others as they are, and the best campaign then.</summary>
/// <param name="Assumption">What was changed.</param>
/// <param name="Factor">Times what was assumed; 1 is the assumption itself.</param>
/// <param name="Value">The assumption then: a mean share, or money (the mean over customers where their values differ).</param>
/// <param name="ExpectedMaximumProfit">EMPC of the base then, money in all.</param>
/// <param name="Profit">Money that the best single cut is expected to earn then.</param>
/// <param name="Called">Customers called by that cut.</param>
public sealed record SensitivityRow(ProfitAssumption Assumption, double Factor, double Value, double ExpectedMaximumProfit, double Profit, int Called);

/// <summary>How much a forecast rests on each of its assumptions.</summary>
public static class ProfitSensitivity
{
    private static readonly double[] UsualFactors = [0.5, 0.75, 1, 1.25, 1.5];

    /// <param name="labels">N labels, 1 where the customer left.</param>
    /// <param name="scores">N scores, higher is riskier; probabilities where customers' values differ.</param>
    /// <param name="parameters">What is assumed.</param>
    /// <param name="factors">Multiples to try, above 0; null for a half to one and a half. A success rate stays below 1.</param>
    /// <returns>Assumptions in the order of their enum, factors as given.</returns>
    public static IReadOnlyList<SensitivityRow> Of(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ProfitParameters? parameters = null, IReadOnlyList<double>? factors = null)
    {
        parameters ??= new ProfitParameters();
        parameters.Validate(labels.Length);
        var rows = new List<SensitivityRow>();
        foreach (var assumption in Enum.GetValues<ProfitAssumption>())
        {
            foreach (var factor in factors ?? UsualFactors)
            {
                Amount.CheckPositive(factor, nameof(factors), "A factor");
                var (value, changed) = Change(parameters, assumption, factor);
                var list = CallList.Of(labels, scores, changed);
                var best = list.BestAt(changed.SuccessRate.Mean);
                var expected = Profit.ExpectedMaximumProfit.Of(list, changed.SuccessRate);
                rows.Add(new SensitivityRow(assumption, factor, value, expected.Total, best.Profit(changed.SuccessRate.Mean), best.Called));
            }
        }

        return rows;
    }

    private static (double Value, ProfitParameters Changed) Change(ProfitParameters parameters, ProfitAssumption assumption, double factor)
    {
        switch (assumption)
        {
            case ProfitAssumption.SuccessRate:
                var rate = parameters.SuccessRate.WithMean(parameters.SuccessRate.Mean * factor);
                return (rate.Mean, parameters with { SuccessRate = rate });
            case ProfitAssumption.CustomerValue when parameters.CustomerValues is { } values:
                return (values.Average() * factor, parameters with { CustomerValues = [.. values.Select(value => value * factor)] });
            case ProfitAssumption.CustomerValue:
                return (parameters.CustomerValue * factor, parameters with { CustomerValue = parameters.CustomerValue * factor });
            case ProfitAssumption.OfferCost:
                return (parameters.OfferCost * factor, parameters with { OfferCost = parameters.OfferCost * factor });
            default:
                return (parameters.ContactCost * factor, parameters with { ContactCost = parameters.ContactCost * factor });
        }
    }
}
