using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Cells that stand for "not known", and numbers that cannot be, become missing.</summary>
/// <param name="Column">Any column.</param>
/// <param name="Cells">Whole cells ("?", "Error", "-999"); in a column of numbers they are compared as numbers. Case matters.</param>
/// <param name="Low">Numbers below it are missing; itself it is plausible.</param>
/// <param name="High">Numbers above it are missing; itself it is plausible.</param>
public sealed record TreatAsMissingStep(string Column, ValueList<string> Cells, double? Low = null, double? High = null) : UnlearnedStep
{
    [JsonIgnore]
    public override string Kind => "treat_as_missing";

    [JsonIgnore]
    public override string? Subject => Column;

    internal override Dataset Transform(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column)) return dataset;
        var unwanted = Cells.ToHashSet(StringComparer.Ordinal);
        return dataset.With(column switch
        {
            NumericColumn numbers => Without(numbers),
            DateColumn dates => Without(dates, unwanted),
            _ => Recipes.Cells.Change(column, cell => unwanted.Contains(cell.Trim()) || unwanted.Contains(cell) ? null : cell),
        });
    }

    private protected override string? Objection(Dataset training) =>
        Cells.Count == 0 && training[Column] is not NumericColumn ? $"`{Column}` does not hold numbers, so limits mean nothing" : null;

    private NumericColumn Without(NumericColumn column)
    {
        var unwanted = Cells.Where(cell => Recipes.Cells.TryNumber(cell, out _)).Select(cell => Recipes.Cells.TryNumber(cell, out var number) ? number : 0).ToHashSet();
        var values = column.Values.ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] < Low || values[row] > High || unwanted.Contains(values[row])) values[row] = double.NaN;
        }

        return new NumericColumn(Column, values);
    }

    private DateColumn Without(DateColumn column, HashSet<string> unwanted)
    {
        var ticks = column.Ticks.ToArray();
        for (var row = 0; row < ticks.Length; row++)
        {
            if (column.Format(row) is { } cell && unwanted.Contains(cell)) ticks[row] = DateColumn.MissingTicks;
        }

        return new DateColumn(Column, ticks);
    }
}
