using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation;

public enum VerdictKind
{
    Model,
    NoModelWorthHaving,
    Refused,
}

/// <summary>When a model is worth having.</summary>
public sealed record VerdictOptions
{
    /// <summary>The low end of the model's ROC AUC must lie above this: 0.5 is guessing, and a sliver above it helps nobody.</summary>
    public double LeastAuc { get; init; } = 0.53;

    /// <summary>The riskiest tenth must leave at least this many times as often as everyone.</summary>
    public double LeastTopDecileLift { get; init; } = 1.1;

    /// <summary>A smaller gain in ROC AUC over the best single column is not worth a model.</summary>
    public double LeastGainOverColumn { get; init; } = 0.005;

    /// <summary>Customers of each kind below which nothing is trained.</summary>
    public int LeastRowsOfClass { get; init; } = 20;
}

/// <summary>Whether there is a model worth having, and why.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Code">The reason in snake_case: "ranks_customers", "no_signal", "lift_too_small", "single_column_is_as_good", "no_outcome",
/// "one_class", "too_few_customers", "no_columns".</param>
/// <param name="Reason">The reason in a sentence with its figures.</param>
public sealed record Verdict(VerdictKind Kind, string Code, string Reason)
{
    /// <summary>"model", "no_model_worth_having" or "refused".</summary>
    public string Name => Kind switch
    {
        VerdictKind.Model => "model",
        VerdictKind.NoModelWorthHaving => "no_model_worth_having",
        _ => "refused",
    };

    /// <summary>Why nothing can be trained on this file at all; null where it can.</summary>
    public static Verdict? Refusal(Dataset raw, Recipe recipe, ChurnQuestion question, VerdictOptions? options = null)
    {
        options ??= new VerdictOptions();
        if (!raw.Contains(question.TargetColumn)) return Refuse("no_outcome", $"There is no column '{question.TargetColumn}' that says who left.");
        var rows = recipe.TrainingRows(raw, question);
        var labels = question.Labels(raw.TakeRows(rows));
        var leavers = labels.Count(label => label == 1);
        var stayers = labels.Length - leavers;
        if (labels.Length == 0) return Refuse("no_outcome", $"'{question.TargetColumn}' is empty in every row.");
        if (leavers == 0 || stayers == 0)
            return Refuse("one_class", $"All {labels.Length} customers have the same outcome in '{question.TargetColumn}': there is nobody to tell apart.");
        if (Math.Min(leavers, stayers) < options.LeastRowsOfClass)
            return Refuse("too_few_customers", $"{leavers} {(leavers == 1 ? "customer" : "customers")} left and {stayers} stayed; at least {options.LeastRowsOfClass} of each are needed.");
        var (_, training) = recipe.Fit(raw.TakeRows(rows), question);
        return FeatureEncoder.Fit(training, question).Features.Count > 0
            ? null
            : Refuse("no_columns", "No column is left that a model could learn from.");
    }

    /// <summary>Judges a cross-validated model against guessing and against the best single column.</summary>
    public static Verdict Judge(CrossValidation model, Baseline baseline, VerdictOptions? options = null)
    {
        options ??= new VerdictOptions();
        var auc = model.RocAuc;
        if (auc.Low <= options.LeastAuc)
            return None("no_signal", $"The columns do not say who leaves: ROC AUC {Show(auc)}, and guessing is 0.500.");
        var lift = Lift.At(model.Labels, model.Probabilities, Math.Max(1, model.Labels.Length / 10)).Lift;
        if (lift < options.LeastTopDecileLift)
            return None("lift_too_small", $"The riskiest tenth leaves only {Round(lift, 2)} times as often as everyone.");
        var gain = GainOverColumn(model, baseline);
        if (baseline.Column is { } column && gain.Value < options.LeastGainOverColumn)
            return None("single_column_is_as_good", $"'{column}' alone ranks customers as well (ROC AUC {Show(baseline.SingleColumn.RocAuc)}); the model differs by {Show(gain)}.");
        return new Verdict(VerdictKind.Model, "ranks_customers", $"ROC AUC {Show(auc)} where guessing is 0.500 and the best single column reaches {Show(baseline.SingleColumn.RocAuc)}.");
    }

    // Paired where both were measured on the same folds; else as if independent, which is the wider of the two.
    private static Estimate GainOverColumn(CrossValidation model, Baseline baseline)
    {
        if (model.Rows.SequenceEqual(baseline.SingleColumn.Rows) && model.FoldOf.AsSpan().SequenceEqual(baseline.SingleColumn.FoldOf))
            return RocAuc.Difference(model.Labels, baseline.SingleColumn.Probabilities, model.Probabilities, model.FoldOf);
        var (after, before) = (model.RocAuc, baseline.SingleColumn.RocAuc);
        return new Estimate(after.Value - before.Value, after.Low - before.High, after.High - before.Low);
    }

    private static Verdict Refuse(string code, string reason) => new(VerdictKind.Refused, code, reason);

    private static Verdict None(string code, string reason) => new(VerdictKind.NoModelWorthHaving, code, reason);

    private static string Show(Estimate estimate) => $"{Round(estimate.Value, 3)} ({Round(estimate.Low, 3)} to {Round(estimate.High, 3)})";

    private static string Round(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
