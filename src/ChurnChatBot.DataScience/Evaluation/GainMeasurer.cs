using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>How the effect of a change of recipe is measured.</summary>
public sealed record GainOptions
{
    public int Folds { get; init; } = 5;

    public int Seed { get; init; } = 42;

    /// <summary>Upper bound of threads; gains are the same whatever it is.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Larger files are sampled down to about this, each class alike; the result says so.</summary>
    public int MaxRows { get; init; } = 20_000;

    /// <summary>The quick learner both recipes are judged by.</summary>
    public ILearner Probe { get; init; } = new GradientBoostingLearner(
        new GradientBoostingOptions { Estimators = 80, LearningRate = 0.1, NumLeaves = 15 });

    public CancellationToken Cancellation { get; init; }

    internal CrossValidationOptions Validation =>
        new() { Folds = Folds, Seed = Seed, Threads = Threads, MaxRows = MaxRows, Cancellation = Cancellation };
}

/// <summary>What a change of recipe does to the ranking of customers that were not trained on.</summary>
/// <param name="AucGain">ROC AUC after minus before, paired on the same rows (DeLong), 95 % interval.</param>
/// <param name="Before">ROC AUC before.</param>
/// <param name="After">ROC AUC after.</param>
/// <param name="Rows">Rows the gain was measured on.</param>
/// <param name="AvailableRows">Rows both recipes keep; more than <paramref name="Rows"/> where the file was sampled.</param>
public sealed record Gain(Estimate AucGain, Estimate Before, Estimate After, int Rows, int AvailableRows)
{
    public bool Sampled => AvailableRows > Rows;
}

/// <summary>
/// Measures what recipes gain over one base recipe, whose own run is made once and reused. Only rows that both recipes keep take part, in
/// training as in testing, and both meet the same folds: a removed duplicate could otherwise stand on both sides of a split and flatter the
/// recipe that left it in. So the removal of rows by itself measures as no difference.
/// </summary>
public sealed class GainMeasurer
{
    private readonly Dataset _raw;
    private readonly Recipe _before;
    private readonly ChurnQuestion _question;
    private readonly GainOptions _options;
    private readonly int[] _rowsBefore;
    private readonly Lazy<CrossValidation> _base;

    public GainMeasurer(Dataset raw, Recipe before, ChurnQuestion question, GainOptions? options = null)
    {
        (_raw, _before, _question, _options) = (raw, before, question, options ?? new GainOptions());
        _rowsBefore = before.TrainingRows(raw, question);
        _base = new Lazy<CrossValidation>(() => Validate(before, _rowsBefore));
    }

    /// <summary>The base recipe's own cross-validation.</summary>
    public CrossValidation Base => _base.Value;

    /// <exception cref="ArgumentException">Fewer than two rows of a class are kept by both recipes.</exception>
    public Gain Measure(Recipe after)
    {
        var rowsAfter = after.TrainingRows(_raw, _question);
        var same = rowsAfter.AsSpan().SequenceEqual(_rowsBefore);
        var common = same ? _rowsBefore : [.. _rowsBefore.Intersect(rowsAfter).Order()];
        var before = same ? Base : Validate(_before, common);
        var validation = Validate(after, common);
        return new Gain(
            RocAuc.Difference(before.Labels, before.Probabilities, validation.Probabilities, before.FoldOf),
            before.RocAuc,
            validation.RocAuc,
            validation.Rows.Count,
            common.Length);
    }

    /// <summary>The gain of one change, where no others are measured against the same base.</summary>
    public static Estimate AucGain(Dataset raw, Recipe before, Recipe after, ChurnQuestion question, GainOptions? options = null) =>
        new GainMeasurer(raw, before, question, options).Measure(after).AucGain;

    /// <summary>The gain of each candidate over the base, in their order; the base is run once.</summary>
    public static IReadOnlyList<Gain> Gains(Dataset raw, Recipe before, IReadOnlyList<Recipe> candidates, ChurnQuestion question, GainOptions? options = null)
    {
        var measurer = new GainMeasurer(raw, before, question, options);
        return [.. candidates.Select(measurer.Measure)];
    }

    private CrossValidation Validate(Recipe recipe, int[] rows) =>
        CrossValidator.Run(_raw, recipe, _question, _options.Probe, _options.Validation with { Rows = rows });
}
