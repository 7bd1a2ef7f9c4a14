namespace ChurnChatBot.DataScience.Analysis;

/// <summary>New measures, each with the gain it makes over the cleaned columns; ticked where the gain is distinguishable from none.</summary>
public sealed record FeatureOutcome : PlanOutcome
{
    /// <summary>The day from which recency is counted, where a measure needs one: by default the latest date in the file.</summary>
    public DateTime? ReferenceDate { get; init; }

    /// <summary>Whether a person set <see cref="ReferenceDate"/>.</summary>
    public bool ReferenceDateWasChosen { get; init; }
}
