using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.People;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Shortcuts: "ask about this" on a message takes its files into the message's own thread, or asks what one wants to know of its words; "new churn
/// project" begins one in the person's direct messages.
/// </summary>
internal sealed class Shortcuts(
    ThreadPlaces places, NewThreads threads, TurnInbox inbox, SlackPeople people, Whispers whispers, Afterwards afterwards, SlackReplies replies, TimeProvider time)
{
    public async Task<EnvelopeAnswer> AskAboutAsync(Interaction done, CancellationToken cancellation)
    {
        if (done.Body.Text("callback_id") != SlackFeatures.AskAbout) return EnvelopeAnswer.Taken;
        if (done.Body.At("message") is not { ValueKind: JsonValueKind.Object } message || done.ChannelId is not { } channel || done.MessageTs is not { } ts) return EnvelopeAnswer.Malformed;
        var place = places.Of(done.TeamId, channel, ts, done.ThreadTs);
        if (SentFiles.Of(message, done.TeamId) is { Count: > 0 } files)
        {
            var person = await people.OfAsync(done.Member, cancellation);
            await AcceptAsync(new TurnStart(place, person, $"{done.Member.UserId}-{done.TriggerId ?? ts}", time.GetUtcNow()).Said("shortcut", "", files), cancellation);
            whispers.Say(done, "I read the file and answer in the message's thread. Should nothing come, add me to this channel first.");
        }
        else if (done.TriggerId is { } trigger)
        {
            var view = FormViews.Ask(place, SaidText.Of(message.Text("text"), bot: null));
            afterwards.Run(stopping => replies.Calls.CallAsync(done.TeamId, "views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, stopping));
        }

        return EnvelopeAnswer.Taken;
    }

    public EnvelopeAnswer Begin(Interaction done)
    {
        if (done.Body.Text("callback_id") == SlackFeatures.NewProject) BeginDirect(done, ActionVerb.Welcome);
        return EnvelopeAnswer.Taken;
    }

    /// <summary>In the person's direct messages. Slack shows nothing for it by itself, so it is begun once the acknowledgement is out.</summary>
    /// <param name="verb">Welcome for an empty project, or to try the sample.</param>
    public void BeginDirect(Interaction done, string verb)
    {
        if (done.TriggerId is { } trigger) afterwards.Run(stopping => BeginAsync(done, verb, trigger, stopping));
    }

    private async Task BeginAsync(Interaction done, string verb, string trigger, CancellationToken cancellation)
    {
        var (place, problem) = await threads.BeginDirectAsync(done.Member, "A new churn project.", cancellation);
        if (place is null)
        {
            await replies.Calls.CallAsync(done.TeamId, "views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = FormViews.Sentence(problem!) }, cancellation);
            return;
        }

        var start = new TurnStart(place, await people.OfAsync(done.Member, cancellation), trigger, time.GetUtcNow());
        // Where direct messages are one conversation, a project may be spoken about in it already.
        if (await places.IsKnownAsync(place, cancellation)) await AcceptAsync(start.Said("shortcut", "new project", []), cancellation);
        else if (verb == ActionVerb.Welcome) await AcceptAsync(start.Welcome(), cancellation);
        if (verb == ActionVerb.TrySample) await AcceptAsync(start.Event("sample", verb), cancellation);
    }

    private async Task AcceptAsync(ConversationTurn turn, CancellationToken cancellation)
    {
        if (await inbox.AcceptAsync(turn, cancellation: cancellation)) replies.Watch(turn);
    }
}
