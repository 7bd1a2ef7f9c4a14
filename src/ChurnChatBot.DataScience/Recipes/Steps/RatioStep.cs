using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>One number divided by another; missing where the divisor is zero or either is missing.</summary>
public sealed record RatioStep : NewMeasureStep
{
    public required string Numerator { get; init; }

    public required string Denominator { get; init; }

    [JsonIgnore]
    public override string Kind => "ratio";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => [Numerator, Denominator];

    private protected override string? Objection(Dataset training) => StepFits.NotNumbers(training, Inputs);

    private protected override void Compute(Dataset dataset, Span<double> values)
    {
        var numerators = ((NumericColumn)dataset[Numerator]).Values;
        var denominators = ((NumericColumn)dataset[Denominator]).Values;
        // Division by zero gives an infinity or NaN, and both become missing.
        for (var row = 0; row < values.Length; row++) values[row] = numerators[row] / denominators[row];
    }
}
