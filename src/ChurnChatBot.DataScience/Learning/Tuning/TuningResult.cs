using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Learning.Tuning;

public enum TuningAdvice
{
    /// <summary>The curve still rises from half to all rows.</summary>
    MoreRowsWouldHelp,

    /// <summary>Half the rows do about as well as all.</summary>
    MoreRowsWouldNotHelp,

    /// <summary>Few trials were run, or the best was found late.</summary>
    MoreTuningMayHelp,

    /// <summary>The best was found early and nothing since came near by luck.</summary>
    MoreTuningWouldNotHelp,

    /// <summary>The scorecard cannot be told from the best model: take it, it explains itself.</summary>
    ScorecardIsAsGood,
}

public enum TuningEnd
{
    TrialsDone,
    BudgetSpent,
    Stopped,
}

/// <summary>What a search found, every figure measured on customers the model was not trained on.</summary>
public sealed record TuningResult
{
    public required IReadOnlyList<TuningTrial> Trials { get; init; }

    public required TuningTrial Best { get; init; }

    /// <summary>The best learner with its parameters, to be fitted on as many rows as there are.</summary>
    [JsonIgnore]
    public ILearner Learner => TuningSpace.Learner(new TuningCandidate(Best.Learner, Best.Parameters));

    /// <summary>Cross-validation of the best on the training part. Having been chosen among many it is a little flattered; the test is not.</summary>
    public required CrossValidation Validation { get; init; }

    /// <summary>Best minus scorecard, paired.</summary>
    public required Estimate GainOverScorecard { get; init; }

    /// <summary>Best minus boosting as it comes, paired; null where the search ended before that was tried.</summary>
    public Estimate? GainOverDefault { get; init; }

    /// <summary>All training rows minus half of them, paired: what rows are still worth. Null where no time was left to measure it.</summary>
    public Estimate? GainOfRows { get; init; }

    /// <summary>The best model, fitted on the training part, on rows that nothing above has seen.</summary>
    public required TestEvaluation Test { get; init; }

    /// <summary>The very model that was tested.</summary>
    public required ChurnModel Model { get; init; }

    public required IReadOnlyList<TuningAdvice> Advice { get; init; }

    public required TuningEnd End { get; init; }

    /// <summary>Rows that could have taken part; more than training and test rows together where the file was sampled.</summary>
    public required int AvailableRows { get; init; }

    [JsonIgnore]
    public bool Sampled => AvailableRows > Validation.Rows.Count + Test.Rows.Count;
}

/// <summary>Predictions for the held-out part. Made once.</summary>
/// <param name="Rows">Rows of the raw file, ascending.</param>
/// <param name="Labels">1 where the customer left, beside the rows.</param>
/// <param name="Probabilities">Probability of leaving, beside the rows.</param>
/// <param name="Metrics">All figures with intervals.</param>
public sealed record TestEvaluation(IReadOnlyList<int> Rows, double[] Labels, double[] Probabilities, ModelMetrics Metrics);
