using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Outbound;
using ChurnChatBot.Teams.People;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// POST /api/messages: where Teams delivers activities. Who calls is checked before anything is read; what was sent is stored before it is
/// acknowledged, so that an activity which was answered with 200 is handled whatever happens, and one that was not is delivered again.
/// Activities of unknown types are acknowledged and do nothing.
/// </summary>
internal sealed partial class MessagesEndpoint(
    InboundCallers callers, ConversationReferences references, ActivityTurns translator, TeamsPeople people, TurnInbox inbox, FileForwarding forwarding,
    Invokes invokes, CardActions cards, Reactions reactions, TypingSignals typing, TeamsOptions options, TimeProvider time, ILogger<MessagesEndpoint> log)
{
    public async Task<IResult> AcceptAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var (caller, refusal) = await callers.AdmitAsync(context.Request, cancellation);
        if (caller is null) return Results.StatusCode(StatusOf(refusal));
        var (activity, status) = await ActivityBody.ReadAsync(context.Request, options.MaxActivityBytes, cancellation);
        if (activity is null) return Results.StatusCode(Logged(status, "body"));
        if (callers.Match(caller, activity.ServiceUrl, activity.ChannelId) is { } mismatch) return Results.StatusCode(StatusOf(mismatch));
        if (!ActivityBody.IsComplete(activity)) return Harmless(activity);
        if (!TenantRules.Allows(options, ConversationReferences.TenantOf(activity))) return Results.StatusCode(Logged(StatusCodes.Status403Forbidden, "tenant"));
        if (ActivityTurns.Closes(activity))
        {
            await references.CloseAsync(activity.Conversation!.Id!, cancellation);
            return Results.Ok();
        }

        var person = await people.OfAsync(activity, cancellation);
        if (await references.NoteAsync(activity, caller.IsVerified, person, cancellation) is not { } reference) return Results.StatusCode(Logged(StatusCodes.Status403Forbidden, "conversation"));
        return activity.Type == ActivityTypes.Invoke
            ? await invokes.AnswerAsync(activity, reference, person, cancellation)
            : await TakeAsync(activity, reference, person, cancellation);
    }

    private async Task<IResult> TakeAsync(Activity activity, ConversationReference reference, Person person, CancellationToken cancellation)
    {
        // A group's own talk may reach the bot where it was given more permissions than it asks for; it answers when it is spoken to.
        if (activity is { Type: ActivityTypes.Message, Value: null } && reference.IsShared && !SaidText.MentionsBot(activity)) return Results.Ok();
        var turns = activity.Type == ActivityTypes.MessageReaction
            ? await reactions.TurnsAsync(activity, person, cancellation)
            : translator.Of(activity, person, time.GetUtcNow());
        foreach (var turn in turns) await AcceptAsync(await cards.CompleteAsync(turn, cancellation), reference, cancellation);
        return Results.Ok();
    }

    private async Task AcceptAsync(ConversationTurn turn, ConversationReference reference, CancellationToken cancellation)
    {
        if (await forwarding.ForwardAsync(turn, reference, cancellation)) return;
        var isNew = await inbox.AcceptAsync(turn, cancellation: cancellation);
        if (isNew && turn.Action?.Command.Verb is not (ActionVerb.Feedback or ActionVerb.Retract)) typing.Watch(reference, turn.Conversation.ToKey(), turn.TurnId);
    }

    /// <summary>Something that happened nowhere or was done by nobody: nothing to do, and nothing to deliver again.</summary>
    private IResult Harmless(Activity activity) => activity.Type is ActivityTypes.Message or ActivityTypes.Invoke
        ? Results.StatusCode(Logged(StatusCodes.Status400BadRequest, "incomplete"))
        : Results.Ok();

    // Who is not this machine can do nothing about it by showing a token.
    private int StatusOf(CallerRefusal? refusal) => options.IsRegistered && refusal is not null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;

    private int Logged(int status, string reason)
    {
        LogRefused(reason, status);
        return status;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An activity was refused ({Reason}) with {Status}.")]
    private partial void LogRefused(string reason, int status);
}
