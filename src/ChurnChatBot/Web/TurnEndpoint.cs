using System.Collections.Frozen;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Web;

/// <summary>
/// Words and pressed buttons. The page makes the id of a turn, so that it may send a turn again when it does not know whether the first
/// time arrived. Answered when the turn is stored; what comes of it comes through the feed.
/// </summary>
internal static class TurnEndpoint
{
    private const int MostValues = 64;

    /// <summary>Names and values together, in characters: some hundreds of ticked items.</summary>
    private const int MostCharacters = 15_000;

    /// <summary>All verbs but the welcome, which only opening a conversation says.</summary>
    private static readonly FrozenSet<string> Verbs = typeof(ActionVerb).GetFields()
        .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Where(verb => verb != ActionVerb.Welcome).ToFrozenSet();

    public static async Task<IResult> AcceptAsync(string id, HttpContext context, WebInbox inbox, WebOptions options)
    {
        if (!ConversationId.IsValid(id)) return WebProblem.NotFound("There is no such project.");
        var (body, refusal) = await JsonBody.ReadAsync<TurnBody>(context.Request, options.MaxJsonBytes);
        if (refusal is not null) return refusal;
        if (Fault(body!, options) is { } fault) return WebProblem.BadRequest(fault);
        var action = body!.Action is { } pressed
            ? new TurnAction(new ActionCommand(pressed.Verb!, pressed.Data ?? []), pressed.Inputs ?? [], pressed.MessageId)
            : null;
        await inbox.AcceptAsync(context, id, new WebTurn(body.TurnId!.Value) { Text = body.Text?.Trim() ?? "", Action = action });
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static string? Fault(TurnBody body, WebOptions options)
    {
        if (body.TurnId is null) return "turnId is missing; expected a UUID.";
        var hasText = !string.IsNullOrWhiteSpace(body.Text);
        if (hasText == (body.Action is not null)) return "Expected either a text or an action.";
        if (hasText && body.Text!.Length > options.MaxTextLength) return $"The text has {body.Text.Length:N0} characters; at most {options.MaxTextLength:N0} can be read.";
        return body.Action is { } action ? Fault(action) : null;
    }

    private static string? Fault(ActionBody action)
    {
        if (action.Verb is null || !Verbs.Contains(action.Verb)) return "The verb of the action is not known.";
        if (action.MessageId is { Length: > 200 }) return "messageId is longer than an id can be.";
        var values = (action.Data ?? []).Concat(action.Inputs ?? []).ToList();
        if (values.Count > MostValues) return $"The action carries {values.Count:N0} values; at most {MostValues:N0} are read.";
        if (values.Any(pair => pair.Value is null)) return "A value of the action is null; expected a text.";
        var characters = values.Sum(pair => (long)pair.Key.Length + pair.Value.Length);
        return characters > MostCharacters ? $"The action carries {characters:N0} characters; at most {MostCharacters:N0} are read." : null;
    }

    private sealed record TurnBody(Guid? TurnId, string? Text, ActionBody? Action);

    private sealed record ActionBody(string? Verb, Dictionary<string, string>? Data, Dictionary<string, string>? Inputs, string? MessageId);
}
