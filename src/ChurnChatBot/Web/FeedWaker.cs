using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>Wakes the feeds of a conversation as soon as its messages changed in storage, those of people and removed ones included.</summary>
internal sealed class FeedWaker(ProjectDatabase database, ThreadFeeds feeds) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        database.MessagesChanged += Wake;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        database.MessagesChanged -= Wake;
        return Task.CompletedTask;
    }

    private void Wake(ConversationKey conversation)
    {
        if (conversation.Channel == WebChannel.ChannelName) feeds.Wake(conversation.ConversationId);
    }
}
