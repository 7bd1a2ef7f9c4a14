using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation.Splits;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// Rows of a file with their folds, and a recipe to be fitted inside each. Steps at the recipe's start that decide each cell by its own row
/// learn nothing, so they run once for all folds; everything from the first fitted step on runs inside the training fold.
/// </summary>
internal sealed class FoldPlan
{
    private readonly Dataset _dataset;
    private readonly Recipe _recipe;
    private readonly ChurnQuestion _question;
    private readonly FoldDivision _division;

    /// <param name="rows">Rows of <paramref name="raw"/> that take part; each has an outcome.</param>
    /// <param name="division">The fold of each of them.</param>
    public FoldPlan(Dataset raw, Recipe recipe, ChurnQuestion question, int[] rows, FoldDivision division)
    {
        (Rows, _division, _question) = (rows, division, question);
        var dataset = raw.TakeRows(rows);
        Labels = question.Labels(dataset);
        var steps = recipe.Steps.Where(step => step.Scope != StepScope.TrainingRows).ToList();
        var rowWise = steps.TakeWhile(step => step.Scope == StepScope.RowWise).ToList();
        foreach (var step in rowWise) dataset = step.Fit(dataset, question).Fitted?.Apply(dataset) ?? dataset;
        _dataset = dataset;
        _recipe = new Recipe(steps[rowWise.Count..]);
    }

    public int[] Rows { get; }

    public double[] Labels { get; }

    /// <summary>As <see cref="FoldDivision.FoldOf"/>, beside <see cref="Rows"/>.</summary>
    public int[] FoldOf => _division.FoldOf;

    public int Folds => _division.Folds;

    /// <summary>Fits recipe and encoder on the rows that fold may learn from and shows both sides to a learner.</summary>
    public PreparedFold Prepare(int fold)
    {
        var held = _division.Held(fold);
        var training = _division.Training(fold);
        var (fitted, trainingRows) = _recipe.Fit(_dataset.TakeRows(training), _question);
        var encoder = FeatureEncoder.Fit(trainingRows, _question);
        return new PreparedFold(
            encoder.Transform(trainingRows),
            Array.ConvertAll(training, position => Labels[position]),
            encoder.Transform(fitted.Apply(_dataset.TakeRows(held))),
            held);
    }
}

/// <summary>One division into what is learned from and what is predicted.</summary>
/// <param name="HeldPositions">Where the held rows stand in <see cref="FoldPlan.Rows"/>.</param>
internal sealed record PreparedFold(FeatureMatrix Training, double[] TrainingLabels, FeatureMatrix Held, int[] HeldPositions);
