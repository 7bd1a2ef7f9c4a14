namespace ChurnChatBot.Requests;

/// <summary>A role, and who has it: people by their id in the channel, and everybody in a group by the group's id.</summary>
internal sealed record RoleAssignment
{
    public required Role Role { get; init; }

    public IReadOnlyList<string> People { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];
}
