using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>Reactions to a message of the bot, and the feedback form below it: what somebody thinks of it. Noted, never answered.</summary>
internal sealed class Reactions(ProjectDatabase database, TimeProvider time)
{
    private const int LongestText = 2_000;

    public async Task<IReadOnlyList<ConversationTurn>> TurnsAsync(Activity activity, Person person, CancellationToken cancellation)
    {
        var given = (activity.ReactionsAdded ?? []).Select(reaction => reaction.Type).OfType<string>().FirstOrDefault();
        var word = given ?? (activity.ReactionsRemoved is { Count: > 0 } ? "taken back" : null);
        return word is { Length: <= 50 } && await TurnAsync(activity, person, word, "", cancellation) is { } turn ? [turn] : [];
    }

    /// <returns>Null when the message is not known, or does not stand in this conversation.</returns>
    public async Task<ConversationTurn?> TurnAsync(Activity activity, Person person, string reaction, string text, CancellationToken cancellation)
    {
        if (await MessageAsync(activity.Conversation!.Id!, activity.ReplyToId, cancellation) is not { } message) return null;
        var said = text.Length <= LongestText ? text : text[..LongestText];
        var turn = new TurnStart(activity, person, time.GetUtcNow()).Event("feedback", ActionVerb.Feedback, ("reaction", reaction), ("text", said));
        return turn with { Conversation = message.Conversation.ToAddress(), Action = turn.Action! with { MessageId = message.MessageId } };
    }

    /// <summary>
    /// A message of this conversation, or what was said here to one person on behalf of a thread. A client that does not say which message it means
    /// shows the form below the last one.
    /// </summary>
    private async Task<MessageRow?> MessageAsync(string conversationId, string? handle, CancellationToken cancellation)
    {
        var key = new ConversationKey(TeamsNames.Channel, conversationId);
        if (handle is { Length: > 0 })
            return await database.FindMessageAsync(key, handle, cancellation) ?? await database.FindMessageAsync(TeamsNames.Channel, Handles.Write(conversationId, handle), cancellation);
        return await database.LastMessageAsync(key, cancellation) is { } last ? await database.GetMessageAsync(last, cancellation) : null;
    }
}
