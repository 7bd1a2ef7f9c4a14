using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>A part divided by the sum of several columns, itself usually among them; missing where the sum is zero or any is missing.</summary>
public sealed record ShareStep : NewMeasureStep
{
    public required string Part { get; init; }

    public required ValueList<string> Whole { get; init; }

    [JsonIgnore]
    public override string Kind => "share";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => [.. Whole.Append(Part).Distinct()];

    private protected override string? Objection(Dataset training) => StepFits.NotNumbers(training, Inputs);

    private protected override void Compute(Dataset dataset, Span<double> values)
    {
        SumStep.Add(dataset, Whole, values);
        var parts = ((NumericColumn)dataset[Part]).Values;
        for (var row = 0; row < values.Length; row++) values[row] = parts[row] / values[row];
    }
}
