using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>The sum of several columns; missing where any of them is.</summary>
public sealed record SumStep : NewMeasureStep
{
    public required ValueList<string> Columns { get; init; }

    [JsonIgnore]
    public override string Kind => "sum";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => Columns;

    private protected override string? Objection(Dataset training) =>
        Columns.Count == 0 ? "no columns were named" : StepFits.NotNumbers(training, Columns);

    private protected override void Compute(Dataset dataset, Span<double> values) => Add(dataset, Columns, values);

    internal static void Add(Dataset dataset, IEnumerable<string> columns, Span<double> sums)
    {
        foreach (var column in columns)
        {
            var values = ((NumericColumn)dataset[column]).Values;
            for (var row = 0; row < sums.Length; row++) sums[row] += values[row];
        }
    }
}
