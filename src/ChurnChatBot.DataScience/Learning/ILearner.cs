using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>
/// A way to fit a churn model, with its parameters already set. The one seam behind which every engine stands: cross-validation,
/// tuning and explanation know nothing narrower.
/// </summary>
public interface ILearner
{
    /// <summary>The learner in the field's words, "gradient boosting".</summary>
    string Name { get; }

    /// <summary>Parameters as a data scientist would write them: n_estimators, learning_rate, num_leaves...</summary>
    IReadOnlyDictionary<string, double> Parameters { get; }

    /// <param name="features">N training rows.</param>
    /// <param name="labels">N labels, 1 where the customer left, else 0.</param>
    /// <param name="fit">Seed, threads and cancellation: chance and time are never ambient.</param>
    TrainedModel Fit(FeatureMatrix features, ReadOnlySpan<double> labels, FitOptions fit);
}

/// <summary>What a fit may use of the machine and of chance.</summary>
public sealed record FitOptions
{
    public int Seed { get; init; } = 42;

    /// <summary>Upper bound of threads; results are the same whatever it is.</summary>
    public int Threads { get; init; } = 2;

    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// A fitted binary classifier. Serialisable as JSON by System.Text.Json: it is stored, exported and read back years later.
/// </summary>
[System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "learner")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(GradientBoosting.GradientBoostingModel), "gradient_boosting")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(LogisticRegressionModel), "logistic_regression")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(SingleColumnModel), "single_column")]
public abstract record TrainedModel
{
    /// <summary>The features it was fitted on, in the order of its columns.</summary>
    public required IReadOnlyList<Feature> Features { get; init; }

    /// <summary>Log-odds of leaving, one a row: what contributions add up to.</summary>
    public abstract double[] PredictRaw(FeatureMatrix features);

    /// <summary>Probability of leaving, one a row, in [0, 1].</summary>
    public double[] PredictProbability(FeatureMatrix features)
    {
        var scores = PredictRaw(features);
        for (var row = 0; row < scores.Length; row++) scores[row] = 1 / (1 + Math.Exp(-scores[row]));
        return scores;
    }
}
