namespace ChurnChatBot.Slack.Api;

/// <summary>
/// Hands out calls at a steady rate, and a few at once after a rest. A call that finds none left is told when its own comes: those that wait are
/// served in the order in which they asked.
/// </summary>
internal sealed class TokenBucket(int capacity, TimeSpan interval, DateTimeOffset start)
{
    // When the bucket would be full if nobody asked from now on; as far before its capacity's worth of time as calls were handed out.
    private DateTimeOffset _full = start;

    /// <param name="longest">Whoever would wait longer gets nothing, and nothing is kept for them.</param>
    /// <returns>The wait until the call may be made; null beyond the longest.</returns>
    public TimeSpan? Take(DateTimeOffset now, TimeSpan longest)
    {
        var full = (_full > now ? _full : now) + interval;
        var wait = full - now - capacity * interval;
        if (wait > longest) return null;
        _full = full;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Slack counts otherwise: nobody is served before then.</summary>
    public void Pause(DateTimeOffset until)
    {
        var full = until + (capacity - 1) * interval;
        if (full > _full) _full = full;
    }

    public bool IsFull(DateTimeOffset now) => _full <= now;
}
