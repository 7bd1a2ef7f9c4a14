using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>What a search for a model is made from.</summary>
public sealed record TrainingInput
{
    public required Dataset Raw { get; init; }

    public required ChurnQuestion Question { get; init; }

    /// <summary>Approved repairs and measures.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Wall-clock time for everything, kept; ignored where <see cref="MaxTrials"/> is given.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Stop after so many trials instead: the same result on a fast and on a slow machine.</summary>
    public int? MaxTrials { get; init; }

    public int Seed { get; init; } = 42;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IProgress<TuningProgress>? Progress { get; init; }

    public TuningState? Resume { get; init; }

    public Action<TuningState>? Checkpoint { get; init; }

    /// <inheritdoc cref="TuningOptions.GiveWay"/>
    public Func<IDisposable?>? GiveWay { get; init; }

    public CancellationToken StopAndKeepBest { get; init; }

    public CancellationToken Cancellation { get; init; }
}

/// <summary>
/// Fourth step: searches for a model on the development rows, compares it with simpler ways on the same customers, and tests it once
/// on the test rows. The model that was tested is the model that is kept.
/// </summary>
public static class TrainingAnalysis
{
    /// <summary>Of the test rows, this share is "the riskiest" on the card: about whom a team can call.</summary>
    private const double RiskiestShare = 0.1;

    /// <exception cref="TrainingRefusedException">Nothing can be trained on this data: one class, too few customers, no column left.</exception>
    public static (TrainingOutcome Outcome, ChurnModel Model) Run(TrainingInput input)
    {
        var started = input.Time.GetTimestamp();
        TrainingRefusedException.ThrowIfHopeless(input.Raw, input.Recipe, input.Question);
        var split = HoldOut.Split(input.Raw, input.Question, input.Seed);
        var tuned = ModelTuner.Run(input.Raw, input.Recipe, input.Question, Options(input, split), input.Resume);
        var baseline = Baseline.Measure(input.Raw, input.Recipe, input.Question, new CrossValidationOptions
        {
            Rows = [.. tuned.Validation.Rows],
            Seed = input.Seed,
            Cancellation = input.Cancellation,
        });
        var outcome = Outcome(tuned, baseline) with { Seconds = input.Time.GetElapsedTime(started).TotalSeconds + (input.Resume?.ElapsedSeconds ?? 0) };
        return (outcome, tuned.Model);
    }

    private static TuningOptions Options(TrainingInput input, HoldOut split) => new()
    {
        Budget = input.MaxTrials is null ? input.Budget : null,
        MaxTrials = input.MaxTrials,
        TestRows = split.Test,
        Seed = input.Seed,
        Time = input.Time,
        Progress = input.Progress,
        Checkpoint = input.Checkpoint,
        GiveWay = input.GiveWay,
        StopTrials = input.StopAndKeepBest,
        Cancellation = input.Cancellation,
    };

    private static TrainingOutcome Outcome(TuningResult tuned, Baseline baseline)
    {
        var validation = tuned.Validation;
        var column = baseline.Column is { } name
            ? new SingleColumn(name, baseline.SingleColumn.RocAuc, RocAuc.Difference(validation.Labels, baseline.SingleColumn.Probabilities, validation.Probabilities))
            : null;
        var isScorecard = tuned.Best.Learner == TuningSpace.Scorecard;
        return new TrainingOutcome
        {
            Verdict = Verdict.Judge(validation, baseline),
            ModelName = tuned.Best.Learner,
            Parameters = tuned.Best.Parameters,
            CrossValidatedAuc = validation.RocAuc,
            Test = Figures(tuned.Test),
            DevelopmentRows = validation.Rows.Count,
            BestColumn = column,
            Scorecard = isScorecard ? null : new Comparison(OverFolds(tuned.Trials[TuningSpace.ScorecardIndex]), tuned.GainOverScorecard),
            Defaults = tuned.GainOverDefault is { } gain && tuned.Best.Index != TuningSpace.DefaultBoostingIndex
                ? new Comparison(OverFolds(tuned.Trials[TuningSpace.DefaultBoostingIndex]), gain)
                : null,
            Trials = [.. tuned.Trials.Select(trial => new TrialSummary(trial.Index + 1, trial.Learner, trial.Parameters, OverFolds(trial)))],
            Next = Next(tuned, isScorecard),
        };
    }

    private static TestFigures Figures(TestEvaluation test)
    {
        var riskiest = Math.Max(1, (int)Math.Round(RiskiestShare * test.Labels.Length));
        return new TestFigures
        {
            Rows = test.Rows.Count,
            Leavers = (int)test.Labels.Sum(),
            Auc = test.Metrics.RocAuc,
            AveragePrecision = test.Metrics.AveragePrecision,
            Brier = test.Metrics.Brier,
            CalibrationError = test.Metrics.ExpectedCalibrationError.Value,
            Riskiest = Lift.At(test.Labels, test.Probabilities, riskiest),
            Roc = RocCurve.Points(test.Labels, test.Probabilities, 100),
            Lift = Lift.Table(test.Labels, test.Probabilities),
            Reliability = Reliability.Bins(test.Labels, test.Probabilities),
        };
    }

    /// <summary>Mean over the folds with the interval of a mean of so few: Student's t at four degrees of freedom for five folds.</summary>
    private static Estimate OverFolds(TuningTrial trial)
    {
        var folds = trial.FoldAucs;
        var mean = trial.MeanAuc;
        if (folds.Count < 2) return new Estimate(mean, mean, mean);
        var deviation = Math.Sqrt(folds.Sum(auc => (auc - mean) * (auc - mean)) / (folds.Count - 1));
        var t = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, folds.Count - 1, 0.975);
        var half = t * deviation / Math.Sqrt(folds.Count);
        return new Estimate(mean, Math.Max(0, mean - half), Math.Min(1, mean + half));
    }

    private static NextStep[] Next(TuningResult tuned, bool isScorecard)
    {
        var next = new List<NextStep>();
        if (!isScorecard && tuned.Advice.Contains(TuningAdvice.ScorecardIsAsGood)) next.Add(NextStep.UseTheScorecard);
        if (tuned.Advice.Contains(TuningAdvice.MoreRowsWouldHelp)) next.Add(NextStep.MoreRows);
        next.Add(tuned.Advice.Contains(TuningAdvice.MoreTuningMayHelp) ? NextStep.MoreTuning : NextStep.NothingMore);
        return [.. next];
    }
}

/// <summary>Nothing can be trained on this data; the verdict says why.</summary>
public sealed class TrainingRefusedException(Verdict verdict) : Exception(verdict.Reason)
{
    public Verdict Verdict { get; } = verdict;

    /// <summary>Asked at every step, because people should not decide on repairs of a file that nothing can be learned from.</summary>
    /// <exception cref="TrainingRefusedException">One class, too few customers of a kind, or no column left.</exception>
    internal static void ThrowIfHopeless(Dataset raw, Recipe recipe, ChurnQuestion question)
    {
        if (Verdict.Refusal(raw, recipe, question) is { } refusal) throw new TrainingRefusedException(refusal);
    }
}
