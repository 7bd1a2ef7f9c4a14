namespace ChurnChatBot.DataScience.Evaluation.Calibration;

/// <summary>How a calibration is chosen.</summary>
public sealed record CalibrationOptions
{
    public int Folds { get; init; } = 5;

    public int Seed { get; init; } = 42;

    /// <summary>Isotonic regression is not tried with fewer leavers or stayers: it would learn their noise.</summary>
    public int LeastOfClassForIsotonic { get; init; } = 50;

    public BootstrapOptions Bootstrap { get; init; } = new();

    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastOfClassForIsotonic, 2);
        Bootstrap.Validate();
    }
}

/// <summary>One way to calibrate, judged on rows it was not fitted on.</summary>
/// <param name="Method">"none", "platt" or "isotonic".</param>
/// <param name="LogLoss">Cross-validated, nats.</param>
/// <param name="ChangeOfLogLoss">Less that of leaving probabilities as they are, paired; below 0 is better.</param>
/// <param name="ExpectedCalibrationError">Cross-validated, [0, 1].</param>
public sealed record CalibrationCandidate(string Method, double LogLoss, Estimate ChangeOfLogLoss, double ExpectedCalibrationError);

/// <summary>
/// Whether and how a model's probabilities are calibrated: by cross-validation on log loss. They are changed only where that is
/// distinguishably better than leaving them as they are; of the better ways the one with the least loss.
/// </summary>
/// <param name="Calibrator">The chosen way, fitted on all rows.</param>
/// <param name="Method">Its name, as in the candidates.</param>
/// <param name="Candidates">All that were tried, "none" first.</param>
/// <param name="Before">Promised against observed as it was, with Wilson intervals.</param>
/// <param name="After">The same for the chosen way, on rows it was not fitted on.</param>
public sealed record CalibrationChoice(
    Calibrator Calibrator, string Method, IReadOnlyList<CalibrationCandidate> Candidates, IReadOnlyList<ReliabilityBin> Before, IReadOnlyList<ReliabilityBin> After)
{
    private delegate Calibrator Fitter(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities);

    /// <param name="labels">N labels, 0 or 1, at least two of each.</param>
    /// <param name="probabilities">N out-of-fold probabilities.</param>
    /// <exception cref="ArgumentException">Fewer than two rows of a class, or a probability outside [0, 1].</exception>
    public static CalibrationChoice Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, CalibrationOptions? options = null)
    {
        options ??= new CalibrationOptions();
        options.Validate();
        ProbabilityScores.CheckProbabilities(labels, probabilities);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var fewest = Math.Min(positives, negatives);
        if (fewest < 2) throw new ArgumentException("Calibration needs at least two customers who left and two who stayed.", nameof(labels));
        var (all, promised) = (labels.ToArray(), probabilities.ToArray());
        var foldOf = StratifiedSplit.Folds(labels, Math.Min(options.Folds, fewest), options.Seed);
        var ways = new List<(string Method, Fitter Fit)> { ("none", (_, _) => new IdentityCalibrator()), ("platt", PlattCalibrator.Fit) };
        if (fewest >= options.LeastOfClassForIsotonic) ways.Add(("isotonic", IsotonicCalibrator.Fit));
        var held = ways.ConvertAll(way => CrossFit(all, promised, foldOf, way.Fit));
        var candidates = ways.Select((way, i) => Judge(way.Method, all, promised, held[i], options.Bootstrap)).ToList();
        var better = candidates.Where(candidate => candidate.ChangeOfLogLoss.High < 0).MinBy(candidate => candidate.LogLoss);
        var chosen = better is null ? 0 : candidates.IndexOf(better);
        return new CalibrationChoice(
            ways[chosen].Fit(all, promised), ways[chosen].Method, candidates, Reliability.Bins(all, promised), Reliability.Bins(all, held[chosen]));
    }

    private static double[] CrossFit(double[] labels, double[] probabilities, int[] foldOf, Fitter fit)
    {
        var held = new double[labels.Length];
        for (var fold = 0; fold <= foldOf.Max(); fold++)
        {
            int[] others = [.. Enumerable.Range(0, labels.Length).Where(row => foldOf[row] != fold)];
            var calibrator = fit(BootstrapInterval.Take(labels, others), BootstrapInterval.Take(probabilities, others));
            for (var row = 0; row < held.Length; row++)
            {
                if (foldOf[row] == fold) held[row] = calibrator.Apply(probabilities[row]);
            }
        }

        return held;
    }

    private static CalibrationCandidate Judge(string method, double[] labels, double[] before, double[] after, BootstrapOptions bootstrap)
    {
        var comparison = ModelComparison.Of(labels, before, after, ProbabilityScores.LogLoss, bootstrap);
        return new CalibrationCandidate(method, comparison.After.Value, comparison.Difference, Reliability.ExpectedCalibrationError(labels, after));
    }
}
