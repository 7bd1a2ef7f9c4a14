using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>How many characters of a payload are for people to read: everything but types, ids, values, addresses and styles.</summary>
internal static class ShownText
{
    private static readonly HashSet<string> Hidden = ["type", "block_id", "action_id", "value", "url", "image_url", "style", "name", "task_id", "status"];

    public static int Length(JsonNode? node) => node switch
    {
        JsonArray list => list.Sum(Length),
        JsonObject one => one.Where(field => field.Value is not JsonValue || !Hidden.Contains(field.Key)).Sum(field => Length(field.Value)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>().Length,
        _ => 0,
    };
}
