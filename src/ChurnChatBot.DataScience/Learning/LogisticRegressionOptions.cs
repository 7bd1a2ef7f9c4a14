namespace ChurnChatBot.DataScience.Learning;

/// <summary>Parameters of <see cref="LogisticRegressionLearner"/>.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>Weight of ½‖w‖² against the summed log-loss, as 1/C in scikit-learn; above 0, which keeps separable data finite.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Levels with fewer training rows share one weight, so that an identifier in disguise learns nothing.</summary>
    public int MinLevelRows { get; init; } = 10;

    /// <summary>Of more levels than this, the commonest keep a weight of their own.</summary>
    public int MaxLevels { get; init; } = 200;

    public int MaxIterations { get; init; } = 100;

    public void Validate()
    {
        if (L2 is not (> 0 and < double.PositiveInfinity)) throw new ArgumentOutOfRangeException(nameof(L2), L2, "A finite weight above 0 was expected.");
        ArgumentOutOfRangeException.ThrowIfLessThan(MinLevelRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLevels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
    }
}
