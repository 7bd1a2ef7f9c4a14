namespace ChurnChatBot.DataScience.Evaluation.Calibration;

/// <summary>
/// Platt's (1999) sigmoid: log-odds are stretched and shifted. Two figures only, so it holds on few customers. Fitted by Newton's method with
/// backtracking after Lin, Lin and Weng (2007), to Platt's smoothed targets (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2).
/// </summary>
/// <param name="Slope">Stretch of the log-odds, at least 0; below 1 takes back overconfidence.</param>
/// <param name="Intercept">Shift of the log-odds.</param>
public sealed record PlattCalibrator(double Slope, double Intercept) : Calibrator
{
    // Log-odds of 0 and 1 are infinite; these are as far out as a double's probability goes.
    private const double Clip = 2.220446049250313e-16;

    private const int MostSteps = 100;

    public override double Apply(double probability) => Sigmoid((Slope * LogOdds(probability)) + Intercept);

    /// <param name="labels">N labels, 0 or 1, both occurring.</param>
    /// <param name="probabilities">N probabilities of rows the model has not seen.</param>
    public static PlattCalibrator Fit(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        ProbabilityScores.CheckProbabilities(labels, probabilities);
        var (positives, negatives) = LabelledScores.CountClasses(labels);
        var odds = new double[labels.Length];
        var targets = new double[labels.Length];
        for (var row = 0; row < odds.Length; row++)
        {
            odds[row] = LogOdds(probabilities[row]);
            targets[row] = labels[row] == 1 ? (positives + 1.0) / (positives + 2) : 1 / (negatives + 2.0);
        }

        var fitted = Newton(odds, targets, Math.Log((positives + 1.0) / (negatives + 1)));
        // A model that ranks the wrong way round is not to be turned by its calibration: then everyone gets the rate.
        return fitted.Slope > 0 ? fitted : new PlattCalibrator(0, Math.Log(targets.Average() / (1 - targets.Average())));
    }

    private static PlattCalibrator Newton(double[] odds, double[] targets, double intercept)
    {
        var at = new PlattCalibrator(0, intercept);
        var loss = at.Loss(odds, targets);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, shift, size) = at.Direction(odds, targets);
            if (size < 1e-10) break;
            var length = 1.0;
            var next = at;
            // Halved until it descends; below this length the loss is flat to the last digit.
            for (; length >= 1e-10; length /= 2)
            {
                next = new PlattCalibrator(at.Slope + (length * slope), at.Intercept + (length * shift));
                if (next.Loss(odds, targets) < loss) break;
            }

            if (length < 1e-10) break;
            (at, loss) = (next, next.Loss(odds, targets));
        }

        return at;
    }

    private (double Slope, double Intercept, double Size) Direction(double[] odds, double[] targets)
    {
        // A sliver on the diagonal keeps the Hessian invertible where all odds are equal.
        double h11 = 1e-12, h22 = 1e-12, h12 = 0, g1 = 0, g2 = 0;
        for (var row = 0; row < odds.Length; row++)
        {
            var probability = Sigmoid((Slope * odds[row]) + Intercept);
            var (weight, error) = (probability * (1 - probability), targets[row] - probability);
            h11 += weight * odds[row] * odds[row];
            h12 += weight * odds[row];
            h22 += weight;
            g1 += error * odds[row];
            g2 += error;
        }

        var determinant = (h11 * h22) - (h12 * h12);
        return (((h22 * g1) - (h12 * g2)) / determinant, ((h11 * g2) - (h12 * g1)) / determinant, Math.Max(Math.Abs(g1), Math.Abs(g2)));
    }

    private double Loss(double[] odds, double[] targets)
    {
        var sum = 0.0;
        for (var row = 0; row < odds.Length; row++)
        {
            var raw = (Slope * odds[row]) + Intercept;
            // log(1 + exp(raw)) without overflow.
            sum += Math.Max(raw, 0) + Math.Log(1 + Math.Exp(-Math.Abs(raw))) - (targets[row] * raw);
        }

        return sum;
    }

    private static double LogOdds(double probability)
    {
        var inside = Math.Clamp(probability, Clip, 1 - Clip);
        return Math.Log(inside / (1 - inside));
    }

    private static double Sigmoid(double raw) => raw >= 0 ? 1 / (1 + Math.Exp(-raw)) : Math.Exp(raw) / (1 + Math.Exp(raw));
}
