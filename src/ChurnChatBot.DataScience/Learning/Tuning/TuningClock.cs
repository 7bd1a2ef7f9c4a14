namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>
/// Keeps the budget: learns from finished trials how long a unit of work takes, predicts the next trial and the final measurements, and
/// says whether a trial still fits and until when it may run.
/// </summary>
internal sealed class TuningClock
{
    // Predictions are means; a trial that searches for more trees takes longer.
    private const double Margin = 1.3;
    private const int MostTrialsAhead = 1000;
    private const double Memory = 0.85;
    private const double SecondsForMetrics = 0.5;

    private readonly TuningOptions _options;
    private readonly double _before;
    private readonly long _start;
    private readonly Dictionary<string, (double Seconds, double Work)> _spent = [];

    public TuningClock(TuningOptions options, double elapsedBefore) =>
        (_options, _before, _start) = (options, elapsedBefore, options.Time.GetTimestamp());

    public double ElapsedSeconds => _before + _options.Time.GetElapsedTime(_start).TotalSeconds;

    public TimeSpan? TimeLeft => _options.Budget is { } budget
        ? TimeSpan.FromSeconds(Math.Max(0, budget.TotalSeconds - ElapsedSeconds))
        : null;

    public void Record(ScoredTrial scored, double seconds)
    {
        // Older trials fade: the first one also paid for compiling the code, and the machine may have become busier.
        var (before, work) = _spent.GetValueOrDefault(scored.Trial.Learner);
        _spent[scored.Trial.Learner] = ((before * Memory) + seconds, (work * Memory) + scored.Work);
    }

    /// <summary>Seconds a trial may still run so that the final measurements fit behind it; null where there is no budget.</summary>
    public double? SecondsForTrials(TuningTrial? best) => TimeLeft?.TotalSeconds - Reserve(best);

    /// <summary>Whether to start a trial. A quarter of the budget is worth an attempt whatever is predicted: it is stopped at the deadline.</summary>
    public bool Fits(TuningCandidate next, TuningTrial? best) =>
        SecondsForTrials(best) is not { } left || left > Math.Min(Predict(next), 0.25 * _options.Budget!.Value.TotalSeconds);

    /// <summary>Whether the learning curve (half a trial) and the final fit can still be paid.</summary>
    public bool FitsLearningCurve(TuningTrial best) => TimeLeft is not { } left || Reserve(best) * 0.9 <= left.TotalSeconds;

    /// <summary>How many trials there will be; null as long as nothing is known of how long they take.</summary>
    public int? EstimateTrials(int done, TuningTrial best)
    {
        var most = Math.Max(done, _options.MaxTrials ?? int.MaxValue);
        if (SecondsForTrials(best) is not { } left) return most;
        if (!_spent.ContainsKey(TuningSpace.Boosting)) return null;
        // What will be drawn is known, so the next trials are counted one by one until the time is up.
        var total = done;
        for (; total < most && total < done + MostTrialsAhead && left > 0; total++) left -= Predict(TuningSpace.Candidate(_options.Seed, total)) / Margin;
        return total;
    }

    // Nothing is predicted of a kind of learner that was never run: it is tried, and stopped at the deadline.
    private double Predict(TuningCandidate candidate) =>
        _spent.TryGetValue(candidate.Learner, out var spent) ? candidate.Cost * spent.Seconds / spent.Work * Margin : 0;

    private double Reserve(TuningTrial? best) =>
        best is null ? 0 : Predict(new TuningCandidate(best.Learner, best.Parameters)) + SecondsForMetrics;
}
