using System.Globalization;
using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Translates a message into the turns it means. Pure: what it makes follows from the message alone, so that the same message in another event,
/// or delivered again, makes turns of the same ids.
/// </summary>
internal static class MessageTurns
{
    private const int LongestText = 4_000;

    /// <param name="bot">The bot as it is mentioned, U….</param>
    public static IReadOnlyList<ConversationTurn> Of(MessageEvent message, SlackPlace place, string? bot, Person person, DateTimeOffset now)
    {
        var start = new TurnStart(place, person, message.Ts, now);
        var said = SaidText.Of(message.Content.Text("text"), bot);
        return message.Change switch
        {
            MessageChange.Said => Said(message, said, place, start),
            // Each correction of a message is a turn of its own; the same one delivered twice is not.
            MessageChange.Corrected => said.Length is > 0 and <= LongestText ? [start.Said("corrected-" + TurnIds.Short(said), said, []) with { IsCorrection = true }] : [],
            _ => [start.Event("retract", ActionVerb.Retract, ("turn", start.Id("said")))],
        };
    }

    private static List<ConversationTurn> Said(MessageEvent message, string said, SlackPlace place, TurnStart start)
    {
        var turns = new List<ConversationTurn>();
        var files = SentFiles.Of(message.Content, place.TeamId);
        if (said.Length == 0 && files.Count == 0 && SentFiles.HasPicture(message.Content)) turns.Add(start.Notice("picture"));
        if (said.Length > LongestText) turns.Add(start.Notice("too_long", ("length", Invariant(said.Length)), ("most", Invariant(LongestText))));
        else if (said.Length > 0 || files.Count > 0) turns.Add(start.Said("said", said, files));
        // Nothing but the bot's name: somebody wants to know what it is.
        else if (turns.Count == 0 && message.IsMention) turns.Add(start.Said("said", "help", []));
        return turns;
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
