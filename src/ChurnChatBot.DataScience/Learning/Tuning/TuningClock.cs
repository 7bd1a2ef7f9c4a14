namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>
/// Keeps the budget: learns from finished trials how long a unit of work takes, predicts the next trial and the final measurements, and
/// says whether a trial still fits and until when it may run.
/// </summary>
internal sealed class TuningClock
{
    // Predictions are means; a trial that searches for more trees takes longer.
    private const double Margin = 1.3;
    private const double SecondsForMetrics = 0.3;

    private readonly TuningOptions _options;
    private readonly double _before;
    private readonly long _start;
    private readonly Dictionary<string, (double Seconds, double Cost)> _spent = [];

    public TuningClock(TuningOptions options, double elapsedBefore) =>
        (_options, _before, _start) = (options, elapsedBefore, options.Time.GetTimestamp());

    public double ElapsedSeconds => _before + _options.Time.GetElapsedTime(_start).TotalSeconds;

    public TimeSpan? TimeLeft => _options.Budget is { } budget
        ? TimeSpan.FromSeconds(Math.Max(0, budget.TotalSeconds - ElapsedSeconds))
        : null;

    public void Record(TuningTrial trial, double seconds)
    {
        // Older trials count half each time: the first one also paid for compiling the code.
        var (before, cost) = _spent.GetValueOrDefault(trial.Learner);
        _spent[trial.Learner] = ((before / 2) + seconds, (cost / 2) + new TuningCandidate(trial.Learner, trial.Parameters).Cost);
    }

    /// <summary>Seconds a trial may still run so that the final measurements fit behind it; null where there is no budget.</summary>
    public double? SecondsForTrials(TuningTrial? best) => TimeLeft?.TotalSeconds - Reserve(best);

    public bool Fits(TuningCandidate next, TuningTrial? best) => SecondsForTrials(best) is not { } left || Predict(next) <= left;

    /// <summary>Whether the learning curve (half a trial) and the final fit can still be paid.</summary>
    public bool FitsLearningCurve(TuningTrial best) => TimeLeft is not { } left || Reserve(best) * 0.9 <= left.TotalSeconds;

    public int EstimateTrials(int done, TuningTrial best)
    {
        if (SecondsForTrials(best) is not { } left) return Math.Max(done, _options.MaxTrials ?? done);
        var typical = TuningSpace.Candidate(_options.Seed, TuningSpace.DefaultBoostingIndex);
        var more = (int)Math.Clamp(left / Math.Max(1e-2, Predict(typical)), 0, 10_000);
        return Math.Min(done + more, Math.Max(done, _options.MaxTrials ?? int.MaxValue));
    }

    // Nothing is predicted of a kind of learner that was never run: it is tried, and stopped at the deadline.
    private double Predict(TuningCandidate candidate) =>
        _spent.TryGetValue(candidate.Learner, out var spent) ? candidate.Cost * spent.Seconds / spent.Cost * Margin : 0;

    private double Reserve(TuningTrial? best) =>
        best is null ? 0 : Predict(new TuningCandidate(best.Learner, best.Parameters)) + SecondsForMetrics;
}
