using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.People;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Takes events in. What an event means for the bot is stored before the event is acknowledged; one that means nothing, or is of a type that nobody
/// here knows, is acknowledged and does nothing. Whether it is a repeated delivery is decided by the ids of its turns and by nothing else: the first
/// delivery may have been lost.
/// </summary>
internal sealed partial class EventIntake(
    ThreadPlaces places, Reactions reactions, SlackPeople people, TurnInbox inbox, SlackReplies replies, SlackOptions options, TimeProvider time,
    ILogger<EventIntake> log)
{
    public async Task<EnvelopeAnswer> AcceptAsync(JsonElement envelope, CancellationToken cancellation)
    {
        if (EventEnvelope.Read(envelope) is not { } happened) return EnvelopeAnswer.Malformed;
        if (!TeamRules.Allows(options, happened.TeamId, happened.PersonTeamId, happened.EnterpriseId))
        {
            // A refusal would only be delivered again, and too many of them end the subscription for those who are answered.
            LogForeign(happened.TeamId);
            return EnvelopeAnswer.Taken;
        }

        foreach (var turn in await TurnsAsync(happened, cancellation))
        {
            if (await inbox.AcceptAsync(turn, cancellation: cancellation) && turn.Action?.Command.Verb is not (ActionVerb.Feedback or ActionVerb.Retract)) replies.Watch(turn);
        }

        await replies.NoteAsync(happened, cancellation);
        return EnvelopeAnswer.Taken;
    }

    private async Task<IReadOnlyList<ConversationTurn>> TurnsAsync(EventEnvelope happened, CancellationToken cancellation) => happened.Type switch
    {
        "message" or "app_mention" => await MessageAsync(happened, cancellation),
        "reaction_added" or "reaction_removed" when happened.Body.Id("user") is { } user && user != happened.BotUserId =>
            await reactions.TurnsAsync(happened, await PersonAsync(happened, user, cancellation), cancellation),
        "app_home_opened" when happened.Body.Text("tab") == "messages" && happened.Body.Id("channel") is { } channel =>
            await WelcomeAsync(happened, new SlackPlace(happened.TeamId, channel, null), happened.Body.Id("user"), cancellation),
        "assistant_thread_started" when happened.Body.At("assistant_thread") is { } thread && thread.Id("channel_id") is { } channel && thread.Id("thread_ts") is { } ts =>
            await WelcomeAsync(happened, places.Of(happened.TeamId, channel, ts, ts), thread.Id("user_id"), cancellation),
        "agent_session_stopped" => await StopAsync(happened, cancellation),
        _ => [],
    };

    private async Task<IReadOnlyList<ConversationTurn>> MessageAsync(EventEnvelope happened, CancellationToken cancellation)
    {
        if (MessageEvent.Read(happened) is not { } message) return [];
        var place = places.Of(happened.TeamId, message.ChannelId, message.Ts, message.ThreadTs);
        if (!await places.IsForBotAsync(message, place, cancellation)) return [];
        return MessageTurns.Of(message, place, happened.BotUserId, await PersonAsync(happened, message.UserId, cancellation), time.GetUtcNow());
    }

    private async Task<IReadOnlyList<ConversationTurn>> WelcomeAsync(EventEnvelope happened, SlackPlace place, string? user, CancellationToken cancellation) =>
        user is null ? [] : [new TurnStart(place, await PersonAsync(happened, user, cancellation), happened.EventId, time.GetUtcNow()).Welcome()];

    /// <summary>Slack's own stop button on a thread that is being worked in.</summary>
    private async Task<IReadOnlyList<ConversationTurn>> StopAsync(EventEnvelope happened, CancellationToken cancellation)
    {
        if (happened.Body.Id("channel") is not { } channel || happened.Body.Id("thread_ts") is not { } thread || happened.Body.Id("user") is not { } user) return [];
        var place = places.Of(happened.TeamId, channel, thread, thread);
        if (!await places.IsKnownAsync(place, cancellation)) return [];
        return [new TurnStart(place, await PersonAsync(happened, user, cancellation), happened.EventId, time.GetUtcNow()).Event("stop", ActionVerb.StopTraining)];
    }

    private ValueTask<Person> PersonAsync(EventEnvelope happened, string user, CancellationToken cancellation) =>
        people.OfAsync(new SlackMember(happened.TeamId, happened.PersonTeamId, user), cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event was passed over: people of the workspace {Team}, or of one that shares a channel with it, are not answered.")]
    private partial void LogForeign(string team);
}
