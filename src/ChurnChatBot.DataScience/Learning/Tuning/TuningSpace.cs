using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>
/// What is tried: first what needs no luck, then random draws (Bergstra and Bengio 2012). A draw depends on the seed and the trial's index
/// alone, so that a resumed search draws what it would have drawn. Rates and counts are drawn on a logarithmic scale.
/// </summary>
internal static class TuningSpace
{
    public const string Boosting = "gradient boosting";
    public const string Scorecard = "logistic regression";

    public const int ScorecardIndex = 0;
    public const int DefaultBoostingIndex = 1;

    /// <summary>The most trees any trial may grow.</summary>
    public const int MaxEstimators = 1200;

    public static TuningCandidate Candidate(int seed, int index) => index switch
    {
        ScorecardIndex => new TuningCandidate(Scorecard, new SortedDictionary<string, double>(StringComparer.Ordinal) { ["l2"] = 1 }),
        DefaultBoostingIndex => BoostingWith(0.05, 31, 20, 1, (1, 1)),
        2 => BoostingWith(0.05, 8, 30, 5, (0.7, 0.8)),
        _ => Drawn(new StableRandom(seed, index)),
    };

    public static ILearner Learner(TuningCandidate candidate)
    {
        double Get(string name) => candidate.Parameters[name];
        if (candidate.Learner == Scorecard) return new LogisticRegressionLearner(new LogisticRegressionOptions { L2 = Get("l2") });
        return new GradientBoostingLearner(new GradientBoostingOptions
        {
            Estimators = (int)Get("n_estimators"),
            LearningRate = Get("learning_rate"),
            NumLeaves = (int)Get("num_leaves"),
            MinSamplesLeaf = (int)Get("min_samples_leaf"),
            L2 = Get("l2_regularization"),
            FeatureFraction = Get("feature_fraction"),
            RowSubsample = Get("row_subsample"),
        });
    }

    private static TuningCandidate Drawn(StableRandom random) => BoostingWith(
        Round(random.LogUniform(0.015, 0.2)),
        (int)random.LogUniform(4, 65),
        (int)random.LogUniform(5, 200),
        Round(random.LogUniform(0.01, 100)),
        (Round(random.Uniform(0.3, 1)), Round(random.Uniform(0.5, 1))));

    // n_estimators is where the trial starts looking; see TrialRunner for how it is found.
    private static TuningCandidate BoostingWith(double rate, int leaves, int minLeaf, double l2, (double Features, double Rows) share) =>
        new(Boosting, new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["n_estimators"] = Math.Clamp(Math.Round(6 / rate / TrialRunner.StageTrees) * TrialRunner.StageTrees, 50, 400),
            ["learning_rate"] = rate,
            ["num_leaves"] = leaves,
            ["min_samples_leaf"] = minLeaf,
            ["l2_regularization"] = l2,
            ["feature_fraction"] = share.Features,
            ["row_subsample"] = share.Rows,
        });

    // Three significant digits are what a person can read, and more than the outcome depends on.
    private static double Round(double value)
    {
        var digits = 2 - (int)Math.Floor(Math.Log10(value));
        return digits >= 0 ? Math.Round(value, digits) : Math.Round(value);
    }
}

/// <param name="Learner">Its name.</param>
/// <param name="Parameters">In ordinal order of names, so that a stored trial has one form.</param>
internal sealed record TuningCandidate(string Learner, IReadOnlyDictionary<string, double> Parameters)
{
    public TuningCandidate With(string parameter, double value) =>
        this with { Parameters = new SortedDictionary<string, double>(Parameters.ToDictionary(), StringComparer.Ordinal) { [parameter] = value } };

    /// <summary>Work of one fit in arbitrary units: trees times levels, or a few trees' worth for a scorecard.</summary>
    public double Cost => Learner == TuningSpace.Scorecard
        ? 20
        : Parameters["n_estimators"] * Math.Log2(Parameters["num_leaves"]) * Parameters["feature_fraction"];
}
