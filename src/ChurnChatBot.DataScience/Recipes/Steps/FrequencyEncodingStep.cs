using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>A category as the share of training rows that have its level: how usual it is. Unseen levels are 0, missing cells stay missing.</summary>
public sealed record FrequencyEncodingStep(string Name, string Column) : RecipeStep
{
    [JsonIgnore]
    public override string Kind => "frequency_encoding";

    [JsonIgnore]
    public override StepScope Scope => StepScope.Fitted;

    [JsonIgnore]
    public override string? Subject => Name;

    [JsonIgnore]
    public override IReadOnlyList<string> Inputs => [Column];

    [JsonIgnore]
    public override IReadOnlyList<string> Outputs => [Name];

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        if (WhyInputsFail(training, question) is { } reason) return StepFit.Declined(reason);
        if (!Cells.AreWords(training[Column])) return StepFit.Declined($"`{Column}` holds {StepFits.NameOf(training[Column])}, not categories");
        var counts = Cells.Count(training[Column]);
        if (counts.Count == 0) return StepFit.Declined($"`{Column}` has no value to learn from");
        var shares = counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new LevelValue(pair.Key, (double)pair.Value / training.RowCount));
        return new FittedFrequencyEncoding(Name, Column, [.. shares]);
    }
}

/// <param name="Shares">Share of training rows by level, in ordinal order.</param>
public sealed record FittedFrequencyEncoding(string Name, string Column, ValueList<LevelValue> Shares) : FittedStep
{
    public override Dataset Apply(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column) || !Cells.AreWords(column)) return dataset;
        var shares = Shares.ToDictionary(share => share.Level, share => share.Value, StringComparer.Ordinal);
        return dataset.With(new NumericColumn(Name, Cells.Select(column, cell => shares.GetValueOrDefault(cell), double.NaN)));
    }
}
