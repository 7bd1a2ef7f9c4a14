namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>The figures of one set of predictions, each with its 95 % interval.</summary>
public sealed record ModelMetrics
{
    private const int ResampledRows = 2_000_000;

    public required int Rows { get; init; }

    /// <summary>Share that left, with a Wilson interval: what guessing knows.</summary>
    public required Estimate ChurnRate { get; init; }

    public required Estimate RocAuc { get; init; }

    public required Estimate AveragePrecision { get; init; }

    public required Estimate Brier { get; init; }

    public required Estimate LogLoss { get; init; }

    public required Estimate ExpectedCalibrationError { get; init; }

    public required Estimate KolmogorovSmirnov { get; init; }

    /// <summary>How many times better than at random the riskiest tenth is.</summary>
    public required Estimate TopDecileLift { get; init; }

    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="probabilities">N probabilities.</param>
    public static ModelMetrics Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, BootstrapOptions? bootstrap = null)
    {
        bootstrap ??= new BootstrapOptions();
        // Intervals of many rows are narrow, and two digits of them are enough.
        bootstrap = bootstrap with { Resamples = Math.Clamp(ResampledRows / Math.Max(1, labels.Length), Math.Min(100, bootstrap.Resamples), bootstrap.Resamples) };
        var (leavers, stayers) = LabelledScores.CountClasses(labels);
        return new ModelMetrics
        {
            Rows = labels.Length,
            ChurnRate = WilsonInterval.Of(leavers, leavers + stayers),
            RocAuc = Evaluation.RocAuc.WithInterval(labels, probabilities),
            AveragePrecision = BootstrapInterval.Of(labels, probabilities, Evaluation.AveragePrecision.Value, bootstrap),
            Brier = BootstrapInterval.Of(labels, probabilities, ProbabilityScores.Brier, bootstrap),
            LogLoss = BootstrapInterval.Of(labels, probabilities, ProbabilityScores.LogLoss, bootstrap),
            ExpectedCalibrationError = BootstrapInterval.Of(labels, probabilities, (y, p) => Reliability.ExpectedCalibrationError(y, p), bootstrap),
            KolmogorovSmirnov = BootstrapInterval.Of(labels, probabilities, RocCurve.KolmogorovSmirnov, bootstrap),
            TopDecileLift = BootstrapInterval.Of(labels, probabilities, TopDecile, bootstrap),
        };
    }

    private static double TopDecile(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities) =>
        Lift.At(labels, probabilities, Math.Max(1, (labels.Length + 5) / 10)).Lift;
}
