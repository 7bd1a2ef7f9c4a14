using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Slack.SocketMode;

/// <summary>
/// One message over a socket: Slack's hello, its goodbye, or an envelope that is to be acknowledged by its id.
/// See https://docs.slack.dev/apis/events-api/using-socket-mode
/// </summary>
/// <param name="EnvelopeId">Null for what needs no acknowledgement.</param>
/// <param name="TakesBody">Whether the acknowledgement may bring what is shown at once.</param>
internal sealed record SocketFrame(string Type, string? EnvelopeId, bool TakesBody, JsonElement Body)
{
    /// <returns>Null for what is none of Slack's messages.</returns>
    public static SocketFrame? Read(JsonDocument json) => json.RootElement.Id("type") is { } type
        ? new SocketFrame(type, json.RootElement.Id("envelope_id"), json.RootElement.IsTrue("accepts_response_payload"), json.RootElement)
        : null;

    public byte[] Acknowledgement(JsonObject? body)
    {
        var answer = new JsonObject { ["envelope_id"] = EnvelopeId };
        if (body is not null && TakesBody) answer["payload"] = body.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(answer);
    }
}
