using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// A category as the churn rate of its level, pulled towards the overall rate the fewer rows the level has (Micci-Barreca 2001,
/// the m-estimate): (churned + smoothing · overall) / (rows + smoothing). A missing cell is a level like any other.
/// </summary>
/// <param name="Name">The new column.</param>
/// <param name="Column">A column of levels or text.</param>
/// <param name="Smoothing">How many rows the overall rate weighs, above 0.</param>
public sealed record TargetEncodingStep(string Name, string Column, double Smoothing = 20) : RecipeStep
{
    [JsonIgnore]
    public override string Kind => "target_encoding";

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
        if (!(Smoothing > 0 && double.IsFinite(Smoothing))) return StepFit.Declined("the smoothing must be above 0");
        if (training.RowCount == 0) return StepFit.Declined("there are no rows to learn from");
        if (!training.TryGetColumn(question.TargetColumn, out var target) || target.MissingCount() > 0) return StepFit.Declined("some rows have no outcome to learn from");
        var rates = new LevelRates(training[Column], question.Labels(training));
        return new FittedTargetEncoding(Name, Column, Smoothing, rates.Overall)
        {
            Rates = [.. rates.Levels.OrderBy(level => level, StringComparer.Ordinal).Select(level => new LevelValue(level, rates.Smoothed(level, Smoothing)))],
            MissingRate = rates.SmoothedMissing(Smoothing),
        };
    }
}

/// <param name="Overall">The churn rate of the training rows, [0, 1]: what an unseen level gets.</param>
public sealed record FittedTargetEncoding(string Name, string Column, double Smoothing, double Overall) : FittedStep
{
    /// <summary>Few enough that each fold still resembles the whole, enough that each row is encoded by most of the others.</summary>
    private const int InnerFolds = 5;

    /// <summary>Smoothed churn rates by level, in ordinal order.</summary>
    public required ValueList<LevelValue> Rates { get; init; }

    public required double MissingRate { get; init; }

    public override Dataset Apply(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column) || !Cells.AreWords(column)) return dataset;
        var rates = Rates.ToDictionary(rate => rate.Level, rate => rate.Value, StringComparer.Ordinal);
        return dataset.With(new NumericColumn(Name, Cells.Select(column, cell => rates.GetValueOrDefault(cell, Overall), MissingRate)));
    }

    /// <summary>
    /// Encodes each row by the rows of the other inner folds. A row's fold depends on its position alone, so its own outcome never
    /// reaches its encoding, save through the overall rate, which is the same for all rows.
    /// </summary>
    public override Dataset ApplyToTraining(Dataset training, ChurnQuestion question)
    {
        if (!training.TryGetColumn(Column, out var column) || !Cells.AreWords(column)) return training;
        var rates = new LevelRates(column, question.Labels(training), InnerFolds);
        var values = new double[training.RowCount];
        for (var row = 0; row < values.Length; row++) values[row] = rates.SmoothedWithoutFoldOf(row, Smoothing);
        return training.With(new NumericColumn(Name, values));
    }
}
