namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>The trials of a search, one after another, until the count, the budget or a person ends them.</summary>
internal sealed class TuningSearch(TrialRunner runner, TuningClock clock, TuningOptions options, TuningState state)
{
    // Out-of-fold probabilities of the trials that are compared at the end; others are forgotten. After a resume they are made again.
    private readonly Dictionary<int, ScoredTrial> _kept = [];

    public TuningState State { get; private set; } = state;

    public TuningEnd Run()
    {
        for (var index = State.NextIndex; options.MaxTrials is not { } most || index < most; index++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            // The scorecard is run whatever happens, so that there always is a result; it takes a fraction of a second.
            if (index > 0 && options.StopTrials.IsCancellationRequested) return TuningEnd.Stopped;
            if (index > 0 && !clock.Fits(TuningSpace.Candidate(options.Seed, index), State.Best)) return TuningEnd.BudgetSpent;
            if (TryTrial(index) is not { } scored)
                return options.StopTrials.IsCancellationRequested ? TuningEnd.Stopped : TuningEnd.BudgetSpent;
            Keep(scored);
        }

        return TuningEnd.TrialsDone;
    }

    /// <summary>A trial with its out-of-fold probabilities.</summary>
    public ScoredTrial Scored(TuningTrial trial) =>
        _kept.TryGetValue(trial.Index, out var scored) ? scored : _kept[trial.Index] = runner.Repeat(trial, options.Cancellation);

    /// <summary>The trial on half the rows; null where the budget has no room for it.</summary>
    public ScoredTrial? HalfRows(TuningTrial trial) =>
        clock.FitsLearningCurve(trial) ? runner.RepeatOnHalf(trial, options.Cancellation) : null;

    private ScoredTrial? TryTrial(int index)
    {
        var started = clock.ElapsedSeconds;
        using var deadline = Deadline(index);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            options.Cancellation, deadline?.Token ?? CancellationToken.None, index > 0 ? options.StopTrials : CancellationToken.None);
        try
        {
            var scored = runner.Run(index, ends.Token);
            clock.Record(scored, clock.ElapsedSeconds - started);
            return scored;
        }
        catch (OperationCanceledException) when (!options.Cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private CancellationTokenSource? Deadline(int index)
    {
        if (index == TuningSpace.ScorecardIndex || clock.SecondsForTrials(State.Best) is not { } seconds) return null;
        return new CancellationTokenSource(TimeSpan.FromSeconds(Math.Clamp(seconds, 0.001, 1e6)), options.Time);
    }

    private void Keep(ScoredTrial scored)
    {
        var bestBefore = State.Best;
        State = State with { Trials = [.. State.Trials, scored.Trial], ElapsedSeconds = clock.ElapsedSeconds };
        var best = State.Best!;
        if (scored.Trial.Index <= TuningSpace.DefaultBoostingIndex || best.Index == scored.Trial.Index) _kept[scored.Trial.Index] = scored;
        if (bestBefore is not null && best.Index != bestBefore.Index && bestBefore.Index > TuningSpace.DefaultBoostingIndex) _kept.Remove(bestBefore.Index);
        options.Checkpoint?.Invoke(State);
        options.Progress?.Report(new TuningProgress(
            State.Trials.Count,
            clock.EstimateTrials(State.Trials.Count, best),
            best,
            TimeSpan.FromSeconds(clock.ElapsedSeconds),
            clock.TimeLeft));
    }
}
