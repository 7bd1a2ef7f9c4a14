using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Slack.People;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Forms (modals) that were sent. What they make is stored before Slack closes them; where they make nothing, the form says why in its own place,
/// since a form belongs to no channel in which it could be said.
/// </summary>
internal sealed class SentForms(TurnInbox inbox, SlackPeople people, BotMessages messages, PlanForms plans, SlackReplies replies, TimeProvider time)
{
    private const int LongestText = 4_000;
    private const string Unknown = "This form belongs to a message that is not there any more. Ask for the current one with “show the plan”.";

    public async Task<EnvelopeAnswer> AcceptAsync(Interaction done, CancellationToken cancellation)
    {
        if (done.Body.At("view") is not { } view || view.Id("id") is not { } id) return EnvelopeAnswer.Malformed;
        var values = view.At("state") is { ValueKind: JsonValueKind.Object } state ? replies.ReadState(state) : new Dictionary<string, string>();
        if (!InputLimits.Hold(values)) return Instead("That is more than I can take at once. Say it shorter.");
        return view.Text("callback_id") switch
        {
            PlanView.CallbackId => await AmendAsync(done, new Sent(id, view.Text("private_metadata"), values), cancellation),
            Callbacks.Ask => await AskAsync(done, view, id, cancellation),
            _ => EnvelopeAnswer.Taken,
        };
    }

    private async Task<EnvelopeAnswer> AmendAsync(Interaction done, Sent sent, CancellationToken cancellation)
    {
        if (ButtonValue.Read(sent.About) is not var (_, messageId)) return Instead(Unknown);
        var person = await people.OfAsync(done.Member, cancellation);
        if (await messages.FindAsync(messageId, done, person, cancellation) is not { } message) return Instead(Unknown);
        var (turns, refusal) = plans.Read(message, sent.Values, new TurnStart(message.Place, person, sent.Id, time.GetUtcNow()), person);
        foreach (var turn in turns) await AcceptAsync(turn, cancellation);
        return refusal is null ? EnvelopeAnswer.Taken : Instead(refusal);
    }

    private async Task<EnvelopeAnswer> AskAsync(Interaction done, JsonElement view, string id, CancellationToken cancellation)
    {
        if (Place(view.Text("private_metadata")) is not { } place || place.TeamId != done.TeamId) return Instead("I cannot find the message that this was about any more.");
        if (FormViews.Asked(view) is not { Length: > 0 and <= LongestText } words) return Instead("There was nothing to ask.");
        var person = await people.OfAsync(done.Member, cancellation);
        await AcceptAsync(new TurnStart(place, person, id, time.GetUtcNow()).Said("ask", words, []), cancellation);
        return EnvelopeAnswer.Taken;
    }

    private async Task AcceptAsync(ConversationTurn turn, CancellationToken cancellation)
    {
        if (await inbox.AcceptAsync(turn, cancellation: cancellation)) replies.Watch(turn);
    }

    private static SlackPlace? Place(string? text)
    {
        try
        {
            return text is { Length: > 0 and <= 200 } ? SlackPlace.Parse(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The form gives way to a sentence.</summary>
    private static EnvelopeAnswer Instead(string sentence) => EnvelopeAnswer.Taken with
    {
        Body = new JsonObject { ["response_action"] = "update", ["view"] = FormViews.Sentence(sentence) },
    };

    /// <param name="Id">V…; another one at each opening.</param>
    /// <param name="About">What was given to the form when it was opened.</param>
    private sealed record Sent(string Id, string? About, IReadOnlyDictionary<string, string> Values);
}
