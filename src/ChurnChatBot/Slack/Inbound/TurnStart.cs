using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>What every turn that one thing in Slack makes has in common: where, who, when, and the id of the thing.</summary>
/// <param name="id">The ts of a message, or the id of an event.</param>
internal sealed class TurnStart(SlackPlace place, Person person, string id, DateTimeOffset now)
{
    public string Id(string kind) => TurnIds.Of(place, kind, id);

    public ConversationTurn Said(string kind, string text, IReadOnlyList<TurnFile> files) => Turn(Id(kind)) with { Text = text, Files = files };

    public ConversationTurn Press(TurnAction action) => Turn(Id("press")) with { Action = action };

    public ConversationTurn Event(string kind, string verb, params (string Key, string Value)[] data) =>
        Turn(Id(kind)) with { Action = new TurnAction(new ActionCommand(verb, data), new Dictionary<string, string>(), null) };

    public ConversationTurn Notice(string kind, params (string Key, string Value)[] data) => Event(kind, ActionVerb.Notice, [("kind", kind), .. data]);

    /// <summary>Under the place alone: however often somebody opens it, they are welcomed once.</summary>
    public ConversationTurn Welcome() => Turn($"{SlackNames.Channel}:welcome:{TurnIds.Short(place.Address.ConversationId)}") with
    {
        Action = new TurnAction(new ActionCommand(ActionVerb.Welcome), new Dictionary<string, string>(), null),
    };

    private ConversationTurn Turn(string turnId) => new() { TurnId = turnId, Conversation = place.Address, Person = person, ReceivedAt = now };
}
