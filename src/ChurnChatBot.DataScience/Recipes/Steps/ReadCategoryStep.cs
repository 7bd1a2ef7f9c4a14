using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Codes that are written as numbers (an area code, a plan number) become levels of a category: their size means nothing.</summary>
public sealed record ReadCategoryStep(string Column) : UnlearnedStep
{
    [JsonIgnore]
    public override string Kind => "read_category";

    [JsonIgnore]
    public override string? Subject => Column;

    internal override Dataset Transform(Dataset dataset) =>
        dataset.TryGetColumn(Column, out var column) && column is not CategoricalColumn
            ? dataset.With(CategoricalColumn.FromCells(Column, [.. Enumerable.Range(0, column.Length).Select(column.Format)]))
            : dataset;

    private protected override string? Objection(Dataset training) =>
        training[Column] is CategoricalColumn ? $"`{Column}` already is a category" : null;
}
