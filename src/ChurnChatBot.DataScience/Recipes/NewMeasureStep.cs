using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>A new number for each row, computed from other cells of the same row; missing where it cannot be computed, never infinite.</summary>
public abstract record NewMeasureStep : UnlearnedStep
{
    /// <summary>The name of the new column.</summary>
    public required string Name { get; init; }

    [JsonIgnore]
    public sealed override string? Subject => Name;

    [JsonIgnore]
    public sealed override IReadOnlyList<string> Outputs => [Name];

    internal sealed override Dataset Transform(Dataset dataset)
    {
        if (Inputs.Any(input => !dataset.Contains(input)) || Objection(dataset) is not null) return dataset;
        var values = new double[dataset.RowCount];
        Compute(dataset, values);
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row])) values[row] = double.NaN;
        }

        return dataset.With(new NumericColumn(Name, values));
    }

    /// <summary>Fills one value a row; the inputs are there and of the right kind.</summary>
    private protected abstract void Compute(Dataset dataset, Span<double> values);
}
