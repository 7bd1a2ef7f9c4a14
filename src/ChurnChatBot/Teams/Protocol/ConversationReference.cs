namespace ChurnChatBot.Teams.Protocol;

/// <summary>
/// What is needed to speak in a conversation later: noted from every activity that comes from it, and kept in storage as the body of its
/// reference row.
/// </summary>
internal sealed record ConversationReference
{
    /// <summary>Address of the connector service for this conversation.</summary>
    public required string ServiceUrl { get; init; }

    /// <summary>Whether a verified token named the address; only then is the bot's own token ever sent there.</summary>
    public bool IsVerified { get; init; }

    public string? TenantId { get; init; }

    /// <summary>The bot as this conversation knows it.</summary>
    public required ChannelAccount Bot { get; init; }

    /// <summary>personal, groupChat or channel.</summary>
    public required string ConversationType { get; init; }

    /// <summary>Entra id of the team's group, for a channel.</summary>
    public string? TeamGroupId { get; init; }

    /// <summary>
    /// Channel ids of people who read along here and may not decide: a card that waits for a decision is drawn anew for them, without its buttons.
    /// At most <see cref="MostWatchers"/>, as Teams draws for no more.
    /// </summary>
    public IReadOnlyList<string> Watchers { get; init; } = [];

    public const int MostWatchers = 60;

    /// <summary>Whether more than one person reads along. What is not known is taken for shared.</summary>
    public bool IsShared => ConversationType != ConversationTypes.Personal;
}
