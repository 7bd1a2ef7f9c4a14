namespace ChurnChatBot.Slack.SocketMode;

/// <summary>How patient sockets are. The defaults fit Slack; tests are in more of a hurry.</summary>
internal sealed record SocketTimings
{
    /// <summary>Two, so that one is there while the other is replaced.</summary>
    public int Sockets { get; init; } = 2;

    /// <summary>Between the first opening of one and the next: Slack refreshes sockets by their age, and both should not be refreshed at once.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the connection and Slack's hello on it.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the other side is asked whether it is there, and how long an answer may take until the socket is given up.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Pong { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A socket that ended sooner counts as a failure.</summary>
    public TimeSpan ShortLife { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Rest after the first failure; doubled with each further one up to <see cref="LongestRest"/>.</summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Rest after a refusal that only somebody who configures the bot can end.</summary>
    public TimeSpan RefusedRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the other side to close, and for what is under way to be acknowledged.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(3);

    /// <param name="failures">In a row, from 1.</param>
    public TimeSpan Rest(int failures) => TimeSpan.FromTicks((long)Math.Min(LongestRest.Ticks, FirstRest.Ticks * Math.Pow(2, Math.Min(failures - 1, 30))));
}
