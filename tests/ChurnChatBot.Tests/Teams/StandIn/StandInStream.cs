namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>An answer that is being written before the person's eyes.</summary>
internal sealed class StandInStream(PostedActivity message, DateTimeOffset startedAt, int sequence)
{
    public PostedActivity Message { get; } = message;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public int Sequence { get; set; } = sequence;

    public bool IsFinished { get; set; }

    public bool IsStopped { get; set; }

    /// <summary>What the answer said so far; informative lines are not part of it.</summary>
    public string Written { get; set; } = "";
}
