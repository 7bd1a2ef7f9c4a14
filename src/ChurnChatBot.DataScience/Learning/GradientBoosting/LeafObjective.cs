namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// The second-order objective of a leaf (Chen and Guestrin 2016, eq. 4-7): with sums G and H the loss changes by
/// G·v + (H + λ)·v²/2 + α·|v| for a leaf value v, least at v = −T(G)/(H + λ) with T the soft threshold by α.
/// </summary>
/// <param name="L1">α.</param>
/// <param name="L2">λ.</param>
internal readonly record struct LeafObjective(double L1, double L2)
{
    public double SoftThreshold(double gradient) =>
        L1 == 0 ? gradient : Math.CopySign(Math.Max(Math.Abs(gradient) - L1, 0), gradient);

    /// <summary>The best value of a leaf; 0 where nothing was summed.</summary>
    public double Value(double gradient, double hessian)
    {
        var denominator = hessian + L2;
        return denominator > 0 ? 0 - (SoftThreshold(gradient) / denominator) : 0;
    }

    /// <summary>Twice the fall of the objective with the leaf at <paramref name="value"/> instead of 0.</summary>
    public double Reduction(double gradient, double hessian, double value) =>
        -((2 * gradient * value) + ((hessian + L2) * value * value) + (2 * L1 * Math.Abs(value)));
}

/// <summary>Bounds of the values below a node, from monotone splits above it (in units before shrinkage).</summary>
internal readonly record struct ValueBounds(double Low, double High)
{
    public static ValueBounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool AreNone => double.IsNegativeInfinity(Low) && double.IsPositiveInfinity(High);

    public double Clip(double value) => Math.Min(Math.Max(value, Low), High);
}
