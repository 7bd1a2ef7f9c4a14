namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>
/// What a split is worth: the sum of both children's reductions of the objective less the parent's, where each child has rows
/// and hessian enough and its value keeps the monotone constraint.
/// </summary>
internal sealed class SplitGain
{
    // Gains below this are rounding, not learning; a split on them would make trees that differ for no reason.
    private const double LeastGain = 1e-9;

    private readonly GradientScale _scale;
    private readonly LeafObjective _objective;
    private readonly double _minGain;
    private readonly int _minRows;
    private readonly double _minHessian;
    private readonly double _nats;

    public SplitGain(GradientScale scale, GradientBoostingOptions options)
    {
        _scale = scale;
        _objective = new LeafObjective(options.L1, options.L2);
        _minGain = Math.Max(options.MinGain, LeastGain);
        _minRows = options.MinSamplesLeaf;
        _minHessian = options.MinHessianLeaf;
        _nats = scale.GradientUnit * scale.GradientUnit / scale.HessianUnit;
        Units = (scale.HessianBits, _minRows, _minHessian / scale.HessianUnit, options.L2 / scale.HessianUnit);
    }

    /// <summary>The limits of a child in integer units, for the inner loop of <see cref="Splitter"/>.</summary>
    public (int HessianBits, int MinRows, double MinHessian, double L2) Units { get; }

    public bool HasL1 => _objective.L1 > 0;

    /// <summary>A reduction in units of gradient² / hessian, as nats.</summary>
    public double InNats(double units) => units * _nats;

    public double InUnits(double nats) => nats / _nats;

    /// <summary>The score, in integer units, that a split has to exceed.</summary>
    public double Floor(double parent) => InUnits(parent + _minGain);

    public bool LeftIsLarger(GradientSum left, GradientSum total) => 2L * _scale.Count(left) > _scale.Count(total);

    public int Count(GradientSum sum) => _scale.Count(sum);

    /// <summary>Gradient over smoothed hessian, by which levels are ordered.</summary>
    public double Slope(GradientSum sum, double smoothing)
    {
        var denominator = _scale.Hessian(sum) + smoothing;
        return denominator > 0 ? _scale.Gradient(sum) / denominator : 0;
    }

    /// <summary>Reduction of the node as one leaf, in nats.</summary>
    public double Unsplit(NodeSums node) => Reduction(node.Total, Value(node.Total, node.Bounds), 0);

    /// <summary>The value of a leaf before shrinkage.</summary>
    public double Value(GradientSum sum, ValueBounds bounds) =>
        bounds.Clip(_objective.Value(_scale.Gradient(sum), _scale.Hessian(sum)));

    /// <summary>Sum of both children's reductions in nats; −∞ where the split is not allowed.</summary>
    /// <param name="rule">The monotone direction of the column, and L2 penalty beyond the usual.</param>
    public double Split(GradientSum left, NodeSums node, (int Monotone, double MoreL2) rule)
    {
        var right = node.Total - left;
        if (_scale.Count(left) < _minRows || _scale.Count(right) < _minRows) return double.NegativeInfinity;
        if (_scale.Hessian(left) < _minHessian || _scale.Hessian(right) < _minHessian) return double.NegativeInfinity;
        var objective = _objective with { L2 = _objective.L2 + rule.MoreL2 };
        var leftValue = node.Bounds.Clip(objective.Value(_scale.Gradient(left), _scale.Hessian(left)));
        var rightValue = node.Bounds.Clip(objective.Value(_scale.Gradient(right), _scale.Hessian(right)));
        if (rule.Monotone * (rightValue - leftValue) < 0) return double.NegativeInfinity;
        return Reduction(left, leftValue, rule.MoreL2) + Reduction(right, rightValue, rule.MoreL2);
    }

    private double Reduction(GradientSum sum, double value, double moreL2) =>
        (_objective with { L2 = _objective.L2 + moreL2 }).Reduction(_scale.Gradient(sum), _scale.Hessian(sum), value);
}
