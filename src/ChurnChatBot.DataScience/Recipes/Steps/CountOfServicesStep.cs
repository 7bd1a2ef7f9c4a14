using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>In how many of several columns the cell says yes; missing where all of them are.</summary>
public sealed record CountOfServicesStep : NewMeasureStep
{
    public required ValueList<string> Columns { get; init; }

    /// <summary>The cell that counts, as <see cref="Column.Format"/> gives it.</summary>
    public string Counted { get; init; } = "Yes";

    [JsonIgnore]
    public override string Kind => "count_of_services";

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => Columns;

    private protected override string? Objection(Dataset training) => Columns.Count == 0 ? "no columns were named" : null;

    private protected override void Compute(Dataset dataset, Span<double> values)
    {
        values.Fill(double.NaN);
        foreach (var name in Columns)
        {
            var counts = Cells.Select(dataset[name], cell => cell == Counted ? 1.0 : 0.0, double.NaN);
            for (var row = 0; row < values.Length; row++)
            {
                if (!double.IsNaN(counts[row])) values[row] = (double.IsNaN(values[row]) ? 0 : values[row]) + counts[row];
            }
        }
    }
}
