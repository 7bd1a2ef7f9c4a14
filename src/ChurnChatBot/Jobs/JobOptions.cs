namespace ChurnChatBot.Jobs;

internal sealed record JobOptions
{
    /// <summary>How often a turn or a piece of work is begun before it is given up; a kill of the process counts, a shutdown does not.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Wait after the first failed attempt.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much each wait is longer than the one before: 1, 4, 16, 64 seconds.</summary>
    public int RetryFactor { get; init; } = 4;

    /// <summary>Pieces of long work that run at once. They leave the slots of turns alone.</summary>
    public int WorkAtOnce { get; init; } = 2;

    /// <summary>Conversations whose turns are handled at once.</summary>
    public int TurnsAtOnce { get; init; } = 8;

    /// <summary>How often the database is asked for turns and work whose job was lost.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long a trigger that woke no one counts as lost. Long, because work may wait for a slot.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan WaitAfter(int attempt) => FirstRetry * Math.Pow(RetryFactor, attempt - 1);

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(MaxAttempts is >= 1 and <= 20, nameof(MaxAttempts), "from 1 to 20");
        Require(FirstRetry > TimeSpan.Zero && FirstRetry <= TimeSpan.FromHours(1), nameof(FirstRetry), "above 0 and at most an hour");
        Require(RetryFactor is >= 1 and <= 10, nameof(RetryFactor), "from 1 to 10");
        Require(WorkAtOnce is >= 1 and <= 64, nameof(WorkAtOnce), "from 1 to 64");
        Require(TurnsAtOnce is >= 1 and <= 64, nameof(TurnsAtOnce), "from 1 to 64");
        Require(SweepInterval >= TimeSpan.FromMilliseconds(100), nameof(SweepInterval), "at least 0.1 s");
        Require(LostAfter >= SweepInterval, nameof(LostAfter), $"at least {nameof(SweepInterval)}");
    }

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds) throw new ArgumentException($"The job option {name} must be {expected}.", name);
    }
}
