using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Emoji on a message of the bot: what somebody thinks of it. Noted, never answered.</summary>
internal sealed class Reactions(ProjectDatabase database, TimeProvider time)
{
    private const int LongestName = 50;

    public async Task<IReadOnlyList<ConversationTurn>> TurnsAsync(EventEnvelope happened, Person person, CancellationToken cancellation)
    {
        var item = happened.Body.At("item") ?? default;
        if (item.Id("channel") is not { } channel || item.Id("ts") is not { } ts || happened.Body.Text("reaction") is not { Length: > 0 and <= LongestName } name) return [];
        // Slack tells the message, not its thread.
        if (await database.FindMessageWithinAsync(SlackNames.Channel, $"{happened.TeamId}/{channel}", ts, cancellation) is not { Author: MessageRow.BotAuthor } row) return [];
        var place = SlackPlace.Parse(row.Conversation.ConversationId);
        var reaction = happened.Type == "reaction_removed" ? "taken back" : name;
        var turn = new TurnStart(place, person, happened.EventId, time.GetUtcNow()).Event("feedback", ActionVerb.Feedback, ("reaction", reaction), ("text", ""));
        return [turn with { Action = turn.Action! with { MessageId = row.MessageId } }];
    }
}
