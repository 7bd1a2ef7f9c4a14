using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>The one way a number or a date may be changed.</summary>
public enum ChangeDirection
{
    OnlyUp,
    OnlyDown,
}

/// <summary>What may be changed and what it costs, and how low the risk should come.</summary>
public sealed record CounterfactualOptions
{
    /// <summary>The probability to come below, (0, 1).</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Columns that stay as they are; null for <see cref="LockedColumns.Guess"/>.</summary>
    public IReadOnlySet<string>? Locked { get; init; }

    /// <summary>Numbers and dates that may only go one way; others go both.</summary>
    public IReadOnlyDictionary<string, ChangeDirection> Directions { get; init; } = new Dictionary<string, ChangeDirection>();

    /// <summary>
    /// What a change costs: of a number by one unit, of a date by one day, of a level altogether; at least 0. Columns without a price are then left
    /// alone. Null to reckon in standard deviations, a change of level counting as one.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Costs { get; init; }

    /// <summary>Values tried for each column, spread over what similar customers have.</summary>
    public int ValuesTried { get; init; } = 40;

    /// <summary>Whether two changes at once are tried where no single one is enough.</summary>
    public bool TryPairs { get; init; } = true;

    public void Validate()
    {
        if (Threshold is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "A probability between 0 and 1 was expected.");
        ArgumentOutOfRangeException.ThrowIfLessThan(ValuesTried, 2);
        foreach (var (column, cost) in Costs ?? new Dictionary<string, double>())
        {
            if (!(cost >= 0) || double.IsInfinity(cost)) throw new ArgumentException($"Changing '{column}' costs {cost}; an amount of 0 or more was expected.", nameof(Costs));
        }
    }

    internal void Validate(Dataset observed)
    {
        Validate();
        foreach (var column in Directions.Keys)
        {
            if (observed.TryGetColumn(column, out var found) && found is not (NumericColumn or DateColumn))
                throw new ArgumentException($"'{column}' is neither a number nor a date, so it has no direction.", nameof(observed));
        }
    }
}
