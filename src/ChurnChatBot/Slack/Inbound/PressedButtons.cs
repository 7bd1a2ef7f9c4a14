using System.Globalization;
using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Slack.People;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Pressed buttons. A press becomes a turn like any other; the message says that it is worked on, and is shown anew when the turn is done. Looking at
/// another page of a message changes nothing and is no turn. Whoever may not do it is told so at once and alone, by the rights they have now.
/// Ticking a box or choosing from a list is told by Slack as well: it counts when a button is pressed.
/// </summary>
internal sealed class PressedButtons(
    ProjectDatabase database, TurnInbox inbox, SlackPeople people, BotMessages messages, PlanForms plans, Shortcuts shortcuts, Whispers whispers,
    Afterwards afterwards, SlackReplies replies, TimeProvider time)
{
    private const string Unreadable = "I could not read that button. Ask for the current message with “show the plan”.";
    private const string Unknown = "This message is not known in this conversation any more. Ask for the current one with “show the plan”.";

    public async Task<EnvelopeAnswer> AcceptAsync(Interaction done, CancellationToken cancellation)
    {
        if (done.Body.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action) return EnvelopeAnswer.Malformed;
        if (ValueOf(action) is not { } value) return EnvelopeAnswer.Taken;
        if (ButtonValue.Read(value) is not var (command, messageId)) return Refused(done, Unreadable);
        if (done.ChannelId is null) return PressedAtHome(command, done);
        var person = await people.OfAsync(done.Member, cancellation);
        if (await messages.FindAsync(messageId, done, person, cancellation) is not { } message) return Refused(done, Unknown);
        switch (command.Verb)
        {
            case PageTurn.Verb:
                TurnPage(message, command, done);
                return EnvelopeAnswer.Taken;
            case ActionVerb.Amend:
                return plans.Open(message, done, person) is { } closed ? Refused(done, closed) : EnvelopeAnswer.Taken;
            case ActionVerb.AwaitFile:
                return Refused(done, "Drop the file into this thread and mention me: I read it here.");
            default:
                return await PressAsync(new Press(message, command, done, person), action, cancellation);
        }
    }

    private async Task<EnvelopeAnswer> PressAsync(Press press, JsonElement action, CancellationToken cancellation)
    {
        var (message, command, done, person) = press;
        if ((action.Id("action_ts") ?? done.TriggerId) is not { } id) return EnvelopeAnswer.Malformed;
        if (Inputs(message, command, done) is not { } inputs) return Refused(done, Unreadable);
        var pressed = new TurnAction(command, inputs, message.Row.MessageId);
        if (await RefusalAsync(pressed, message, person, cancellation) is { } refusal) return Refused(done, refusal);
        var turn = new TurnStart(message.Place, person, $"{done.Member.UserId}-{id}", time.GetUtcNow()).Press(pressed);
        await inbox.AcceptAsync(turn, cancellation: cancellation);
        // An opinion changes nothing that is shown.
        if (command.Verb != ActionVerb.Feedback) afterwards.Run(stopping => messages.ShowWorkingAsync(message, turn.TurnId, done, stopping));
        return EnvelopeAnswer.Taken;
    }

    /// <summary>Buttons of the Home tab belong to no message; there they begin something.</summary>
    private EnvelopeAnswer PressedAtHome(ActionCommand command, Interaction done)
    {
        if (command.Verb is ActionVerb.Welcome or ActionVerb.TrySample) shortcuts.BeginDirect(done, command.Verb);
        return EnvelopeAnswer.Taken;
    }

    private void TurnPage(BotMessage message, ActionCommand command, Interaction done)
    {
        var page = int.TryParse(command.Data.GetValueOrDefault(PageTurn.Page), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var ticked = message.Ticked(replies.Complete(message.Content, State(done), command.Data));
        afterwards.Run(stopping => messages.DrawAsync(message, message.Options with { Page = page, Ticked = ticked }, done, stopping));
    }

    /// <summary>The values of the message's inputs with the button's own data, and all that is ticked, on the message's other pages too.</summary>
    private Dictionary<string, string>? Inputs(BotMessage message, ActionCommand command, Interaction done)
    {
        var inputs = new Dictionary<string, string>(command.Data, StringComparer.Ordinal);
        foreach (var (name, value) in replies.Complete(message.Content, State(done), command.Data)) inputs[name] = value;
        return InputLimits.Hold(inputs) ? inputs : null;
    }

    private IReadOnlyDictionary<string, string> State(Interaction done) =>
        done.Body.At("state") is { ValueKind: JsonValueKind.Object } state ? replies.ReadState(state) : new Dictionary<string, string>();

    private async Task<string?> RefusalAsync(TurnAction press, BotMessage message, Person person, CancellationToken cancellation)
    {
        if (ActionRequests.Read(press) is not { } request) return null;
        var project = await database.FindProjectAsync(message.Row.Conversation, cancellation);
        var waits = project is null ? null : StoredJson.Read<ProjectState>(project.StateJson).Open?.Step;
        return Permissions.Of(request, person.Role, waits)?.Summary;
    }

    /// <summary>Null for what is no button of ours: a link, an input that only changed.</summary>
    private static string? ValueOf(JsonElement action) => action.Text("type") switch
    {
        "button" or "icon_button" or "feedback_buttons" => action.Text("value") is { Length: > 0 } value ? value : null,
        "overflow" => action.Text("selected_option", "value"),
        _ => null,
    };

    private EnvelopeAnswer Refused(Interaction done, string sentence)
    {
        whispers.Say(done, sentence);
        return EnvelopeAnswer.Taken;
    }

    /// <summary>Who pressed what, on which message.</summary>
    private sealed record Press(BotMessage Message, ActionCommand Command, Interaction Done, Person Person);
}
