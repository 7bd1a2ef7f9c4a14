namespace ChurnChatBot.Tests.Projects;

/// <summary>A wall clock that stands until it is set; timers and stopwatches run as ever.</summary>
internal sealed class AdjustableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2023, 9, 1, 9, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
