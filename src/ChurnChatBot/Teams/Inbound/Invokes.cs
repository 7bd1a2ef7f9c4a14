using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>Calls that Teams expects an answer to on the same request: pressed buttons, the feedback form, a file that was accepted or declined.</summary>
internal sealed class Invokes(CardActions cards, Reactions reactions, TurnInbox inbox, TimeProvider time)
{
    public async Task<IResult> AnswerAsync(Activity activity, ConversationReference reference, Person person, CancellationToken cancellation)
    {
        switch (activity.Name)
        {
            case "adaptiveCard/action":
                return await cards.AnswerAsync(activity, reference, person, cancellation);
            case "message/submitAction":
                if (Feedback(activity) is var (reaction, text) && await reactions.TurnAsync(activity, person, reaction, text, cancellation) is { } turn)
                    await inbox.AcceptAsync(turn, cancellation: cancellation);
                return Results.Json(new { });
            case "fileConsent/invoke":
                if (Consent(activity, person) is { } answer) await inbox.AcceptAsync(answer, cancellation: cancellation);
                return Results.Json(new { });
            default:
                return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }
    }

    /// <summary>Teams sends the words as JSON inside a string, its test client as they are.</summary>
    private static (string Reaction, string Text)? Feedback(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value || Word(value, "actionName") != "feedback") return null;
        if (!value.TryGetProperty("actionValue", out var given) || given.ValueKind != JsonValueKind.Object) return null;
        var text = Word(given, "feedback") ?? "";
        return Word(given, "reaction") is { Length: > 0 and <= 50 } reaction ? (reaction, Unwrapped(text)) : null;
    }

    private static string Unwrapped(string text)
    {
        if (!text.StartsWith('{')) return text;
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return Word(json.RootElement, "feedbackText") ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private ConversationTurn? Consent(Activity activity, Person person)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value || Word(value, "action") is not ("accept" or "decline")) return null;
        if (!value.TryGetProperty("context", out var context) || context.ValueKind != JsonValueKind.Object || Word(context, "message") is not { Length: > 0 and <= 100 } message) return null;
        var isAccepted = Word(value, "action") == "accept" && value.TryGetProperty("uploadInfo", out var upload) && upload.ValueKind == JsonValueKind.Object;
        var turn = new TurnStart(activity, person, time.GetUtcNow()).Event("consent", ActionVerb.DeliverFile,
            isAccepted ? [("state", "accepted"), ("destination", value.GetProperty("uploadInfo").GetRawText())] : [("state", "declined")]);
        return turn with { Action = turn.Action! with { MessageId = message } };
    }

    private static string? Word(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
