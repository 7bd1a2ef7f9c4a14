using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>
/// Runs trials on folds that were prepared once. n_estimators needs no trial of its own: the first trees of a boosted model are the model
/// with fewer trees, so each fold is scored after every ten, and the number is taken where the mean log-loss over folds is lowest (early
/// stopping by cross-validation). It is the log-loss, not the area, because too few trees may rank well and yet promise far too little.
/// Where the lowest is near the end, more trees are grown.
/// </summary>
internal sealed class TrialRunner(IReadOnlyList<PreparedFold> folds, double[] labels, TuningOptions options)
{
    public const int StageTrees = 10;
    private const double GrowthWhileFalling = 2;

    /// <summary>Scores what stands at an index of the search space.</summary>
    public ScoredTrial Run(int index, CancellationToken cancellation)
    {
        var candidate = TuningSpace.Candidate(options.Seed, index);
        return candidate.Learner == TuningSpace.Boosting ? SearchStages(index, candidate, cancellation) : Score(index, candidate, folds, cancellation);
    }

    /// <summary>Scores a trial's parameters as they are: what <see cref="Run"/> found, again.</summary>
    public ScoredTrial Repeat(TuningTrial trial, CancellationToken cancellation) =>
        Score(trial.Index, new TuningCandidate(trial.Learner, trial.Parameters), folds, cancellation);

    /// <summary>The same with half the training rows of every fold, each class alike: one point of a learning curve.</summary>
    public ScoredTrial RepeatOnHalf(TuningTrial trial, CancellationToken cancellation)
    {
        var halves = folds.Select(fold =>
        {
            var rows = StratifiedSplit.HoldOut(fold.TrainingLabels, 0.5, options.Seed).Training;
            return fold with { Training = fold.Training.TakeRows(rows), TrainingLabels = Array.ConvertAll(rows, row => fold.TrainingLabels[row]) };
        }).ToList();
        return Score(trial.Index, new TuningCandidate(trial.Learner, trial.Parameters), halves, cancellation);
    }

    private ScoredTrial Score(int index, TuningCandidate candidate, IReadOnlyList<PreparedFold> on, CancellationToken cancellation)
    {
        var learner = TuningSpace.Learner(candidate);
        var held = new double[on.Count][];
        CrossValidator.ForEachFold(on.Count, options.Threads, fold =>
        {
            using var turn = options.GiveWay?.Invoke();
            held[fold] = learner.Fit(on[fold].Training, on[fold].TrainingLabels, FitWith(cancellation)).PredictProbability(on[fold].Held);
        }, cancellation);
        return Collect(index, candidate, held);
    }

    private ScoredTrial SearchStages(int index, TuningCandidate candidate, CancellationToken cancellation)
    {
        ScoredTrial? found = null;
        double work = 0;
        while (true)
        {
            double[][][] stages;
            try
            {
                stages = FitStages(candidate, cancellation);
            }
            catch (OperationCanceledException) when (found is not null && !options.Cancellation.IsCancellationRequested)
            {
                // Time is up while more trees were grown: what fewer reached stands.
                return found;
            }

            work += candidate.Cost;
            var losses = Enumerable.Range(0, stages[0].Length).Select(stage => folds.Select((_, fold) => FoldLoss(fold, stages[fold][stage])).Average()).ToArray();
            var best = Array.IndexOf(losses, losses.Min());
            var grown = (int)candidate.Parameters["n_estimators"];
            double[][] probabilities = [.. stages.Select(stage => stage[best])];
            found = Collect(index, candidate.With("n_estimators", Math.Min((best + 1) * StageTrees, grown)), probabilities) with { Work = work };
            if (grown >= TuningSpace.MaxEstimators || !StillFalling(losses, best)) return found;
            var more = Math.Ceiling(grown * GrowthWhileFalling / StageTrees) * StageTrees;
            candidate = candidate.With("n_estimators", Math.Min(more, TuningSpace.MaxEstimators));
        }
    }

    // The lowest is near the end, and the last third of the trees was worth something.
    private static bool StillFalling(double[] losses, int best) => best >= losses.Length * 0.85 && losses[losses.Length * 2 / 3] > losses[best] * 1.002;

    private double[][][] FitStages(TuningCandidate candidate, CancellationToken cancellation)
    {
        var learner = TuningSpace.Learner(candidate);
        var grown = (int)candidate.Parameters["n_estimators"];
        var stages = new double[folds.Count][][];
        CrossValidator.ForEachFold(folds.Count, options.Threads, fold =>
        {
            using var turn = options.GiveWay?.Invoke();
            var model = (GradientBoostingModel)learner.Fit(folds[fold].Training, folds[fold].TrainingLabels, FitWith(cancellation));
            stages[fold] = PredictStages(model, folds[fold].Held, (grown + StageTrees - 1) / StageTrees);
        }, cancellation);
        return stages;
    }

    // Adds trees in the model's own order, so that a stage equals, to the bit, the probability of the model cut there.
    private static double[][] PredictStages(GradientBoostingModel model, FeatureMatrix features, int stages)
    {
        var result = new double[stages][];
        for (var stage = 0; stage < stages; stage++) result[stage] = new double[features.RowCount];
        var cells = new double[features.FeatureCount];
        for (var row = 0; row < features.RowCount; row++)
        {
            for (var f = 0; f < cells.Length; f++) cells[f] = features[row, f];
            var raw = model.BaseScore;
            for (var stage = 0; stage < stages; stage++)
            {
                var end = Math.Min((stage + 1) * StageTrees, model.Trees.Count);
                for (var tree = stage * StageTrees; tree < end; tree++) raw += model.Trees[tree].Predict(cells);
                result[stage][row] = 1 / (1 + Math.Exp(-raw));
            }
        }

        return result;
    }

    private FitOptions FitWith(CancellationToken cancellation) => new() { Seed = options.Seed, Threads = 1, Cancellation = cancellation };

    private double FoldLoss(int fold, double[] held) =>
        ProbabilityScores.LogLoss(Array.ConvertAll(folds[fold].HeldPositions, position => labels[position]), held);

    private double FoldAuc(int fold, double[] held) =>
        RocAuc.Value(Array.ConvertAll(folds[fold].HeldPositions, position => labels[position]), held);

    private ScoredTrial Collect(int index, TuningCandidate candidate, double[][] held)
    {
        var probabilities = new double[labels.Length];
        for (var fold = 0; fold < held.Length; fold++)
        {
            for (var i = 0; i < held[fold].Length; i++) probabilities[folds[fold].HeldPositions[i]] = held[fold][i];
        }

        double[] aucs = [.. held.Select((scores, fold) => FoldAuc(fold, scores))];
        return new ScoredTrial(new TuningTrial(index, candidate.Learner, candidate.Parameters, aucs), probabilities) { Work = candidate.Cost };
    }
}

/// <param name="Probabilities">Out-of-fold, beside the rows of the training part.</param>
internal sealed record ScoredTrial(TuningTrial Trial, double[] Probabilities)
{
    /// <summary>What it took, in units of <see cref="TuningCandidate.Cost"/>: all trees grown, also those cut off again.</summary>
    public double Work { get; init; }
}
