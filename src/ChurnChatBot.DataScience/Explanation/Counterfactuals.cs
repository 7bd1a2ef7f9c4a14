using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>What may be changed, and how low the risk should come.</summary>
public sealed record CounterfactualOptions
{
    /// <summary>The probability to come below, (0, 1).</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Columns that stay as they are; null for <see cref="LockedColumns.Guess"/>.</summary>
    public IReadOnlySet<string>? Locked { get; init; }

    /// <summary>Observed values tried for each column, spread over its range.</summary>
    public int ValuesTried { get; init; } = 40;

    public void Validate()
    {
        if (Threshold is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "A probability between 0 and 1 was expected.");
        ArgumentOutOfRangeException.ThrowIfLessThan(ValuesTried, 2);
    }
}

/// <summary>One column changed, everything else as it is.</summary>
/// <param name="Column">A column of the raw file.</param>
/// <param name="From">Its cell now, as the file writes it; null where missing.</param>
/// <param name="To">The cell tried, a value other customers have.</param>
/// <param name="Probability">The risk then.</param>
/// <param name="ReachesThreshold">Whether that is below the threshold.</param>
public sealed record Counterfactual(string Column, string? From, string To, double Probability, bool ReachesThreshold);

/// <summary>
/// What would lower one customer's risk: for each column that can be influenced, the smallest change that brings it below the threshold, or
/// where none does, the best there is. Changes are made in the raw row and go through the whole recipe, so that derived features follow, and
/// only to values that customers really have. What the model says would happen is an association, not a promise.
/// </summary>
/// <param name="Probability">The risk as things are.</param>
/// <param name="Changes">One a column that lowers the risk; those that reach the threshold first, then the lowest risk.</param>
public sealed record Counterfactuals(double Probability, IReadOnlyList<Counterfactual> Changes)
{
    /// <param name="model">The model that says what the risk is.</param>
    /// <param name="observed">Raw rows whose values count as possible, usually the training file.</param>
    /// <param name="customer">The raw file the customer is in.</param>
    /// <param name="row">Their row in it.</param>
    public static Counterfactuals Find(ChurnModel model, Dataset observed, Dataset customer, int row, CounterfactualOptions? options = null)
    {
        options ??= new CounterfactualOptions();
        options.Validate();
        var locked = options.Locked ?? LockedColumns.Guess(observed, model.Question);
        var person = customer.TakeRows([row]);
        var now = model.Score(person)[0];
        var changes = new List<Counterfactual>();
        foreach (var column in observed.Columns)
        {
            if (locked.Contains(column.Name) || column.Name == model.Question.TargetColumn || column.Name == model.Question.IdentifierColumn) continue;
            if (!person.TryGetColumn(column.Name, out var own) || own.Kind != column.Kind) continue;
            var tried = CandidateCells.For(column, own, options.ValuesTried);
            if (tried.Length == 0) continue;
            var variants = person.TakeRows(new int[tried.Length]).With(tried);
            if (Smallest(model.Score(variants), now, options.Threshold) is not { } chosen) continue;
            changes.Add(new Counterfactual(column.Name, own.Format(0), tried.Format(chosen.Index)!, chosen.Probability, chosen.Probability < options.Threshold));
        }

        return new Counterfactuals(now, [.. changes
            .OrderByDescending(change => change.ReachesThreshold).ThenBy(change => change.Probability).ThenBy(change => change.Column, StringComparer.Ordinal)]);
    }

    // Candidates come from the smallest change to the largest, so the first below the threshold is the smallest that does it.
    private static (int Index, double Probability)? Smallest(double[] probabilities, double now, double threshold)
    {
        // Less than one point is not worth a telephone call.
        const double worthwhile = 0.01;
        var index = now >= threshold ? Array.FindIndex(probabilities, probability => probability < threshold) : -1;
        if (index < 0) index = Array.IndexOf(probabilities, probabilities.Min());
        return probabilities[index] <= now - worthwhile ? (index, probabilities[index]) : null;
    }
}
