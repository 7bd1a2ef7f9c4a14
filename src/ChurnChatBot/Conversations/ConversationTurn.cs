using ChurnChatBot.Messages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Conversations;

/// <summary>
/// One thing a person did in a channel, in no channel's terms: wrote, dropped files, or pressed a button. Stored before it is
/// acknowledged, under the channel's own event id, so that a repeat collides and is dropped.
/// </summary>
internal sealed record ConversationTurn
{
    /// <summary>Unique over all channels: the channel's name, a colon, its event id. At most 200 characters.</summary>
    public required string TurnId { get; init; }

    public required ConversationAddress Conversation { get; init; }

    public required Person Person { get; init; }

    /// <summary>What was written, at most 4,000 characters; empty where only files or a button were sent.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<TurnFile> Files { get; init; } = [];

    public TurnAction? Action { get; init; }

    /// <summary>The person changed what they had written before. A correction is heard, but decides nothing.</summary>
    public bool IsCorrection { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>Where a thread is: which channel, and the channel's own id of the conversation.</summary>
internal sealed record ConversationAddress(string Channel, string ConversationId);

/// <summary>A file that somebody sent: in the artifact store already, or still where its channel keeps it.</summary>
/// <param name="ArtifactHash">Empty for a file that <see cref="Source"/> tells how to fetch.</param>
internal sealed record TurnFile(string Name, string ArtifactHash, long Size)
{
    /// <summary>What the channel needs to fetch it; kept no longer than the turn.</summary>
    public string? Source { get; init; }
}

/// <summary>A pressed button with the values of the inputs on its message.</summary>
/// <param name="MessageId">The message whose button it was.</param>
internal sealed record TurnAction(ActionCommand Command, IReadOnlyDictionary<string, string> Inputs, string? MessageId);
