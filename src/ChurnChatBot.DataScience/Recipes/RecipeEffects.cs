using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// What each step of a recipe does to a file, found by comparing the data before and after it. Steps share the columns they do not
/// touch, so only changed columns are compared, and a million rows cost one pass each.
/// </summary>
public static class RecipeEffects
{
    private const int MaxExamples = 3;

    /// <summary>Runs the recipe step by step on the file; a step that learns is fitted on all rows whose outcome is known.</summary>
    /// <param name="raw">The file as it was read; row numbers of examples are its.</param>
    /// <returns>One effect a step, in order.</returns>
    public static IReadOnlyList<StepEffect> Measure(Recipe recipe, Dataset raw, ChurnQuestion question, CancellationToken ct = default)
    {
        var current = raw.With(new NumericColumn(Recipe.RowNumber, [.. Enumerable.Range(0, raw.RowCount).Select(row => (double)row)]));
        var effects = new List<StepEffect>(recipe.Steps.Count);
        foreach (var step in recipe.Steps)
        {
            ct.ThrowIfCancellationRequested();
            var fit = step.Fit(Labelled(current, question), question);
            if (fit.Fitted is not { } fitted)
            {
                effects.Add(new StepEffect { Step = step, NotApplicable = fit.NotApplicable });
                continue;
            }

            var after = fitted.Apply(current);
            effects.Add(after.RowCount == current.RowCount ? CompareCells(step, current, after) : CompareRows(step, current, after, question));
            current = after;
        }

        return effects;
    }

    private static Dataset Labelled(Dataset dataset, ChurnQuestion question)
    {
        if (!dataset.TryGetColumn(question.TargetColumn, out var target) || target.MissingCount() == 0) return dataset;
        return dataset.TakeRows(question.LabelledRows(dataset));
    }

    private static StepEffect CompareCells(RecipeStep step, Dataset before, Dataset after)
    {
        var rows = (NumericColumn)before[Recipe.RowNumber];
        var changedRows = new bool[before.RowCount];
        var cells = 0;
        var examples = new DistinctExamples(MaxExamples);
        foreach (var old in before.Columns)
        {
            if (!after.TryGetColumn(old.Name, out var now) || ReferenceEquals(old, now)) continue;
            var isSame = CellComparison.Between(old, now);
            for (var row = 0; row < changedRows.Length; row++)
            {
                if (isSame(row)) continue;
                cells++;
                changedRows[row] = true;
                examples.Offer(rows, row, old, now);
            }
        }

        string[] added = [.. after.Columns.Where(column => !before.Contains(column.Name)).Select(column => column.Name)];
        // A change shows more than an addition; only a step that changes nothing is shown by what it adds.
        if (cells == 0 && added.Length > 0) OfferAdded(examples, rows, after[added[0]]);
        return new StepEffect
        {
            Step = step,
            ChangedCells = cells,
            ChangedRows = changedRows.Count(changed => changed),
            AddedColumns = added,
            RemovedColumns = [.. before.Columns.Where(column => !after.Contains(column.Name)).Select(column => column.Name)],
            Examples = examples.Found,
        };
    }

    private static void OfferAdded(DistinctExamples examples, NumericColumn rows, Column added)
    {
        for (var row = 0; row < added.Length && !examples.IsComplete; row++)
        {
            if (!added.IsMissing(row)) examples.Offer(rows, row, null, added);
        }
    }

    private static StepEffect CompareRows(RecipeStep step, Dataset before, Dataset after, ChurnQuestion question)
    {
        var all = (NumericColumn)before[Recipe.RowNumber];
        var kept = ((NumericColumn)after[Recipe.RowNumber]).Values.ToArray().ToHashSet();
        var name = question.IdentifierColumn is { } id && before.TryGetColumn(id, out var identifier) ? identifier : before.Columns[0];
        var examples = new List<CellChange>();
        for (var row = 0; row < all.Length && examples.Count < MaxExamples; row++)
        {
            if (!kept.Contains(all[row])) examples.Add(new CellChange((int)all[row], name.Name, name.Format(row), null));
        }

        return new StepEffect { Step = step, RemovedRows = before.RowCount - after.RowCount, Examples = examples };
    }
}
