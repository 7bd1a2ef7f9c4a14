using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>Why customers leave according to the champion, who is at risk now, and how far to trust it.</summary>
public sealed record ExplanationOutcome
{
    /// <summary>Most important first; empty where the contributions of any row failed the additivity check.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    /// <summary>The columns of the file that each driver is made of.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> MadeOf { get; init; }

    /// <summary>Largest |base + Σ contributions − raw score| met on any row, log-odds.</summary>
    public required double AdditivityError { get; init; }

    /// <summary>Customers the drivers were computed over.</summary>
    public required int Customers { get; init; }

    /// <summary>Share of customers that left, [0, 1].</summary>
    public required double ChurnRate { get; init; }

    /// <summary>Probability from which a customer counts as at high risk: as many test customers lie above it as really left.</summary>
    public required double HighRisk { get; init; }

    /// <summary>Customers who have not left and are at high risk.</summary>
    public required int AtHighRisk { get; init; }

    /// <summary>The riskiest of those who have not left, most at risk first.</summary>
    public required IReadOnlyList<CustomerAtRisk> Riskiest { get; init; }

    /// <summary>Of the test customers at high risk, the share that really left.</summary>
    public required Estimate HitRate { get; init; }

    public required Estimate TestAuc { get; init; }

    /// <summary>Content of the <see cref="CrossFitModel"/> is stored on its own; the workflow sets its hash.</summary>
    public string CrossFitArtifact { get; init; } = "";
}

/// <param name="Row">Row of the file, from 0.</param>
/// <param name="BaseRisk">Risk of the typical customer, from which the reasons lead to <paramref name="Probability"/>.</param>
/// <param name="Reasons">All features, the strongest first.</param>
public sealed record CustomerAtRisk(string Customer, int Row, double BaseRisk, double Probability, IReadOnlyList<CustomerReason> Reasons);
