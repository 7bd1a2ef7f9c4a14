using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>One column changed, everything else as it is.</summary>
/// <param name="Column">A column of the raw file.</param>
/// <param name="From">Its cell now, as the file writes it; null where missing.</param>
/// <param name="To">The cell tried, a value similar customers have.</param>
/// <param name="Probability">The risk then.</param>
/// <param name="ReachesThreshold">Whether that is below the threshold.</param>
public sealed record Counterfactual(string Column, string? From, string To, double Probability, bool ReachesThreshold)
{
    /// <summary>In standard deviations of all customers, or in the given prices; at least 0.</summary>
    public double Cost { get; init; }
}

/// <summary>One of two changes made at once; as <see cref="Counterfactual"/>.</summary>
public sealed record LeverChange(string Column, string? From, string To, double Cost);

/// <summary>Two columns changed at once, to values that one similar customer has together; below the threshold only with both.</summary>
/// <param name="First">One change.</param>
/// <param name="Second">The other.</param>
/// <param name="Probability">The risk then.</param>
public sealed record CounterfactualPair(LeverChange First, LeverChange Second, double Probability)
{
    public double Cost => First.Cost + Second.Cost;
}

/// <summary>How a search ended.</summary>
public enum CounterfactualVerdict
{
    /// <summary>The risk is below the threshold as things are.</summary>
    AlreadyBelow,

    /// <summary>At least one change alone is enough.</summary>
    OneChange,

    /// <summary>No change alone is enough, but two together are.</summary>
    TwoChanges,

    /// <summary>Some changes lower the risk; none tried brings it below the threshold.</summary>
    LowersOnly,

    /// <summary>No plausible change lowers the risk.</summary>
    NothingHelps,

    /// <summary>Every column is locked or has no price.</summary>
    NothingToChange,
}

/// <summary>
/// What would lower one customer's risk: for each column that can be influenced, the smallest change that brings it below the threshold, or
/// where none does, the best there is. Changes are made in the raw row and go through the whole recipe, so that derived features follow; only
/// to values that similar customers really have, and levels that go together. What the model says would happen is an association, not a promise.
/// </summary>
/// <param name="Probability">The risk as things are.</param>
/// <param name="Changes">One a column that lowers the risk; those that reach the threshold first, the cheapest first, then the lowest risk.</param>
public sealed record Counterfactuals(double Probability, IReadOnlyList<Counterfactual> Changes)
{
    /// <summary>Two changes at once, the cheapest first; tried only where no single one is enough.</summary>
    public IReadOnlyList<CounterfactualPair> Pairs { get; init; } = [];

    public required CounterfactualVerdict Verdict { get; init; }

    /// <param name="model">The model that says what the risk is.</param>
    /// <param name="observed">Raw rows whose values count as possible, usually the training file.</param>
    /// <param name="customer">The raw file the customer is in.</param>
    /// <param name="row">Their row in it.</param>
    public static Counterfactuals Find(ChurnModel model, Dataset observed, Dataset customer, int row, CounterfactualOptions? options = null)
    {
        options ??= new CounterfactualOptions();
        options.Validate(observed);
        var search = new CounterfactualSearch(model, observed, customer.TakeRows([row]), options);
        var singles = search.Singles();
        var alreadyBelow = search.Now < options.Threshold;
        var pairs = options.TryPairs && !alreadyBelow && !singles.Exists(change => change.ReachesThreshold) ? search.Pairs(singles) : [];
        var ordered = singles
            .OrderByDescending(change => change.ReachesThreshold)
            .ThenBy(change => change.ReachesThreshold && !alreadyBelow ? change.Cost : 0)
            .ThenBy(change => change.Probability).ThenBy(change => change.Column, StringComparer.Ordinal);
        return new Counterfactuals(search.Now, [.. ordered])
        {
            Pairs = pairs,
            Verdict = alreadyBelow ? CounterfactualVerdict.AlreadyBelow
                : singles.Exists(change => change.ReachesThreshold) ? CounterfactualVerdict.OneChange
                : pairs.Count > 0 ? CounterfactualVerdict.TwoChanges
                : singles.Count > 0 ? CounterfactualVerdict.LowersOnly
                : search.HasLevers ? CounterfactualVerdict.NothingHelps : CounterfactualVerdict.NothingToChange,
        };
    }
}
