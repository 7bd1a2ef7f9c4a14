using ChurnChatBot.Conversations;

namespace ChurnChatBot.Web;

/// <summary>What was done on the page, under the id that the page made.</summary>
internal sealed record WebTurn(Guid Id)
{
    public string Text { get; init; } = "";

    public IReadOnlyList<TurnFile> Files { get; init; } = [];

    public TurnAction? Action { get; init; }
}

/// <summary>Stores turns of the page under their conversation and person, and lets the feeds say that something is being worked on.</summary>
internal sealed class WebInbox(TurnInbox inbox, ThreadFeeds feeds, TimeProvider time)
{
    public async Task AcceptAsync(HttpContext context, string conversationId, WebTurn turn)
    {
        // Not bound to the request: a turn that arrived is kept even when the page is closed at that moment.
        await inbox.AcceptAsync(new ConversationTurn
        {
            TurnId = $"{WebChannel.ChannelName}:{turn.Id:D}",
            Conversation = new ConversationAddress(WebChannel.ChannelName, conversationId),
            Person = WebPerson.Of(context),
            Text = turn.Text,
            Files = turn.Files,
            Action = turn.Action,
            ReceivedAt = time.GetUtcNow(),
        }, cancellation: CancellationToken.None);
        feeds.Wake(conversationId);
    }
}
