using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// Histogram gradient boosting for a binary outcome (Friedman 2001; Ke et al. 2017): leaf-wise trees over binned features, native
/// categories and missing values. The model depends on the rows and columns as sets: their order changes nothing, nor do threads.
/// </summary>
public sealed class GradientBoostingLearner : ILearner
{
    private readonly GradientBoostingOptions _options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public GradientBoostingLearner(GradientBoostingOptions options)
    {
        options.Validate();
        _options = options;
        Parameters = new Dictionary<string, double>
        {
            ["n_estimators"] = options.Estimators,
            ["learning_rate"] = options.LearningRate,
            ["num_leaves"] = options.NumLeaves,
            ["max_depth"] = options.MaxDepth,
            ["min_samples_leaf"] = options.MinSamplesLeaf,
            ["l1_regularization"] = options.L1,
            ["l2_regularization"] = options.L2,
            ["min_gain"] = options.MinGain,
            ["feature_fraction"] = options.FeatureFraction,
            ["row_subsample"] = options.RowSubsample,
            ["max_bins"] = options.MaxBins,
            ["early_stopping_rounds"] = options.EarlyStoppingRounds,
            ["validation_fraction"] = options.ValidationFraction,
            ["categorical_smoothing"] = options.CategoricalSmoothing,
            ["categorical_l2"] = options.CategoricalL2,
            ["min_samples_per_level"] = options.MinSamplesPerLevel,
        };
    }

    public string Name => "gradient boosting";

    public IReadOnlyDictionary<string, double> Parameters { get; }

    /// <remarks>
    /// With early stopping a stratified share of the rows is held out. One class, no usable feature or too few rows give a model
    /// without trees, which answers the base rate.
    /// </remarks>
    /// <exception cref="ArgumentException">Labels are not N values of 0 and 1, or a monotone constraint names no numeric feature.</exception>
    public TrainedModel Fit(FeatureMatrix features, ReadOnlySpan<double> labels, FitOptions fit) => Fit(features, labels, fit, null);

    /// <param name="validationRows">Rows held out for early stopping instead of a share drawn by the learner; distinct, in any order.</param>
    /// <inheritdoc cref="Fit(FeatureMatrix, ReadOnlySpan{double}, FitOptions)"/>
    public GradientBoostingModel Fit(FeatureMatrix features, ReadOnlySpan<double> labels, FitOptions fit, IReadOnlyCollection<int>? validationRows)
    {
        CheckLabels(features, labels);
        CheckConstraints(features);
        if (validationRows is not null && validationRows.Any(row => row < 0 || row >= features.RowCount))
            throw new ArgumentException($"A validation row is outside 0 to {features.RowCount - 1}.", nameof(validationRows));
        var bins = BinMapper.Fit(features, _options.MaxBins, fit);
        var data = BinnedMatrix.Create(features, bins, fit);
        var run = new BoostingRun(data, labels.ToArray(), _options, fit);
        var (baseScore, trees) = run.Boost(validationRows);
        return new GradientBoostingModel { Features = features.Features, BaseScore = baseScore, Trees = trees };
    }

    private static void CheckLabels(FeatureMatrix features, ReadOnlySpan<double> labels)
    {
        if (labels.Length != features.RowCount)
            throw new ArgumentException($"{labels.Length} labels were given for {features.RowCount} rows.", nameof(labels));
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] is not (0 or 1)) throw new ArgumentException($"The label of row {row} is neither 0 nor 1.", nameof(labels));
        }
    }

    private void CheckConstraints(FeatureMatrix features)
    {
        foreach (var (name, direction) in _options.MonotoneConstraints)
        {
            if (direction != 0 && !features.Features.Any(feature => feature.Name == name && !feature.IsCategorical))
                throw new ArgumentException($"A monotone constraint names '{name}', which is not a numeric feature.", nameof(features));
        }
    }
}
