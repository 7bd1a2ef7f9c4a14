using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation.Splits;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>How a cross-validation is drawn and what it may use.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>At least 2; fewer are used where a class has fewer rows.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often the folds are drawn anew; intervals are averaged over the repeats.</summary>
    public int Repeats { get; init; } = 1;

    public int Seed { get; init; } = 42;

    /// <summary>Upper bound of folds worked on at once; results are the same whatever it is.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Larger files are sampled down to about this, each class alike; the result says so.</summary>
    public int MaxRows { get; init; } = int.MaxValue;

    /// <summary>The raw rows to use, among the recipe's training rows: the part beside a held-out test. Null for all training rows.</summary>
    public int[]? Rows { get; init; }

    /// <summary>How rows are kept apart; null for stratified folds drawn by the position of rows.</summary>
    public SplitChoice? Split { get; init; }

    public CancellationToken Cancellation { get; init; }

    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Repeats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRows, 4);
    }
}

/// <summary>
/// Cross-validation of a whole way from raw file to probability, over stratified folds, whole customers or forward in time: recipe, encoder and learner are all fitted inside the
/// training fold, so nothing a held-out row knows can reach its own prediction.
/// </summary>
public static class CrossValidator
{
    /// <exception cref="ArgumentException">Fewer than two rows of a class take part.</exception>
    public static CrossValidation Run(Dataset raw, Recipe recipe, ChurnQuestion question, ILearner learner, CrossValidationOptions? options = null)
    {
        options ??= new CrossValidationOptions();
        options.Validate();
        var rows = options.Rows ?? recipe.TrainingRows(raw, question);
        var taken = Sample(raw, question, rows, options);
        var repeats = new List<FoldScores>();
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            var plan = Plan(raw, recipe, question, taken, options with { Seed = options.Seed + repeat });
            repeats.Add(Score(plan, learner, options));
        }

        return CrossValidation.Of(raw.RowCount, repeats, rows.Length, learner);
    }

    internal static int[] Sample(Dataset raw, ChurnQuestion question, int[] rows, CrossValidationOptions options)
    {
        if (rows.Length <= options.MaxRows) return rows;
        var sample = StratifiedSplit.Sample(question.Labels(raw.TakeRows(rows)), options.MaxRows, options.Seed);
        return Array.ConvertAll(sample, position => rows[position]);
    }

    internal static FoldPlan Plan(Dataset raw, Recipe recipe, ChurnQuestion question, int[] rows, CrossValidationOptions options)
    {
        var taken = raw.TakeRows(rows);
        var labels = question.Labels(taken);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var folds = Math.Min(options.Folds, Math.Min(positives, negatives));
        if (folds < 2) throw new ArgumentException("Cross-validation needs at least two customers who left and two who stayed.", nameof(rows));
        var division = options.Split?.Divide(taken, labels, folds, options.Seed) ?? new FoldDivision(StratifiedSplit.Folds(labels, folds, options.Seed), folds);
        return new FoldPlan(raw, recipe, question, rows, division);
    }

    private static FoldScores Score(FoldPlan plan, ILearner learner, CrossValidationOptions options)
    {
        var probabilities = new double[plan.Rows.Length];
        var aucs = new double[plan.Folds];
        ForEachFold(plan.Folds, options.Threads, fold =>
        {
            var prepared = plan.Prepare(fold);
            var fit = new FitOptions { Seed = options.Seed, Threads = 1, Cancellation = options.Cancellation };
            var held = learner.Fit(prepared.Training, prepared.TrainingLabels, fit).PredictProbability(prepared.Held);
            for (var i = 0; i < held.Length; i++) probabilities[prepared.HeldPositions[i]] = held[i];
            aucs[fold] = RocAuc.Value(Array.ConvertAll(prepared.HeldPositions, position => plan.Labels[position]), held);
        }, options.Cancellation);
        return new FoldScores(plan, probabilities, aucs);
    }

    /// <summary>Folds beside each other; the first failure is thrown as it was, not wrapped.</summary>
    internal static void ForEachFold(int folds, int threads, Action<int> work, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, folds, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, work);
        }
        catch (AggregateException failures)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}

/// <summary>One pass through all folds; probabilities stand beside the plan's rows.</summary>
internal sealed record FoldScores(FoldPlan Plan, double[] Probabilities, double[] FoldAucs);
