using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>What is known without a model: "guessing is 50, silence alone reaches 79".</summary>
public sealed record Baseline
{
    /// <summary>Churn rate with a Wilson interval; as a ranking it is worth 0.5.</summary>
    public required Estimate ChurnRate { get; init; }

    /// <summary>Brier score of telling everyone the churn rate: rate · (1 − rate).</summary>
    public required double BrierOfChurnRate { get; init; }

    /// <summary>Log-loss of telling everyone the churn rate, nats.</summary>
    public required double LogLossOfChurnRate { get; init; }

    /// <summary>The column that ranks best on its own over all rows; null where none beats guessing.</summary>
    public required string? Column { get; init; }

    /// <summary>Cross-validation of the best single column, chosen anew inside each training fold.</summary>
    public required CrossValidation SingleColumn { get; init; }

    public static Baseline Measure(Dataset raw, Recipe recipe, ChurnQuestion question, CrossValidationOptions? options = null)
    {
        options ??= new CrossValidationOptions();
        var learner = new SingleColumnLearner();
        var validation = CrossValidator.Run(raw, recipe, question, learner, options);
        var leavers = validation.Labels.Count(label => label == 1);
        var rate = leavers / (double)validation.Labels.Length;
        var (_, training) = recipe.Fit(raw.TakeRows([.. validation.Rows]), question);
        var encoder = FeatureEncoder.Fit(training, question);
        var fit = new FitOptions { Seed = options.Seed, Cancellation = options.Cancellation };
        var whole = (SingleColumnModel)learner.Fit(encoder.Transform(training), validation.Labels, fit);
        return new Baseline
        {
            ChurnRate = WilsonInterval.Of(leavers, validation.Labels.Length),
            BrierOfChurnRate = rate * (1 - rate),
            LogLossOfChurnRate = -(rate * Math.Log(rate)) - ((1 - rate) * Math.Log(1 - rate)),
            Column = whole.ColumnName,
            SingleColumn = validation,
        };
    }
}
