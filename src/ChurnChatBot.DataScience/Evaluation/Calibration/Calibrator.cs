using System.Text.Json.Serialization;

namespace ChurnChatBot.DataScience.Evaluation.Calibration;

/// <summary>
/// A map from the probability a model promises to the share that really leaves. It never reverses two customers, so that what is known of the ranking
/// stays true. Serialisable as JSON, for it is part of a model.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(IdentityCalibrator), "none")]
[JsonDerivedType(typeof(PlattCalibrator), "platt")]
[JsonDerivedType(typeof(IsotonicCalibrator), "isotonic")]
public abstract record Calibrator
{
    /// <summary>Calibrated probability in [0, 1] of a probability in [0, 1].</summary>
    public abstract double Apply(double probability);

    /// <summary>The same for N probabilities.</summary>
    public double[] Apply(ReadOnlySpan<double> probabilities)
    {
        var calibrated = new double[probabilities.Length];
        for (var row = 0; row < calibrated.Length; row++) calibrated[row] = Apply(probabilities[row]);
        return calibrated;
    }
}

/// <summary>Leaves probabilities as they are.</summary>
public sealed record IdentityCalibrator : Calibrator
{
    public override double Apply(double probability) => probability;
}
