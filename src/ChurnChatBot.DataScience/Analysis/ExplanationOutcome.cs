using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>Why customers leave according to the champion, who is at risk now, and how far to trust it.</summary>
public sealed record ExplanationOutcome
{
    /// <summary>Most important first; only drivers whose contributions passed the additivity check.</summary>
    public required IReadOnlyList<DriverSummary> Drivers { get; init; }

    /// <summary>Largest |base + Σ contributions − raw score| met on any row, log-odds.</summary>
    public required double AdditivityError { get; init; }

    public required int Customers { get; init; }

    public required double ChurnRate { get; init; }

    /// <summary>Probability above which a customer counts as at high risk: the one at which as many are named as really leave.</summary>
    public required double HighRisk { get; init; }

    /// <summary>Customers who have not left and are above <see cref="HighRisk"/>.</summary>
    public required int AtHighRisk { get; init; }

    /// <summary>The riskiest of those who have not left, most at risk first.</summary>
    public required IReadOnlyList<CustomerAtRisk> Riskiest { get; init; }

    /// <summary>Of a hundred test customers above <see cref="HighRisk"/>, how many really left.</summary>
    public required Estimate HitRate { get; init; }

    public required Estimate TestAuc { get; init; }
}

/// <summary>One feature's part in the predictions.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="From">The columns of the file it is made of.</param>
/// <param name="Share">Its share of all contributions, [0, 1].</param>
/// <param name="Direction">"higher", "lower" or "mixed": which values go with leaving.</param>
/// <param name="Groups">Observed churn by range or level, for a sentence and a picture.</param>
public sealed record DriverSummary(string Feature, IReadOnlyList<string> From, double Share, string Direction, IReadOnlyList<DriverGroup> Groups);

/// <param name="Label">A level, or a range such as "90 to 143".</param>
/// <param name="Low">Ends of the range, for numbers.</param>
public sealed record DriverGroup(string Label, double? Low, double? High, int Customers, Estimate ChurnRate);

/// <param name="Row">Row of the file, from 0.</param>
/// <param name="Reasons">Features that raise the risk most, with percentage points.</param>
public sealed record CustomerAtRisk(string Customer, int Row, double Probability, IReadOnlyList<RiskReason> Reasons);

/// <param name="Value">The customer's value, as text.</param>
/// <param name="Points">Change of the probability, in [−1, 1]; all reasons and the base add up to the probability.</param>
public sealed record RiskReason(string Feature, string Value, double Points);
