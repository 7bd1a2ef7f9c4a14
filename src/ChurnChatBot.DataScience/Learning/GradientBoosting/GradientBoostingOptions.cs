namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// What a person may set about gradient boosting. The defaults suit customer tables of thousands to hundreds of thousands of
/// rows; names in <see cref="GradientBoostingLearner.Parameters"/> follow LightGBM and scikit-learn.
/// </summary>
public sealed record GradientBoostingOptions
{
    /// <summary>Trees to grow, 1 to 100,000 (n_estimators). With early stopping the largest number tried.</summary>
    public int Estimators { get; init; } = 200;

    /// <summary>Shrinkage of every tree, in (0, 1] (learning_rate).</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Leaves of a tree at most, 2 to 4,096 (num_leaves).</summary>
    public int NumLeaves { get; init; } = 31;

    /// <summary>Splits from root to leaf at most; 0 for no bound (max_depth).</summary>
    public int MaxDepth { get; init; }

    /// <summary>Training rows in a leaf at least (min_samples_leaf).</summary>
    public int MinSamplesLeaf { get; init; } = 20;

    /// <summary>Sum of hessians in a leaf at least, above 0: keeps a leaf of settled rows from an enormous value.</summary>
    public double MinHessianLeaf { get; init; } = 1e-3;

    /// <summary>L1 penalty on leaf values (l1_regularization).</summary>
    public double L1 { get; init; }

    /// <summary>L2 penalty on leaf values (l2_regularization).</summary>
    public double L2 { get; init; } = 1;

    /// <summary>A split is made only where it lowers twice the penalised loss, in nats, by more than this (min_gain).</summary>
    public double MinGain { get; init; }

    /// <summary>Share of the features drawn for each tree, in (0, 1] (feature_fraction).</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Share of the rows drawn for each tree without replacement, in (0, 1] (row_subsample).</summary>
    public double RowSubsample { get; init; } = 1;

    /// <summary>Bins of a feature at most, 2 to 255; missing values have one more of their own (max_bins).</summary>
    public int MaxBins { get; init; } = 255;

    /// <summary>Stop after this many trees without a lower validation loss, and keep the best; 0 for never.</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>Share of the rows that early stopping holds out where no validation rows are given, in (0, 1).</summary>
    public double ValidationFraction { get; init; } = 0.15;

    /// <summary>Feature name to +1 (risk never falls as the number rises), −1 (never rises) or 0. Numbers only.</summary>
    public IReadOnlyDictionary<string, int> MonotoneConstraints { get; init; } = new Dictionary<string, int>();

    /// <summary>Hessian added when the levels of a category with more than four levels are ordered: few rows pull to the middle.</summary>
    public double CategoricalSmoothing { get; init; } = 10;

    /// <summary>L2 penalty added to a split on a category with more than four levels: such a split has more freedom to fit noise.</summary>
    public double CategoricalL2 { get; init; } = 10;

    /// <summary>With more than four levels, those with fewer rows in a node go where missing values go.</summary>
    public int MinSamplesPerLevel { get; init; } = 10;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Within(Estimators, 1, 100_000, nameof(Estimators));
        Within(LearningRate, double.Epsilon, 1, nameof(LearningRate));
        Within(NumLeaves, 2, 4096, nameof(NumLeaves));
        Within(MaxDepth, 0, 4096, nameof(MaxDepth));
        Within(MinSamplesLeaf, 1, int.MaxValue, nameof(MinSamplesLeaf));
        Within(MinHessianLeaf, 1e-12, double.MaxValue, nameof(MinHessianLeaf));
        Within(L1, 0, double.MaxValue, nameof(L1));
        Within(L2, 0, double.MaxValue, nameof(L2));
        Within(MinGain, 0, double.MaxValue, nameof(MinGain));
        Within(FeatureFraction, double.Epsilon, 1, nameof(FeatureFraction));
        Within(RowSubsample, double.Epsilon, 1, nameof(RowSubsample));
        Within(MaxBins, 2, 255, nameof(MaxBins));
        Within(EarlyStoppingRounds, 0, int.MaxValue, nameof(EarlyStoppingRounds));
        Within(ValidationFraction, 0.001, 0.9, nameof(ValidationFraction));
        Within(CategoricalSmoothing, 0, double.MaxValue, nameof(CategoricalSmoothing));
        Within(CategoricalL2, 0, double.MaxValue, nameof(CategoricalL2));
        Within(MinSamplesPerLevel, 0, int.MaxValue, nameof(MinSamplesPerLevel));
        foreach (var (feature, direction) in MonotoneConstraints) Within(direction, -1, 1, $"{nameof(MonotoneConstraints)}[{feature}]");
    }

    // Written so that NaN fails.
    private static void Within(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; expected {low} to {high}.");
    }
}
