using ChurnChatBot.Messages;

namespace ChurnChatBot.Conversations;

/// <summary>
/// How a message reaches people in one channel. The upward call: conversations know this, the channels implement it. Every call may be
/// repeated after a crash with the same message id, so a channel that can must make them idempotent by it.
/// </summary>
internal interface IChatChannel
{
    /// <summary>The channel's name in <see cref="ConversationAddress.Channel"/>.</summary>
    string Name { get; }

    /// <summary>Least time between two updates of a message that shows progress; zero for a channel that takes every one.</summary>
    TimeSpan ProgressRest => TimeSpan.Zero;

    /// <returns>The channel's handle of the posted message, for later updates.</returns>
    /// <exception cref="ConversationClosedException">The bot may not speak there any more.</exception>
    Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation);

    /// <returns>The handle from now on: another one where the message had to be posted anew.</returns>
    /// <exception cref="ConversationClosedException">The bot may not speak there any more.</exception>
    Task<string> UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation);

    /// <summary>Takes a message of the bot out of the conversation. One that is not there, or may not be taken out, is passed over.</summary>
    /// <exception cref="ConversationClosedException">The bot may not speak there any more.</exception>
    Task RemoveAsync(ConversationAddress conversation, string handle, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Brings a file that a person sent, from where the channel keeps it into the artifact store.</summary>
    /// <param name="source"><see cref="TurnFile.Source"/> of the file.</param>
    Task<FetchedFile> FetchAsync(ConversationAddress conversation, string source, CancellationToken cancellation) =>
        throw new NotSupportedException($"Files of the channel {Name} arrive with their turn.");
}

/// <param name="MessageId">Stable id of the message, the same for every revision of it.</param>
/// <param name="Revision">Counts up from 1 with each update.</param>
internal sealed record OutgoingMessage(string MessageId, int Revision, ReplyMessage Content)
{
    /// <summary>
    /// Nothing is noted of its sending, but it may have been sent: the process ended meanwhile, or the answer was lost. A channel that can look
    /// whether it is there does so before it sends it again.
    /// </summary>
    public bool MayHaveArrived { get; init; }
}

/// <summary>The file, or why it could not be had, as sentences for the person.</summary>
internal sealed record FetchedFile
{
    public string? ArtifactHash { get; init; }

    public long Size { get; init; }

    /// <summary>Its name, where the channel learned it only now.</summary>
    public string? Name { get; init; }

    public RichText? Found { get; init; }

    public RichText? Advice { get; init; }

    public static FetchedFile Refused(RichText found, RichText advice) => new() { Found = found, Advice = advice };
}

/// <summary>The bot was removed from a conversation, or it is gone. What is unsent waits until somebody speaks there again.</summary>
internal sealed class ConversationClosedException(string message) : Exception(message);
