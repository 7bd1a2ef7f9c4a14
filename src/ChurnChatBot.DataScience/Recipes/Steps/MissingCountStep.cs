using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>How many of several columns are missing in the row. It counts what is still missing where it stands in the recipe.</summary>
public sealed record MissingCountStep : NewMeasureStep
{
    public required ValueList<string> Columns { get; init; }

    [JsonIgnore]
    public override string Kind => "is_missing_count";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => Columns;

    private protected override string? Objection(Dataset training) => Columns.Count == 0 ? "no columns were named" : null;

    private protected override void Compute(Dataset dataset, Span<double> values)
    {
        foreach (var name in Columns)
        {
            var column = dataset[name];
            for (var row = 0; row < values.Length; row++)
            {
                if (column.IsMissing(row)) values[row]++;
            }
        }
    }
}
