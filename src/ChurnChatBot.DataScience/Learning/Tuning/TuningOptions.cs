namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>What a search may spend and how it is drawn.</summary>
public sealed record TuningOptions
{
    /// <summary>Wall-clock time for everything: preparation, trials, final fit and test. Null where only <see cref="MaxTrials"/> ends the search.</summary>
    public TimeSpan? Budget { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Trials at most. With a count and no budget the same seed gives the same result to the byte, resumed or not.</summary>
    public int? MaxTrials { get; init; }

    public int Folds { get; init; } = 5;

    /// <summary>Raw rows held out until the very end; null to draw <see cref="TestShare"/> of each class.</summary>
    public int[]? TestRows { get; init; }

    /// <summary>Share of rows held out where <see cref="TestRows"/> is null, in (0, 1).</summary>
    public double TestShare { get; init; } = 0.2;

    public int Seed { get; init; } = 42;

    /// <summary>Upper bound of folds fitted at once; results are the same whatever it is.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>
    /// Entered before each fit of a trial and disposed after it; it may wait, so that others who need the machine have it. Results are the same
    /// whatever it does, while a budget of time buys fewer trials.
    /// </summary>
    public Func<IDisposable?>? GiveWay { get; init; }

    /// <summary>Larger files are sampled down to about this, each class alike; the result says so.</summary>
    public int MaxRows { get; init; } = 100_000;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told after every trial.</summary>
    public IProgress<TuningProgress>? Progress { get; init; }

    /// <summary>Given the state after every trial, to be stored; a later run starts from the last one stored.</summary>
    public Action<TuningState>? Checkpoint { get; init; }

    /// <summary>"Stop and keep the best": ends the trials, the running one included; the result is that of the trials done.</summary>
    public CancellationToken StopTrials { get; init; }

    /// <summary>Abandons the whole search; it can be resumed from its last checkpoint.</summary>
    public CancellationToken Cancellation { get; init; }

    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRows, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTrials ?? 1, 1, nameof(MaxTrials));
        if (TestShare is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(TestShare), TestShare, "A share between 0 and 1 was expected.");
        if (Budget is { } budget && budget <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Budget), budget, "A time above zero was expected.");
        if (Budget is null && MaxTrials is null) throw new ArgumentException("A search needs a budget or a number of trials to end.", nameof(Budget));
    }
}
