using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>
/// Searches a learner and its parameters within a budget that is kept: the scorecard and boosting's defaults first, then random draws, each
/// scored by cross-validation on the training part. At the end the best is tested once on rows held out from all of this.
/// </summary>
public static class ModelTuner
{
    /// <param name="resume">Where an earlier run of the same search got to, or null.</param>
    /// <exception cref="ArgumentException">Too few rows of a class, or a state of another search.</exception>
    /// <exception cref="OperationCanceledException">The search was abandoned.</exception>
    public static TuningResult Run(Dataset raw, Recipe recipe, ChurnQuestion question, TuningOptions options, TuningState? resume = null)
    {
        options.Validate();
        var clock = new TuningClock(options, resume?.ElapsedSeconds ?? 0);
        var split = TuningSplit.Of(raw, recipe, question, options);
        var plan = CrossValidator.Plan(raw, recipe, question, split.Training, new CrossValidationOptions { Folds = options.Folds, Seed = options.Seed });
        var folds = new PreparedFold[plan.Folds];
        CrossValidator.ForEachFold(folds.Length, options.Threads, fold => folds[fold] = plan.Prepare(fold), options.Cancellation);
        var fingerprint = SearchFingerprint.Of(options, split, folds[0]);
        if (resume is not null && resume.Fingerprint != fingerprint)
            throw new ArgumentException("The state is of another search: its seed, folds, rows or recipe were different.", nameof(resume));
        var runner = new TrialRunner(folds, plan.Labels, options);
        var search = new TuningSearch(runner, clock, options, resume ?? new TuningState { Fingerprint = fingerprint });
        var end = search.Run();
        return Conclude(new TuningFindings(raw, recipe, question, split, plan), search, end, options);
    }

    private static TuningResult Conclude(TuningFindings findings, TuningSearch search, TuningEnd end, TuningOptions options)
    {
        var best = search.Scored(search.State.Best!);
        var scorecard = search.Scored(search.State.Trials[TuningSpace.ScorecardIndex]);
        var standard = search.State.Trials.Count > TuningSpace.DefaultBoostingIndex
            ? search.Scored(search.State.Trials[TuningSpace.DefaultBoostingIndex])
            : null;
        Estimate Over(ScoredTrial other) => RocAuc.Difference(findings.Plan.Labels, other.Probabilities, best.Probabilities, findings.Plan.FoldOf);
        var half = search.HalfRows(best.Trial);
        var overScorecard = Over(scorecard);
        Estimate? ofRows = half is null ? null : Over(half);
        var learner = TuningSpace.Learner(new TuningCandidate(best.Trial.Learner, best.Trial.Parameters));
        var (model, test) = findings.Test(learner, options);
        var scores = new FoldScores(findings.Plan, best.Probabilities, [.. best.Trial.FoldAucs]);
        return new TuningResult
        {
            Trials = search.State.Trials,
            Best = best.Trial,
            Validation = CrossValidation.Of(findings.Raw.RowCount, [scores], findings.Plan.Rows.Length, learner),
            GainOverScorecard = overScorecard,
            GainOverDefault = standard is null ? null : Over(standard),
            GainOfRows = ofRows,
            Test = test,
            Model = model,
            Advice = Advise(search.State, overScorecard, ofRows),
            End = end,
            AvailableRows = findings.Split.AvailableRows,
        };
    }

    internal static IReadOnlyList<TuningAdvice> Advise(TuningState state, Estimate overScorecard, Estimate? ofRows)
    {
        // What a person would call a difference; smaller ones can be certain and still not worth anything.
        const double worthwhile = 0.003;
        const int fewTrials = 12;
        var advice = new List<TuningAdvice>();
        if (ofRows is { } gain)
            advice.Add(gain.Low > 0 && gain.Value >= worthwhile ? TuningAdvice.MoreRowsWouldHelp : TuningAdvice.MoreRowsWouldNotHelp);
        var early = state.Trials.Take(Math.Max(1, state.Trials.Count * 3 / 4)).Max(trial => trial.MeanAuc);
        var late = state.Best!.MeanAuc - early >= worthwhile / 2;
        advice.Add(late || state.Trials.Count < fewTrials ? TuningAdvice.MoreTuningMayHelp : TuningAdvice.MoreTuningWouldNotHelp);
        if (overScorecard.Low <= 0 || overScorecard.Value < worthwhile) advice.Add(TuningAdvice.ScorecardIsAsGood);
        return advice;
    }
}

/// <summary>Rows of the raw file for training and for the one test, drawn before anything is looked at.</summary>
internal sealed record TuningSplit(int[] Training, int[] Test, int AvailableRows)
{
    public static TuningSplit Of(Dataset raw, Recipe recipe, ChurnQuestion question, TuningOptions options)
    {
        var all = recipe.TrainingRows(raw, question);
        var rows = CrossValidator.Sample(raw, question, all, new CrossValidationOptions { MaxRows = options.MaxRows, Seed = options.Seed });
        if (options.TestRows is { } named)
        {
            var held = named.ToHashSet();
            return new TuningSplit([.. rows.Where(row => !held.Contains(row))], [.. rows.Where(held.Contains)], all.Length);
        }

        var (training, test) = StratifiedSplit.HoldOut(question.Labels(raw.TakeRows(rows)), options.TestShare, options.Seed);
        return new TuningSplit(Array.ConvertAll(training, i => rows[i]), Array.ConvertAll(test, i => rows[i]), all.Length);
    }
}

/// <summary>What the conclusion needs beside the trials.</summary>
internal sealed record TuningFindings(Dataset Raw, Recipe Recipe, ChurnQuestion Question, TuningSplit Split, FoldPlan Plan)
{
    public (ChurnModel Model, TestEvaluation Test) Test(ILearner learner, TuningOptions options)
    {
        var fit = new FitOptions { Seed = options.Seed, Threads = options.Threads, Cancellation = options.Cancellation };
        var model = ChurnModel.Train(Raw, Recipe, Question, learner, new ChurnModelOptions { Fit = fit, Rows = Split.Training });
        var held = Raw.TakeRows(Split.Test);
        var labels = Question.Labels(held);
        var probabilities = model.Score(held);
        var bootstrap = new BootstrapOptions { Seed = options.Seed, Threads = options.Threads, Cancellation = options.Cancellation };
        return (model, new TestEvaluation(Split.Test, labels, probabilities, ModelMetrics.Of(labels, probabilities, bootstrap)));
    }
}
