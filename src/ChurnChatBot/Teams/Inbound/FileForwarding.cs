using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// Files reach a bot only in personal chats. Where somebody wants one in a group or a channel's thread, they send it to the bot personally,
/// and it is taken to the thread that they asked from.
/// </summary>
internal sealed class FileForwarding(ProjectDatabase database, TurnInbox inbox, TimeProvider time)
{
    /// <returns>True when the turn's files went to the thread that waits for them; then the turn is stored, there.</returns>
    public async Task<bool> ForwardAsync(ConversationTurn turn, ConversationReference reference, CancellationToken cancellation)
    {
        if (reference.IsShared || turn.Files.Count == 0) return false;
        var from = turn.Conversation.ToKey();
        if (await database.FileDestinationAsync(from, time.GetUtcNow(), cancellation) is not { } target) return false;
        await inbox.AcceptAsync(turn with { Conversation = target.ToAddress(), Text = "" }, from, cancellation);
        await inbox.AcceptAsync(turn with
        {
            TurnId = turn.TurnId + ":told",
            Files = [],
            Text = "",
            Action = new TurnAction(new ActionCommand(ActionVerb.Notice, ("kind", "file_forwarded"), ("name", turn.Files[^1].Name)), new Dictionary<string, string>(), null),
        }, cancellation: cancellation);
        return true;
    }
}
