using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// Training sees each customer once. Without an identifier the first of equal rows is kept; with one, the newest row of each
/// customer, and the last in the file where dates do not decide. Rows without an identifier are all kept.
/// </summary>
/// <param name="Identifier">The column that names the customer, or null to compare whole rows.</param>
/// <param name="NewestBy">A column of dates or numbers whose greatest value is the newest; null where position in the file decides.</param>
public sealed record DropDuplicatesStep(string? Identifier = null, string? NewestBy = null) : UnlearnedStep
{
    [JsonIgnore]
    public override string Kind => "drop_duplicates";

    [JsonIgnore]
    public override StepScope Scope => StepScope.TrainingRows;

    [JsonIgnore]
    public override string? Subject => null;

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => Identifier is null ? [] : [Identifier];

    [JsonIgnore]
    public override IReadOnlyList<string> Outputs => [];

    internal override Dataset Transform(Dataset dataset)
    {
        var kept = Identifier is null ? DistinctRows.Of(dataset)
            : dataset.TryGetColumn(Identifier, out var identifier) ? NewestOfEach(identifier, Ages(dataset))
            : null;
        return kept is null || kept.Length == dataset.RowCount ? dataset : dataset.TakeRows(kept);
    }

    private static int[] NewestOfEach(Column identifier, Func<int, double> newness)
    {
        var newest = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<int>(identifier.Length);
        for (var row = 0; row < identifier.Length; row++)
        {
            if (identifier.Format(row) is not { } customer) kept.Add(row);
            else if (!newest.TryGetValue(customer, out var other) || newness(row) >= newness(other)) newest[customer] = row;
        }

        kept.AddRange(newest.Values);
        kept.Sort();
        return [.. kept];
    }

    // A row without a date is older than any with one.
    private Func<int, double> Ages(Dataset dataset)
    {
        if (NewestBy is null || !dataset.TryGetColumn(NewestBy, out var column)) return _ => 0;
        return column switch
        {
            DateColumn dates => row => dates.IsMissing(row) ? double.NegativeInfinity : dates.Ticks[row],
            NumericColumn numbers => row => numbers.IsMissing(row) ? double.NegativeInfinity : numbers[row],
            _ => _ => 0,
        };
    }
}
