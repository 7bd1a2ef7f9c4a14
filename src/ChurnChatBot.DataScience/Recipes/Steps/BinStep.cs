using System.Globalization;
using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// A number as one of a few bands, named so that people can read them: "under 25", "25 to 34", "65 and over". Edges are fixed by
/// the plan, or quantiles of the training rows.
/// </summary>
/// <param name="Name">The new column.</param>
/// <param name="Column">A column of numbers.</param>
/// <param name="Edges">Ascending lower bounds of every band but the first; empty where they are learned.</param>
/// <param name="Quantiles">How many bands of equal size to learn, 2 to 20, where <paramref name="Edges"/> is empty.</param>
public sealed record BinStep(string Name, string Column, ValueList<double> Edges, int Quantiles = 4) : RecipeStep
{
    [JsonIgnore]
    public override string Kind => "bin";

    [JsonIgnore]
    public override StepScope Scope => Edges.Count > 0 ? StepScope.RowWise : StepScope.Fitted;

    [JsonIgnore]
    public override string? Subject => Name;

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => [Column];

    [JsonIgnore]
    public override IReadOnlyList<string> Outputs => [Name];

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        if (WhyInputsFail(training, question) is { } reason) return StepFit.Declined(reason);
        if (training[Column] is not NumericColumn numbers) return StepFit.Declined(StepFits.NotNumbers(training, Column)!);
        if (Edges.Count > 0)
        {
            return Edges.Zip(Edges.Skip(1)).All(pair => pair.First < pair.Second)
                ? new FittedBin(Name, Column, Edges)
                : StepFit.Declined("the edges of the bands must ascend");
        }

        if (Quantiles is < 2 or > 20) return StepFit.Declined("a number is cut into 2 to 20 bands");
        var sorted = Quantile.Sorted(numbers);
        if (sorted.Length == 0) return StepFit.Declined($"`{Column}` has no value to learn from");
        var edges = Enumerable.Range(1, Quantiles - 1).Select(q => Quantile.Of(sorted, (double)q / Quantiles)).Distinct().Where(edge => edge > sorted[0]).ToArray();
        return edges.Length == 0 ? StepFit.Declined($"`{Column}` has too few distinct values for bands") : new FittedBin(Name, Column, [.. edges]);
    }
}

/// <param name="Edges">At least one, ascending; a value equal to an edge belongs above it.</param>
public sealed record FittedBin(string Name, string Column, ValueList<double> Edges) : FittedStep
{
    public override Dataset Apply(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column) || column is not NumericColumn numbers) return dataset;
        double[] edges = [.. Edges];
        var codes = new int[numbers.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var at = Array.BinarySearch(edges, numbers[row]);
            codes[row] = numbers.IsMissing(row) ? CategoricalColumn.MissingCode : at >= 0 ? at + 1 : ~at;
        }

        return dataset.With(new CategoricalColumn(Name, codes, Labels(edges)));
    }

    /// <summary>One name a band, in ascending order.</summary>
    internal static string[] Labels(IReadOnlyList<double> edges)
    {
        var whole = edges.All(edge => edge == Math.Floor(edge) && Math.Abs(edge) < 1e9);
        var labels = new string[edges.Count + 1];
        labels[0] = $"under {Text(edges[0])}";
        for (var band = 1; band < edges.Count; band++)
        {
            var (low, high) = (edges[band - 1], edges[band]);
            labels[band] = !whole ? $"{Text(low)} to under {Text(high)}" : high - low == 1 ? Text(low) : $"{Text(low)} to {Text(high - 1)}";
        }

        labels[^1] = $"{Text(edges[^1])} and over";
        return labels;
    }

    private static string Text(double edge) => edge.ToString("R", CultureInfo.InvariantCulture);
}
