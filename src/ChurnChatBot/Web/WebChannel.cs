using ChurnChatBot.Conversations;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>
/// The web page as a channel. Pages read messages from storage, so sending only wakes the feeds of the conversation, and doing it again
/// does no harm.
/// </summary>
internal sealed class WebChannel(ThreadFeeds feeds) : IChatChannel
{
    public const string ChannelName = "web";

    public string Name => ChannelName;

    public static ConversationKey Key(string conversationId) => new(ChannelName, conversationId);

    public Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation)
    {
        feeds.Wake(conversation.ConversationId);
        return Task.FromResult(message.MessageId);
    }

    public Task<string> UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation)
    {
        feeds.Wake(conversation.ConversationId);
        return Task.FromResult(handle);
    }
}
