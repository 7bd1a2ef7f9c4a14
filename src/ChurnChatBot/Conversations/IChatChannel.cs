using ChurnChatBot.Messages;

namespace ChurnChatBot.Conversations;

/// <summary>
/// How a message reaches people in one channel. The upward call: conversations know this, the channels implement it. Both calls
/// are repeated after a crash with the same message id, so a channel that can must make them idempotent by it.
/// </summary>
internal interface IChatChannel
{
    /// <summary>The channel's name in <see cref="ConversationAddress.Channel"/>.</summary>
    string Name { get; }

    /// <returns>The channel's handle of the posted message, for later updates.</returns>
    Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation);

    Task UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation);
}

/// <param name="MessageId">Stable id of the message, the same for every revision of it.</param>
/// <param name="Revision">Counts up from 1 with each update.</param>
internal sealed record OutgoingMessage(string MessageId, int Revision, ReplyMessage Content);
