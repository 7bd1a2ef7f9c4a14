using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// Pressed buttons. Teams shows a person at once what the answer holds: the card as it is now, or a sentence for this person alone. A press
/// becomes a turn like any other; the answer waits for what comes of it, but not for long: then the card says that it is being worked on, and
/// is shown anew when the turn is done. Looking at another page of a card changes nothing and is no turn.
/// </summary>
internal sealed class CardActions(
    ProjectDatabase database, TurnInbox inbox, TurnWaiter waiter, PersonalChats chats, TeamsOptions options, TimeProvider time)
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const string ErrorType = "application/vnd.microsoft.error";

    public async Task<IResult> AnswerAsync(Activity activity, ConversationReference reference, Person person, CancellationToken cancellation)
    {
        if (CardPress.OfExecute(activity) is not { } press) return Error("I could not read that button. Ask for the current card with “show the plan”.");
        var conversation = new ConversationKey(TeamsNames.Channel, activity.Conversation!.Id!);
        if (await FindAsync(press.MessageId, conversation, person, cancellation) is not { } row)
            return Error("This card is not known in this conversation any more. Ask for the current one with “show the plan”.");
        var look = new Look(row, reference, person);
        if (press.Verb == "refresh") return Card(look, new CardView());
        if (press.Verb == PageTurn.Verb) return Page(look, press);
        if (press.Verb == ActionVerb.AwaitFile) return await AwaitFileAsync(activity, reference, person, cancellation);
        var turn = WithTicks(new TurnStart(activity, person, time.GetUtcNow()).Press("press", press), row);
        if (await RefusalAsync(turn.Action!, conversation, person, cancellation) is { } refusal) return Said(refusal);
        return await TurnAsync(turn, look, cancellation);
    }

    /// <summary>For a press that came as a message: with all that is ticked, on the card's other pages too.</summary>
    public async Task<ConversationTurn> CompleteAsync(ConversationTurn turn, CancellationToken cancellation) =>
        await FindAsync(turn.Action?.MessageId, turn.Conversation.ToKey(), turn.Person, cancellation) is { } row ? WithTicks(turn, row) : turn;

    private async Task<IResult> TurnAsync(ConversationTurn turn, Look look, CancellationToken cancellation)
    {
        await inbox.AcceptAsync(turn, cancellation: cancellation);
        var isDone = await waiter.FinishesWithinAsync(turn.TurnId, options.InvokeWait, cancellation);
        // Only what is still being worked on may say so: whoever notes it too late shows what came of it instead.
        if (!isDone && await database.ShowAsWorkingAsync(look.Row.MessageId, turn.TurnId, cancellation)) return Card(look, new CardView(), isWorking: true);
        return await database.GetMessageAsync(look.Row.MessageId, cancellation) is { } now
            ? Card(look with { Row = now }, new CardView())
            : Said("This card's project was removed.");
    }

    /// <summary>A message of the bot in this conversation, and meant for this person if it is meant for one.</summary>
    private async Task<MessageRow?> FindAsync(string? messageId, ConversationKey conversation, Person person, CancellationToken cancellation)
    {
        if (messageId is not { Length: > 0 and <= 100 } || await database.GetMessageAsync(messageId, cancellation) is not { Author: MessageRow.BotAuthor } row) return null;
        var onlyFor = StoredJson.Read<ReplyMessage>(row.BodyJson).OnlyFor;
        return onlyFor is null ? row.Conversation == conversation ? row : null : onlyFor == person.Id ? row : null;
    }

    /// <summary>What somebody may not do is said to them at once and alone, and is not even stored.</summary>
    private async Task<string?> RefusalAsync(TurnAction press, ConversationKey conversation, Person person, CancellationToken cancellation)
    {
        if (ActionRequests.Read(press) is not { } request) return null;
        var project = await database.FindProjectAsync(conversation, cancellation);
        var waits = project is null ? null : StoredJson.Read<ProjectState>(project.StateJson).Open?.Step;
        return Permissions.Of(request, person.Role, waits)?.Summary;
    }

    private async Task<IResult> AwaitFileAsync(Activity activity, ConversationReference reference, Person person, CancellationToken cancellation)
    {
        if (Permissions.OfUpload(person.Role) is { } refusal) return Said(refusal.Summary);
        if (await chats.OpenAsync(reference, activity.From!, cancellation) is not { } personal)
            return Said("I could not open our personal chat. Add me there first (Apps > ChurnChatBot), then press again.");
        var turn = new TurnStart(activity, person, time.GetUtcNow()).Event("await", ActionVerb.AwaitFile, ("target", activity.Conversation!.Id!));
        await inbox.AcceptAsync(turn with { Conversation = new ConversationAddress(TeamsNames.Channel, personal) }, cancellation: cancellation);
        return Said("I wrote to you in our personal chat: drop the file there, and I bring it here.");
    }

    private static ConversationTurn WithTicks(ConversationTurn turn, MessageRow row)
    {
        if (turn.Action is not { } press || TickedItems.Merge(StoredJson.Read<ReplyMessage>(row.BodyJson), press.Inputs) is not { } ticked) return turn;
        return turn with { Action = press with { Inputs = new Dictionary<string, string>(press.Inputs, StringComparer.Ordinal) { ["items"] = ticked } } };
    }

    private static IResult Page(Look look, CardPress press)
    {
        var page = int.TryParse(press.Values.GetValueOrDefault(PageTurn.Page), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var ticked = TickedItems.Merge(StoredJson.Read<ReplyMessage>(look.Row.BodyJson), press.Values);
        return Card(look, new CardView(page, ticked));
    }

    private static IResult Card(Look look, CardView view, bool isWorking = false)
    {
        var message = StoredJson.Read<ReplyMessage>(look.Row.BodyJson);
        return Answer(CardType, CardRenderer.Render(message, new CardOptions
        {
            MessageId = look.Row.MessageId,
            IsShared = look.Reference.IsShared && message.OnlyFor is null,
            View = view,
            IsWorking = isWorking,
            MayDecide = Permissions.Decides(look.Person.Role),
        }));
    }

    private static IResult Said(string sentence) => Answer(MessageType, JsonValue.Create(sentence));

    private static IResult Error(string sentence) => Results.Text(new JsonObject
    {
        ["statusCode"] = StatusCodes.Status400BadRequest,
        ["type"] = ErrorType,
        ["value"] = new JsonObject { ["code"] = "BadRequest", ["message"] = sentence },
    }.ToJsonString(ProtocolJson.Options), "application/json");

    private static IResult Answer(string type, JsonNode value) => Results.Text(new JsonObject
    {
        ["statusCode"] = StatusCodes.Status200OK,
        ["type"] = type,
        ["value"] = value,
    }.ToJsonString(ProtocolJson.Options), "application/json");

    /// <summary>Who looks at which message from where.</summary>
    private sealed record Look(MessageRow Row, ConversationReference Reference, Person Person);
}
