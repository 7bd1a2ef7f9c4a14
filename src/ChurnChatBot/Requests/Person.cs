namespace ChurnChatBot.Requests;

/// <summary>Who asks or decides.</summary>
/// <param name="Id">The channel's id of the person, prefixed with the channel.</param>
/// <param name="Name">For cards: "Approved by Ada". Data, never mark-up.</param>
internal sealed record Person(string Id, string Name);
