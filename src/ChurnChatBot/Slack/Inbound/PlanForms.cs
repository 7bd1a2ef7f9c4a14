using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Blocks;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// The form in which a proposal is changed: its steps to tick, and a line for words. Sent, it makes the turns that a press and a sentence would make,
/// so that nothing can be changed in a form which could not be changed in the thread.
/// </summary>
internal sealed class PlanForms(SlackReplies replies, Afterwards afterwards, Whispers whispers)
{
    /// <summary>The input for words, beside those of the proposal.</summary>
    public const string OwnWords = "own_words";

    private const string Closed = "This proposal is decided or replaced, so it cannot be changed any more. Ask for the current one with “show the plan”.";

    /// <summary>Opens it at once: Slack takes the click for one only within three seconds.</summary>
    /// <returns>Why it is not opened, as a sentence; null where it is.</returns>
    public string? Open(BotMessage message, Interaction done, Person person)
    {
        if (done.TriggerId is not { } trigger) return "Slack did not let me open the form. Press again.";
        if (Refusal(person) is { } refusal) return refusal;
        if (!message.IsOpen) return Closed;
        var view = replies.Plan(message.Content, message.Options, message.Place);
        view["callback_id"] = PlanView.CallbackId;
        view["private_metadata"] = ButtonValue.Write(new ActionCommand(ActionVerb.Amend), message.Row.MessageId);
        afterwards.Run(async cancellation =>
        {
            var answer = await replies.Calls.CallAsync(done.TeamId, "views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, cancellation);
            if (answer.Error is not null) await whispers.SayAsync(done, "Slack did not let me open the form. Press again.", cancellation);
        });
        return null;
    }

    /// <returns>The turns, or the sentence that is shown instead of the form.</returns>
    public (IReadOnlyList<ConversationTurn> Turns, string? Refusal) Read(BotMessage message, IReadOnlyDictionary<string, string> values, TurnStart start, Person person)
    {
        if (Refusal(person) is { } refusal) return ([], refusal);
        if (!message.IsOpen) return ([], Closed);
        var turns = new List<ConversationTurn>();
        if (message.Ticked(replies.Complete(message.Content, values, new Dictionary<string, string>())) is { } ticked) turns.AddRange(Amend(message, ticked, start));
        if (values.GetValueOrDefault(OwnWords)?.Trim() is { Length: > 0 } words) turns.Add(start.Said("words", words, []));
        return turns.Count > 0 ? (turns, null) : ([], "Nothing was changed, so the proposal stands as it was.");
    }

    /// <summary>Only what differs from the proposal as it stands: the rest is not the person's doing.</summary>
    private static IEnumerable<ConversationTurn> Amend(BotMessage message, string ticked, TurnStart start)
    {
        var now = ticked.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var (on, off) = (Changed(isOn: true), Changed(isOn: false));
        if (on.Length > 0 || off.Length > 0) yield return start.Event("amend", ActionVerb.Amend, ("on", on), ("off", off));

        string Changed(bool isOn) => string.Join(',', message.Toggles!.Items.Where(item => item.IsOn != isOn && now.Contains(item.Id) == isOn).Select(item => item.Id));
    }

    private static string? Refusal(Person person) => Permissions.Of(new AmendRequest([]), person.Role, waits: null)?.Summary;
}
