using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>How a model is fitted for keeps.</summary>
public sealed record ChurnModelOptions
{
    public FitOptions Fit { get; init; } = new();

    /// <summary>Raw rows to train on, among the recipe's training rows; null for all of these.</summary>
    public int[]? Rows { get; init; }
}

/// <summary>
/// The whole way from a raw file to a probability, as one stored value: question, fitted recipe, encoder and learner's model. Scores any
/// later batch that has the training file's columns.
/// </summary>
public sealed record ChurnModel
{
    public const int CurrentFormatVersion = 1;

    public int FormatVersion { get; init; } = CurrentFormatVersion;

    public required ChurnQuestion Question { get; init; }

    public required FittedRecipe Recipe { get; init; }

    public required FeatureEncoder Encoder { get; init; }

    public required TrainedModel Model { get; init; }

    /// <summary>As <see cref="ILearner.Name"/>.</summary>
    public required string Learner { get; init; }

    /// <summary>As <see cref="ILearner.Parameters"/>.</summary>
    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    public required int TrainedRows { get; init; }

    /// <summary>Churn rate of the training rows, [0, 1].</summary>
    public required double BaseRate { get; init; }

    /// <summary>The file it was trained on.</summary>
    public required string FileName { get; init; }

    public required int Seed { get; init; }

    /// <exception cref="ArgumentException">No row, or rows of one class only.</exception>
    public static ChurnModel Train(Dataset raw, Recipe recipe, ChurnQuestion question, ILearner learner, ChurnModelOptions? options = null)
    {
        options ??= new ChurnModelOptions();
        var training = raw.TakeRows(options.Rows ?? recipe.TrainingRows(raw, question));
        var labels = question.Labels(training);
        var (leavers, stayers) = Evaluation.LabelledScores.CountClasses(labels);
        var (fitted, seen) = recipe.Fit(training, question);
        var encoder = FeatureEncoder.Fit(seen, question);
        return new ChurnModel
        {
            Question = question,
            Recipe = fitted,
            Encoder = encoder,
            Model = learner.Fit(encoder.Transform(seen), labels, options.Fit),
            Learner = learner.Name,
            Parameters = new SortedDictionary<string, double>(learner.Parameters.ToDictionary(), StringComparer.Ordinal),
            TrainedRows = leavers + stayers,
            BaseRate = leavers / (double)(leavers + stayers),
            FileName = raw.Name,
            Seed = options.Fit.Seed,
        };
    }

    /// <summary>What the learner sees of a raw batch, N rows by F features.</summary>
    /// <exception cref="ArgumentException">The batch lacks a column, or has it as another kind.</exception>
    public FeatureMatrix Matrix(Dataset raw) => Encoder.Transform(Recipe.Apply(raw));

    /// <summary>Probability of leaving, one a raw row, in [0, 1].</summary>
    /// <exception cref="ArgumentException">The batch lacks a column, or has it as another kind.</exception>
    public double[] Score(Dataset raw) => Model.PredictProbability(Matrix(raw));
}
