namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// What a retention campaign costs and earns, all in one currency. Defaults are those of Verbraken, Verbeke and Baesens (2013). A called leaver
/// who accepts brings his value less the offer and the call; one who refuses costs the call; a called stayer takes the offer and costs both.
/// </summary>
public sealed record ProfitParameters
{
    /// <summary>Cost of the offer for each who takes it, d; at least 0.</summary>
    public double OfferCost { get; init; } = 10;

    /// <summary>Cost of contacting one customer, f; at least 0.</summary>
    public double ContactCost { get; init; } = 1;

    /// <summary>Share of called leavers who accept and stay, γ.</summary>
    public SuccessRate SuccessRate { get; init; } = SuccessRate.OfBeta(6, 14);

    /// <summary>What a kept customer is worth (CLV); above 0. Not used where <see cref="CustomerValues"/> is given.</summary>
    public double CustomerValue { get; init; } = 200;

    /// <summary>What each customer is worth, one a row, at least 0; null where all are worth <see cref="CustomerValue"/>.</summary>
    public IReadOnlyList<double>? CustomerValues { get; init; }

    /// <summary>How many customers can be called at most; null for as many as pay.</summary>
    public int? Capacity { get; init; }

    /// <exception cref="ArgumentException">A cost is negative, a value is not an amount, or the capacity is below 1.</exception>
    public void Validate()
    {
        Amount.CheckNotNegative(OfferCost, nameof(OfferCost), "The cost of the offer");
        Amount.CheckNotNegative(ContactCost, nameof(ContactCost), "The cost of a contact");
        Amount.CheckPositive(CustomerValue, nameof(CustomerValue), "The value of a customer");
        if (SuccessRate is null) throw new ArgumentException("No success rate was given.", nameof(SuccessRate));
        if (Capacity < 1) throw new ArgumentException($"A capacity of {Capacity} was given; at least one customer must be callable.", nameof(Capacity));
        for (var row = 0; row < (CustomerValues?.Count ?? 0); row++) Amount.CheckNotNegative(CustomerValues![row], nameof(CustomerValues), $"The value of the customer in row {row + 1}");
    }

    /// <exception cref="ArgumentException">As above, or there is not one value a row.</exception>
    internal void Validate(int rows)
    {
        Validate();
        if (CustomerValues is { } values && values.Count != rows)
            throw new ArgumentException($"{values.Count} customer values were given for {rows} customers.", nameof(rows));
    }

    internal double ValueOf(int row) => CustomerValues is { } values ? values[row] : CustomerValue;

    /// <summary>Expected profit of calling the customer in <paramref name="row"/> who leaves with <paramref name="probability"/>.</summary>
    internal double ExpectedProfit(double probability, int row) =>
        (probability * SuccessRate.Mean * (ValueOf(row) - OfferCost)) - ((1 - probability) * OfferCost) - ContactCost;
}
