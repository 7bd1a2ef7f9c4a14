namespace ChurnChatBot.Requests;

/// <summary>Who asks or decides.</summary>
/// <param name="Id">The channel's id of the person, prefixed with the channel.</param>
/// <param name="Name">For cards: "Approved by Ada". Data, never mark-up.</param>
internal sealed record Person(string Id, string Name)
{
    /// <summary>What they may do, as their channel knew it when they did it. A channel without sign-in lets everybody do everything.</summary>
    public Role Role { get; init; } = Role.Admin;
}
