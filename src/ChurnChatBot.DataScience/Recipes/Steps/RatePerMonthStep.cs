using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// An amount per month since a start date. The first month counts as a whole one: a purchase on the first day is no rate of
/// thirty purchases a month. Missing where the start lies after the end.
/// </summary>
public sealed record RatePerMonthStep : NewMeasureStep
{
    public required string Amount { get; init; }

    public required string From { get; init; }

    /// <summary>The column of the later date; null where <see cref="Until"/> is the end for every row.</summary>
    public string? To { get; init; }

    public DateTime? Until { get; init; }

    [JsonIgnore]
    public override string Kind => "rate_per_month";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => To is null ? [Amount, From] : [Amount, From, To];

    private protected override string? Objection(Dataset training) =>
        To is null && Until is null ? "no end was named"
        : StepFits.NotNumbers(training, Amount) ?? StepFits.NotDates(training, To is null ? [From] : [From, To]);

    private protected override void Compute(Dataset dataset, Span<double> values)
    {
        TimeSpans.Days((DateColumn)dataset[From], To is null ? null : (DateColumn)dataset[To], Until, values);
        var amounts = ((NumericColumn)dataset[Amount]).Values;
        for (var row = 0; row < values.Length; row++)
            values[row] = values[row] >= 0 ? amounts[row] / Math.Max(values[row] / TimeSpans.DaysPerMonth, 1) : double.NaN;
    }
}
