using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// Translates an activity into the turns it means; an activity that means nothing to the bot gives none. Pure: what it makes follows
/// from the activity alone, so that a redelivered one makes turns of the same ids.
/// </summary>
internal sealed class ActivityTurns(TeamsOptions options)
{
    private const int MostFiles = 20;
    private const int LongestText = 4_000;

    public IReadOnlyList<ConversationTurn> Of(Activity activity, Person person, DateTimeOffset now)
    {
        var start = new TurnStart(activity, person, now);
        return activity.Type switch
        {
            ActivityTypes.Message when CardPress.OfSubmit(activity) is { } press => [start.Press("submit", press)],
            ActivityTypes.Message => Message(activity, start),
            ActivityTypes.MessageUpdate when EventType(activity) == "editMessage" => Correction(activity, start),
            ActivityTypes.MessageDelete => [start.Event("retract", ActionVerb.Retract, ("turn", start.Id("said")))],
            ActivityTypes.ConversationUpdate when JoinsBot(activity) => [start.Welcome()],
            ActivityTypes.InstallationUpdate when activity.Action is "add" => [start.Welcome()],
            _ => [],
        };
    }

    /// <summary>The bot was taken out of the conversation, or the conversation itself is gone.</summary>
    public static bool Closes(Activity activity) => activity.Type switch
    {
        ActivityTypes.InstallationUpdate => activity.Action is "remove",
        ActivityTypes.ConversationUpdate => EventType(activity) is "teamDeleted" or "channelDeleted"
            || activity.MembersRemoved?.Any(member => member.Id is { Length: > 0 } && member.Id == activity.Recipient?.Id) == true,
        _ => false,
    };

    private List<ConversationTurn> Message(Activity activity, TurnStart start)
    {
        var turns = new List<ConversationTurn>();
        var said = SaidText.Of(activity);
        var files = SentFiles.Of(activity).Select(file => file with { Name = FileName.Clean(file.Name) }).ToList();
        if (options.ReadsLinkedFiles && SentFiles.Linked(said, options) is { Count: > 0 } linked)
        {
            files.AddRange(linked);
            said = SentFiles.WithoutLinks(said);
        }

        if (SentFiles.IsOutOfReach(activity)) turns.Add(start.Notice("channel_file", ("links", options.ReadsLinkedFiles ? "yes" : "no")));
        else if (said.Length == 0 && files.Count == 0 && SentFiles.HasPicture(activity)) turns.Add(start.Notice("picture"));
        if (said.Length > LongestText) turns.Add(start.Notice("too_long", ("length", Invariant(said.Length)), ("most", Invariant(LongestText))));
        else if (said.Length > 0 || files.Count > 0) turns.Add(start.Said("said", said, [.. files.Take(MostFiles)]));
        return turns;
    }

    private static List<ConversationTurn> Correction(Activity activity, TurnStart start)
    {
        var said = SaidText.Of(activity);
        // Each correction of a message is a turn of its own; the same one delivered twice is not.
        return said.Length is > 0 and <= LongestText ? [start.Said("corrected-" + TurnIds.Short(said), said, []) with { IsCorrection = true }] : [];
    }

    /// <summary>In a personal chat everybody who joins is the person; elsewhere only the bot's own joining is worth a welcome.</summary>
    private static bool JoinsBot(Activity activity) => activity.MembersAdded is { Count: > 0 } added
        && (activity.Conversation?.ConversationType == ConversationTypes.Personal || added.Any(member => member.Id is { Length: > 0 } && member.Id == activity.Recipient?.Id));

    private static string? EventType(Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("eventType", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What every turn of one activity has in common.</summary>
internal sealed class TurnStart(Activity activity, Person person, DateTimeOffset now)
{
    private readonly string _conversation = activity.Conversation!.Id!;

    public string Id(string kind) => TurnIds.Of(_conversation, kind, activity.Id!);

    public ConversationTurn Said(string kind, string text, IReadOnlyList<TurnFile> files) => Turn(Id(kind)) with { Text = text, Files = files };

    public ConversationTurn Press(string kind, CardPress press) => Turn(Id(kind)) with { Action = press.ToAction() };

    public ConversationTurn Event(string kind, string verb, params (string Key, string Value)[] data) =>
        Turn(Id(kind)) with { Action = new TurnAction(new ActionCommand(verb, data), new Dictionary<string, string>(), null) };

    public ConversationTurn Notice(string kind, params (string Key, string Value)[] data) => Event(kind, ActionVerb.Notice, [("kind", kind), .. data]);

    /// <summary>Under the conversation's id alone: however often and in however many ways Teams tells of an installation, it is one turn.</summary>
    public ConversationTurn Welcome() => Turn($"{TeamsNames.Channel}:welcome:{TurnIds.Short(_conversation)}") with
    {
        Action = new TurnAction(new ActionCommand(ActionVerb.Welcome), new Dictionary<string, string>(), null),
    };

    private ConversationTurn Turn(string id) => new()
    {
        TurnId = id,
        Conversation = new ConversationAddress(TeamsNames.Channel, _conversation),
        Person = person,
        ReceivedAt = now,
    };
}
