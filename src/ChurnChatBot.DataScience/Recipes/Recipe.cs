using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// Ordered steps from the raw file to the columns a learner sees. The order is: <see cref="TrainingRows"/> first decides which rows
/// take part (so that a duplicate can never be on both sides of a split), then folds are drawn, then <see cref="Fit"/> runs inside each.
/// </summary>
public sealed record Recipe(IReadOnlyList<RecipeStep> Steps)
{
    public static Recipe Empty { get; } = new([]);

    public Recipe Then(params IEnumerable<RecipeStep> more) => new([.. Steps, .. more]);

    /// <summary>The rows of <paramref name="raw"/> that training may use, ascending: steps that remove rows are applied, and rows without an outcome left out.</summary>
    public int[] TrainingRows(Dataset raw, ChurnQuestion question)
    {
        var kept = question.LabelledRows(raw);
        var last = Steps.Count - 1;
        while (last >= 0 && Steps[last].Scope != StepScope.TrainingRows) last--;
        if (last < 0) return kept;
        // Row steps may need what row-wise steps make readable (the newer of two duplicates needs dates), but nothing fitted.
        var current = raw.TakeRows(kept).With(new NumericColumn(RowNumber, [.. kept.Select(row => (double)row)]));
        foreach (var step in Steps.Take(last + 1).Where(step => step.Scope != StepScope.Fitted))
            current = step.Fit(current, question).Fitted?.Apply(current) ?? current;
        var rows = (NumericColumn)current[RowNumber];
        kept = new int[rows.Length];
        for (var i = 0; i < kept.Length; i++) kept[i] = (int)rows[i];
        Array.Sort(kept);
        return kept;
    }

    /// <summary>Fits every step, in order, on training rows already chosen by <see cref="TrainingRows"/>.</summary>
    /// <returns>The fitted recipe and the training rows as the learner may see them (cross-fitted where a step learned from outcomes).</returns>
    public (FittedRecipe Fitted, Dataset Training) Fit(Dataset training, ChurnQuestion question)
    {
        var fitted = new List<FittedStep>();
        foreach (var step in Steps.Where(step => step.Scope != StepScope.TrainingRows))
        {
            if (step.Fit(training, question).Fitted is not { } fit) continue;
            fitted.Add(fit);
            training = fit.ApplyToTraining(training, question);
        }

        return (new FittedRecipe(fitted), training);
    }

    /// <summary>
    /// The data as people see it once the recipe is approved: what needs no fitting is applied (dates and numbers read, impossible values
    /// unknown, variants merged), no row is removed, and columns that are only kept from the learner are still there.
    /// </summary>
    public Dataset Readable(Dataset raw, ChurnQuestion question)
    {
        var current = raw;
        foreach (var step in Steps.Where(step => step.Scope == StepScope.RowWise))
            current = step.Fit(current, question).Fitted?.Apply(current) ?? current;
        return new Dataset(raw.Name, [.. current.Columns, .. raw.Columns.Where(column => !current.Contains(column.Name))]);
    }

    /// <summary>The helper column that carries row numbers through row steps; a name no file can have (it holds a NUL).</summary>
    internal const string RowNumber = "row\0number";

    public bool Equals(Recipe? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => Steps.Aggregate(0, HashCode.Combine);
}

/// <summary>Fitted steps in order: what a later batch goes through before it is scored. Steps that remove rows are not part of it.</summary>
public sealed record FittedRecipe(IReadOnlyList<FittedStep> Steps)
{
    public Dataset Apply(Dataset dataset) => Steps.Aggregate(dataset, (current, step) => step.Apply(current));
}
