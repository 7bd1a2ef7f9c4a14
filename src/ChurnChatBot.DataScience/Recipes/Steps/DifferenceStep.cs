using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// One number minus another, or minus another per unit of a third: today's monthly price minus the average paid so far (total
/// charges per month of tenure) is how much dearer it became.
/// </summary>
public sealed record DifferenceStep : NewMeasureStep
{
    public required string Minuend { get; init; }

    public required string Subtrahend { get; init; }

    /// <summary>What <see cref="Subtrahend"/> is divided by first; null to subtract it as it is.</summary>
    public string? Per { get; init; }

    [JsonIgnore]
    public override string Kind => "difference";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => Per is null ? [Minuend, Subtrahend] : [Minuend, Subtrahend, Per];

    private protected override string? Objection(Dataset training) => StepFits.NotNumbers(training, Inputs);

    private protected override void Compute(Dataset dataset, Span<double> values)
    {
        var minuends = ((NumericColumn)dataset[Minuend]).Values;
        var subtrahends = ((NumericColumn)dataset[Subtrahend]).Values;
        var divisors = Per is null ? default : ((NumericColumn)dataset[Per]).Values;
        for (var row = 0; row < values.Length; row++)
            values[row] = minuends[row] - (divisors.IsEmpty ? subtrahends[row] : subtrahends[row] / divisors[row]);
    }
}
