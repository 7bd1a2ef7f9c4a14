using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Api;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// Whether a message is there already that nobody noted: Slack has no key to post under, but keeps the metadata that a message was posted with. Where
/// the bot may not read what was said (it needs no such permission to answer), nothing is found, and the message is posted again.
/// https://docs.slack.dev/reference/methods/conversations.replies
/// </summary>
internal sealed partial class EarlierPosts(SlackWebClient slack, ILogger<EarlierPosts> log)
{
    private const int MostPages = 5;
    private const int PageSize = 200;

    /// <returns>Its ts; null where it is not found.</returns>
    public async Task<string?> FindAsync(Speech speech, CancellationToken cancellation)
    {
        try
        {
            string? cursor = null;
            for (var page = 0; page < MostPages; page++)
            {
                var answer = await slack.CallAsync(Ask(speech, cursor), cancellation);
                if (Messages(answer).FirstOrDefault(message => IsOf(message, speech.Message.MessageId)) is { ValueKind: JsonValueKind.Object } found) return SlackAnswers.Text(found, "ts");
                cursor = answer.TryGetProperty("response_metadata", out var rest) ? SlackAnswers.Text(rest, "next_cursor") : null;
                if (string.IsNullOrEmpty(cursor)) break;
            }
        }
        catch (SlackApiException refused) when (!refused.IsGone)
        {
            LogNotRead(speech.Message.MessageId, refused.Code);
        }

        return null;
    }

    private static SlackCall Ask(Speech speech, string? cursor)
    {
        var arguments = new JsonObject { ["channel"] = speech.Place.ChannelId, ["include_all_metadata"] = true, ["limit"] = PageSize };
        if (speech.Place.ThreadTs is { } thread) arguments["ts"] = thread;
        if (cursor is not null) arguments["cursor"] = cursor;
        return speech.Call(speech.Place.ThreadTs is null ? "conversations.history" : "conversations.replies", arguments);
    }

    private static IEnumerable<JsonElement> Messages(JsonElement answer) =>
        answer.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array ? messages.EnumerateArray() : [];

    private static bool IsOf(JsonElement message, string messageId) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && SlackAnswers.Text(metadata, "event_type") == MessagePoster.EventType
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object && SlackAnswers.Text(payload, "message_id") == messageId;

    [LoggerMessage(Level = LogLevel.Information, Message = "Whether message {MessageId} is there already could not be read ({Code}); it may show twice.")]
    private partial void LogNotRead(string messageId, string code);
}
