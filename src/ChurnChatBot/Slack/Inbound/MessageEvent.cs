using System.Text.Json;

namespace ChurnChatBot.Slack.Inbound;

internal enum MessageChange
{
    Said,
    Corrected,
    Deleted,
}

/// <summary>
/// A message of a person, as it was written, changed or deleted. What apps write, this one included, is none: two bots that answer each other
/// never stop.
/// </summary>
/// <param name="Content">Its text and files, as they are now.</param>
internal sealed record MessageEvent(MessageChange Change, string UserId, string ChannelId, string Ts, string? ThreadTs, JsonElement Content)
{
    /// <summary>Whether Slack itself says that the bot was mentioned.</summary>
    public bool IsMention { get; init; }

    public bool IsDirect { get; init; }

    /// <returns>Null for what no person did.</returns>
    public static MessageEvent? Read(EventEnvelope happened) => happened.Body.Text("subtype") switch
    {
        null or "file_share" or "thread_broadcast" => Of(happened, MessageChange.Said, happened.Body),
        "message_changed" when happened.Body.At("message") is { } message => Changed(happened, message),
        "message_deleted" when happened.Body.At("previous_message") is { } message => Of(happened, MessageChange.Deleted, message),
        _ => null,
    };

    private static MessageEvent? Changed(EventEnvelope happened, JsonElement message)
    {
        var earlier = happened.Body.At("previous_message");
        // A deleted message with replies stays as an empty shell; who wrote it stands in what it was.
        if (message.Text("subtype") == "tombstone") return earlier is { } was ? Of(happened, MessageChange.Deleted, was) : null;
        // Slack tells of a change also when it only added a preview of a link.
        if (earlier?.Text("text") is { } before && before == message.Text("text")) return null;
        return message.Text("subtype") is null or "file_share" or "thread_broadcast" ? Of(happened, MessageChange.Corrected, message) : null;
    }

    private static MessageEvent? Of(EventEnvelope happened, MessageChange change, JsonElement content)
    {
        if (content.At("bot_id") is not null || happened.Body.At("bot_id") is not null) return null;
        if (content.Id("user") is not { } user || user == happened.BotUserId) return null;
        if (happened.Body.Id("channel") is not { } channel || content.Id("ts") is not { } ts) return null;
        return new MessageEvent(change, user, channel, ts, content.Id("thread_ts"), content)
        {
            IsMention = happened.Type == "app_mention" || SaidText.Mentions(content.Text("text"), happened.BotUserId),
            IsDirect = channel.StartsWith('D') || happened.Body.Text("channel_type") == "im",
        };
    }
}
