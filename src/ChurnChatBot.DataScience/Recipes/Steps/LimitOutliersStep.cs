using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Extreme numbers are pulled in to quantiles of the training rows (winsorised); no row is lost.</summary>
/// <param name="LowQuantile">In [0, 0.5).</param>
/// <param name="HighQuantile">In (0.5, 1].</param>
public sealed record LimitOutliersStep(string Column, double LowQuantile = 0.01, double HighQuantile = 0.99) : RecipeStep
{
    [JsonIgnore]
    public override string Kind => "limit_outliers";

    [JsonIgnore]
    public override StepScope Scope => StepScope.Fitted;

    [JsonIgnore]
    public override string? Subject => Column;

    public override StepFit Fit(Dataset training, ChurnQuestion question)
    {
        if (WhyInputsFail(training, question) is { } reason) return StepFit.Declined(reason);
        if (LowQuantile is not (>= 0 and < 0.5) || HighQuantile is not (> 0.5 and <= 1)) return StepFit.Declined("the quantiles must lie on both sides of the median");
        if (training[Column] is not NumericColumn numbers) return StepFit.Declined(StepFits.NotNumbers(training, Column)!);
        var sorted = Quantile.Sorted(numbers);
        return sorted.Length == 0
            ? StepFit.Declined($"`{Column}` has no value to learn from")
            : new FittedLimitOutliers(Column, Quantile.Of(sorted, LowQuantile), Quantile.Of(sorted, HighQuantile));
    }
}

public sealed record FittedLimitOutliers(string Column, double Low, double High) : FittedStep
{
    public override Dataset Apply(Dataset dataset) =>
        dataset.TryGetColumn(Column, out var column) && column is NumericColumn numbers
            ? dataset.With(new NumericColumn(Column, Array.ConvertAll(numbers.Values.ToArray(), Limit)))
            : dataset;

    // Comparisons with NaN are false: a missing cell stays missing.
    private double Limit(double value) => value < Low ? Low : value > High ? High : value;
}
