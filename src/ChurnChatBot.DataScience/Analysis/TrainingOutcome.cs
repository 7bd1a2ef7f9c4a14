using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>What a search for a model came to: the recommended model against simpler ways, on customers it was not fitted on.</summary>
public sealed record TrainingOutcome
{
    public required Verdict Verdict { get; init; }

    /// <summary>The learner in the field's words.</summary>
    public required string ModelName { get; init; }

    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>Cross-validated on the development rows, each scored by a model that had not seen it.</summary>
    public required Estimate CrossValidatedAuc { get; init; }

    /// <summary>On the test rows, which were used once, for these figures.</summary>
    public required TestFigures Test { get; init; }

    public required int DevelopmentRows { get; init; }

    /// <summary>What a single column achieves, and the gain of the model over it.</summary>
    public SingleColumn? BestColumn { get; init; }

    /// <summary>What the scorecard achieves, and the gain of the recommended model over it; null where the scorecard is the model.</summary>
    public Comparison? Scorecard { get; init; }

    /// <summary>The same learner with its default parameters, and what the search gained over it.</summary>
    public Comparison? Defaults { get; init; }

    public required IReadOnlyList<TrialSummary> Trials { get; init; }

    /// <summary>What to try next, likeliest to help first.</summary>
    public IReadOnlyList<NextStep> Next { get; init; } = [];

    public double Seconds { get; init; }

    /// <summary>Content of the model is stored on its own; the workflow sets its hash.</summary>
    public string ModelArtifact { get; init; } = "";
}

/// <summary>Figures on the test rows with 95 % intervals, and the curves behind the pictures.</summary>
public sealed record TestFigures
{
    public required int Rows { get; init; }

    public required int Leavers { get; init; }

    public required Estimate Auc { get; init; }

    public required Estimate AveragePrecision { get; init; }

    public required Estimate Brier { get; init; }

    public required double CalibrationError { get; init; }

    /// <summary>The riskiest customers of the test part and how many of them really left.</summary>
    public required LiftPoint Riskiest { get; init; }

    public required IReadOnlyList<RocPoint> Roc { get; init; }

    public required IReadOnlyList<LiftRow> Lift { get; init; }

    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }
}

public sealed record SingleColumn(string Column, Estimate Auc, Estimate GainOfModel);

/// <param name="Auc">Cross-validated ROC AUC of the other way.</param>
/// <param name="GainOfModel">Paired difference: the recommended model minus the other.</param>
public sealed record Comparison(Estimate Auc, Estimate GainOfModel);

public sealed record TrialSummary(int Number, string Learner, IReadOnlyDictionary<string, double> Parameters, Estimate Auc);

public enum NextStep
{
    MoreRows,
    MoreTuning,
    UseTheScorecard,
    BetterFeatures,
    NothingMore,
}
