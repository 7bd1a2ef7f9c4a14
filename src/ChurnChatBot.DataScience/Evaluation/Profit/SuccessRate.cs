using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>
/// Share of called leavers who accept the offer and stay, γ in [0, 1]. Nobody knows it exactly before a campaign, so it is a beta distribution
/// unless a person insists on one number. Verbraken, Verbeke and Baesens (2013) take alpha 6 and beta 14 for churn: 30 in 100 on average.
/// </summary>
public sealed record SuccessRate
{
    private SuccessRate(double? constant, double alpha, double beta) => (Constant, Alpha, Beta) = (constant, alpha, beta);

    /// <summary>The one number it is taken for, [0, 1]; null where it is a distribution.</summary>
    public double? Constant { get; }

    /// <summary>First shape of the beta distribution, above 0; NaN for a constant.</summary>
    public double Alpha { get; }

    /// <summary>Second shape of the beta distribution, above 0; NaN for a constant.</summary>
    public double Beta { get; }

    /// <summary>Expected share, [0, 1].</summary>
    public double Mean => Constant ?? (Alpha / (Alpha + Beta));

    /// <exception cref="ArgumentException">A shape is not a positive number.</exception>
    public static SuccessRate OfBeta(double alpha, double beta)
    {
        Amount.CheckPositive(alpha, nameof(alpha), "The first shape of the success rate's beta distribution");
        Amount.CheckPositive(beta, nameof(beta), "The second shape of the success rate's beta distribution");
        return new SuccessRate(null, alpha, beta);
    }

    /// <exception cref="ArgumentException">Not a share between 0 and 1.</exception>
    public static SuccessRate Always(double share) => share is >= 0 and <= 1
        ? new SuccessRate(share, double.NaN, double.NaN)
        : throw new ArgumentException($"A success rate of {share} was given; it is a share of the called leavers, between 0 and 1.", nameof(share));

    /// <summary>Another expected share with the same certainty: α + β stays. Kept inside (0, 1) for a distribution.</summary>
    public SuccessRate WithMean(double mean)
    {
        if (Constant is not null) return Always(Math.Clamp(mean, 0, 1));
        var inside = Math.Clamp(mean, 1e-6, 1 - 1e-6);
        return OfBeta(inside * (Alpha + Beta), (1 - inside) * (Alpha + Beta));
    }

    /// <summary>Value below which the rate lies with probability <paramref name="share"/>, (0, 1).</summary>
    public double Quantile(double share) => Constant
        ?? Brent.FindRoot(rate => SpecialFunctions.BetaRegularized(Alpha, Beta, rate) - share, 0, 1, 1e-12, 200);

    /// <summary>P(γ ≤ <paramref name="limit"/>).</summary>
    internal double Below(double limit) => limit switch
    {
        >= 1 => 1,
        < 0 => 0,
        _ when Constant is { } constant => constant <= limit ? 1 : 0,
        _ => SpecialFunctions.BetaRegularized(Alpha, Beta, limit),
    };

    /// <summary>E[γ; γ ≤ <paramref name="limit"/>], the part of the mean that lies below: γ·h(γ) is a beta density of shape α + 1, scaled by the mean.</summary>
    internal double MeanBelow(double limit) => limit switch
    {
        >= 1 => Mean,
        < 0 => 0,
        _ when Constant is { } constant => constant <= limit ? constant : 0,
        _ => Mean * SpecialFunctions.BetaRegularized(Alpha + 1, Beta, limit),
    };
}
