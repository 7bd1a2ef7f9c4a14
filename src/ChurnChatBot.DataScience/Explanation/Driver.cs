using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Explanation;

public enum DriverDirection
{
    /// <summary>Higher values go with a higher risk.</summary>
    Higher,

    /// <summary>Lower values go with a higher risk.</summary>
    Lower,

    /// <summary>The risk bends: see the bins.</summary>
    Mixed,

    /// <summary>A category: see which levels raise the risk.</summary>
    Levels,
}

/// <summary>One reason why customers leave, over all customers.</summary>
public sealed record Driver
{
    public required string Feature { get; init; }

    /// <summary>Mean |contribution| as a share of that of all features, [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>Mean |contribution|, log-odds.</summary>
    public required double MeanContribution { get; init; }

    public required DriverDirection Direction { get; init; }

    /// <summary>A number's ranges from low to high, or a category's levels from the riskiest by the model; missing cells last.</summary>
    public required IReadOnlyList<DriverBin> Bins { get; init; }

    /// <summary>Where the risk turns; null for a category and where no side differs clearly.</summary>
    public DriverTurn? Turn { get; init; }
}

/// <summary>What happened to the customers of one range or level, and what the model makes of it.</summary>
/// <param name="Level">The level of a category; null for a range and for missing cells.</param>
/// <param name="From">Smallest observed value of a range; null for a level and for missing cells.</param>
/// <param name="To">Largest observed value of a range.</param>
/// <param name="Count">Customers.</param>
/// <param name="ChurnRate">Share that left, with a Wilson interval.</param>
/// <param name="MeanContribution">Log-odds the feature adds here on average; above 0 raises the risk.</param>
public sealed record DriverBin(string? Level, double? From, double? To, int Count, Estimate ChurnRate, double MeanContribution);

/// <summary>"After 90 days the risk triples": the cut that separates leavers best.</summary>
/// <param name="Threshold">Customers above this value are one side, all others the other.</param>
/// <param name="RateUpTo">Share that left at or below the threshold.</param>
/// <param name="RateAbove">Share that left above it.</param>
public sealed record DriverTurn(double Threshold, Estimate RateUpTo, Estimate RateAbove)
{
    /// <summary>RateAbove / RateUpTo; null where nobody left below.</summary>
    public double? Ratio => RateUpTo.Value > 0 ? RateAbove.Value / RateUpTo.Value : null;
}
