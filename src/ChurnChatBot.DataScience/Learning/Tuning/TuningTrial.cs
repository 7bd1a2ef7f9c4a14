using System.Text.Json.Serialization;

namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>A learner with its parameters, scored by cross-validation on the training part.</summary>
/// <param name="Index">0 is the scorecard, 1 boosting as it comes, 2 boosting of small trees, from 3 on drawn at random.</param>
/// <param name="Learner">As <see cref="ILearner.Name"/>.</param>
/// <param name="Parameters">What was set, n_estimators as found by the trial.</param>
/// <param name="FoldAucs">ROC AUC of each held-out fold.</param>
public sealed record TuningTrial(int Index, string Learner, IReadOnlyDictionary<string, double> Parameters, IReadOnlyList<double> FoldAucs)
{
    /// <summary>What trials are compared by.</summary>
    [JsonIgnore]
    public double MeanAuc => FoldAucs.Average();
}

/// <summary>A search as far as it got. Serialisable; trials not in it are drawn again exactly as they would have been.</summary>
public sealed record TuningState
{
    public int FormatVersion { get; init; } = 1;

    /// <summary>What the trials depend on; a state is continued only by a search with the same.</summary>
    public required string Fingerprint { get; init; }

    public IReadOnlyList<TuningTrial> Trials { get; init; } = [];

    /// <summary>Wall-clock time spent so far, over all runs of this search.</summary>
    public double ElapsedSeconds { get; init; }

    [JsonIgnore]
    public int NextIndex => Trials.Count;

    /// <summary>The trial with the highest mean ROC AUC, the earlier of equals; null before the first.</summary>
    [JsonIgnore]
    public TuningTrial? Best => Trials.MaxBy(trial => trial.MeanAuc);
}

/// <summary>For "23 of about 60 tries, best so far 0.861, 34 s left".</summary>
/// <param name="EstimatedTrials">How many there will be at the present pace, at least <paramref name="TrialsDone"/>; null while that is not known.</param>
/// <param name="TimeLeft">Until the budget ends; null where there is none.</param>
public sealed record TuningProgress(int TrialsDone, int? EstimatedTrials, TuningTrial Best, TimeSpan Elapsed, TimeSpan? TimeLeft);
