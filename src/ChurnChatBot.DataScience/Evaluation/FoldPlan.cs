using ChurnChatBot.DataScience.Data;
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

    /// <param name="rows">Rows of <paramref name="raw"/> that take part; each has an outcome.</param>
    /// <param name="folds">The fold of each of them, 0 to Folds − 1.</param>
    public FoldPlan(Dataset raw, Recipe recipe, ChurnQuestion question, int[] rows, (int[] FoldOf, int Folds) folds)
    {
        (Rows, FoldOf, Folds, _question) = (rows, folds.FoldOf, folds.Folds, question);
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

    public int[] FoldOf { get; }

    public int Folds { get; }

    /// <summary>Fits recipe and encoder on the other folds and shows both sides to a learner.</summary>
    public PreparedFold Prepare(int fold)
    {
        var held = PositionsWhere(of => of == fold);
        var training = PositionsWhere(of => of != fold);
        var (fitted, trainingRows) = _recipe.Fit(_dataset.TakeRows(training), _question);
        var encoder = FeatureEncoder.Fit(trainingRows, _question);
        return new PreparedFold(
            encoder.Transform(trainingRows),
            Array.ConvertAll(training, position => Labels[position]),
            encoder.Transform(fitted.Apply(_dataset.TakeRows(held))),
            held);
    }

    private int[] PositionsWhere(Predicate<int> belongs)
    {
        var positions = new List<int>(FoldOf.Length);
        for (var position = 0; position < FoldOf.Length; position++)
        {
            if (belongs(FoldOf[position])) positions.Add(position);
        }

        return [.. positions];
    }
}

/// <summary>One division into what is learned from and what is predicted.</summary>
/// <param name="HeldPositions">Where the held rows stand in <see cref="FoldPlan.Rows"/>.</param>
internal sealed record PreparedFold(FeatureMatrix Training, double[] TrainingLabels, FeatureMatrix Held, int[] HeldPositions);
