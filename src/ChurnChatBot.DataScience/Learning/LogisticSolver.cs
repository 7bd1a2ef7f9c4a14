namespace ChurnChatBot.DataScience.Learning;

/// <summary>Minimises Σ log(1 + exp(−y·η)) + ½ l2 ‖w‖² with an unpenalised intercept: strictly convex, so there is one answer.</summary>
internal sealed class LogisticSolver
{
    private const int MaxConjugateSteps = 250;

    private readonly LogisticDesign _design;
    private readonly double[] _labels;
    private readonly LogisticRegressionOptions _options;
    private readonly double[] _curvature;
    private readonly double[] _rows;
    private readonly double[] _diagonal;

    public LogisticSolver(LogisticDesign design, double[] labels, LogisticRegressionOptions options)
    {
        (_design, _labels, _options) = (design, labels, options);
        (_curvature, _rows) = (new double[design.RowCount], new double[design.RowCount]);
        _diagonal = new double[design.WeightCount];
    }

    public double[] Solve(CancellationToken cancellation)
    {
        var weights = new double[_design.WeightCount];
        var rate = _labels.Average();
        weights[_design.Intercept] = Math.Log(rate / (1 - rate));
        var gradient = new double[weights.Length];
        var objective = Evaluate(weights, gradient);
        for (var iteration = 0; iteration < _options.MaxIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (gradient.Max(Math.Abs) <= 1e-9 * _labels.Length) break;
            var step = NewtonStep(gradient);
            if (!TryAdvance(weights, gradient, step, ref objective)) break;
        }

        return weights;
    }

    // Halves the step until the objective falls enough (Armijo); near the optimum rounding stops it, which is the end.
    private bool TryAdvance(double[] weights, double[] gradient, double[] step, ref double objective)
    {
        var slope = Dot(gradient, step);
        var trial = new double[weights.Length];
        for (var length = 1.0; length > 1e-10; length /= 2)
        {
            for (var j = 0; j < trial.Length; j++) trial[j] = weights[j] + (length * step[j]);
            var reached = Evaluate(trial, gradient);
            if (reached > objective + (1e-4 * length * slope)) continue;
            trial.CopyTo(weights, 0);
            objective = reached;
            return true;
        }

        return false;
    }

    /// <summary>The objective; fills the gradient and the curvature p(1 − p) of each row.</summary>
    private double Evaluate(double[] weights, double[] gradient)
    {
        _design.Multiply(weights, _rows);
        var loss = 0.0;
        for (var row = 0; row < _rows.Length; row++)
        {
            var eta = _rows[row];
            // log(1 + e^η) − yη, written so that nothing overflows.
            loss += Math.Max(eta, 0) + Math.Log(1 + Math.Exp(-Math.Abs(eta))) - (_labels[row] * eta);
            var probability = 1 / (1 + Math.Exp(-eta));
            _curvature[row] = Math.Max(probability * (1 - probability), 1e-12);
            _rows[row] = probability - _labels[row];
        }

        _design.MultiplyTransposed(_rows, gradient);
        for (var j = 0; j < weights.Length; j++)
        {
            if (j == _design.Intercept) continue;
            loss += 0.5 * _options.L2 * weights[j] * weights[j];
            gradient[j] += _options.L2 * weights[j];
        }

        return loss;
    }

    /// <summary>Solves H d = −g by conjugate gradients with the diagonal of H as preconditioner.</summary>
    private double[] NewtonStep(double[] gradient)
    {
        _design.MultiplyTransposed(_curvature, _diagonal, squared: true);
        for (var j = 0; j < _diagonal.Length; j++) _diagonal[j] += j == _design.Intercept ? 1e-12 : _options.L2;
        var step = new double[gradient.Length];
        var residual = Array.ConvertAll(gradient, g => -g);
        var scaled = Divide(residual);
        var direction = (double[])scaled.Clone();
        var product = new double[gradient.Length];
        var energy = Dot(residual, scaled);
        // Loose far from the optimum, tight near it, so that Newton's quadratic convergence is kept.
        var target = energy * Math.Min(1e-2, energy / _labels.Length) * 1e-2;
        for (var k = 0; k < MaxConjugateSteps && energy > target && energy > 0; k++)
        {
            MultiplyHessian(direction, product);
            var length = energy / Dot(direction, product);
            for (var j = 0; j < step.Length; j++)
            {
                step[j] += length * direction[j];
                residual[j] -= length * product[j];
            }

            scaled = Divide(residual);
            var next = Dot(residual, scaled);
            for (var j = 0; j < direction.Length; j++) direction[j] = scaled[j] + (next / energy * direction[j]);
            energy = next;
        }

        return step;
    }

    private void MultiplyHessian(double[] vector, double[] result)
    {
        _design.Multiply(vector, _rows);
        for (var row = 0; row < _rows.Length; row++) _rows[row] *= _curvature[row];
        _design.MultiplyTransposed(_rows, result);
        for (var j = 0; j < result.Length; j++)
        {
            if (j != _design.Intercept) result[j] += _options.L2 * vector[j];
        }
    }

    private double[] Divide(double[] vector)
    {
        var result = new double[vector.Length];
        for (var j = 0; j < result.Length; j++) result[j] = vector[j] / _diagonal[j];
        return result;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var j = 0; j < left.Length; j++) sum += left[j] * right[j];
        return sum;
    }
}
