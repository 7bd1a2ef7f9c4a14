using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>
/// Logistic regression with a ridge penalty on standardised numbers and one-hot levels; missing cells take the mean and an indicator.
/// Fitted by Newton's method whose steps are solved by preconditioned conjugate gradients (Lin, Weng and Keerthi 2008), which
/// needs only products with the sparse design. Uses no chance and one thread.
/// </summary>
public sealed class LogisticRegressionLearner(LogisticRegressionOptions? options = null) : ILearner
{
    private readonly LogisticRegressionOptions _options = options ?? new LogisticRegressionOptions();

    public string Name => "logistic regression";

    public IReadOnlyDictionary<string, double> Parameters => new Dictionary<string, double> { ["l2"] = _options.L2 };

    /// <exception cref="ArgumentException">Labels do not match the rows, or only one class occurs.</exception>
    public TrainedModel Fit(FeatureMatrix features, ReadOnlySpan<double> labels, FitOptions fit)
    {
        _options.Validate();
        Evaluation.LabelledScores.Check(labels, new double[features.RowCount]);
        Evaluation.LabelledScores.CountClasses(labels);
        var design = new LogisticDesign(features, _options);
        var weights = new LogisticSolver(design, labels.ToArray(), _options).Solve(fit.Cancellation);
        return new LogisticRegressionModel
        {
            Features = features.Features,
            Intercept = weights[design.Intercept],
            Terms = design.Terms(weights),
        };
    }
}
