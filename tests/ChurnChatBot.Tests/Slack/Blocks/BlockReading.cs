using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Blocks;
using ChurnChatBot.Tests.Teams.Cards;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>What a person reads in blocks, one after the other, and what they can press; captions, which repeat the line above, and buttons are not read.</summary>
internal static class BlockReading
{
    private static readonly string[] Read = ["header", "rich_text", "section", "context", "input", "table", "data_table"];
    private static readonly string[] Order = ["text", "description", "label", "fields", "rows", "element", "elements", "options", "option_groups"];

    public static string Texts(SlackMessage message)
    {
        var text = new StringBuilder();
        foreach (var block in message.Blocks.Where(block => Read.Contains((string?)block!["type"]))) Write(text, block!);
        return CardReading.Normal(text.ToString());
    }

    public static IEnumerable<JsonObject> Elements(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Elements),
        JsonObject members => members.SelectMany(member => Elements(member.Value)).Prepend(members),
        _ => [],
    };

    public static IReadOnlyList<(ActionCommand Command, JsonObject Button)> Buttons(SlackMessage message) =>
        [.. Elements(message.Blocks).Where(element => (string?)element["type"] == "button").Select(button => (ButtonValue.Read((string?)button["value"])!.Value.Command, button))];

    public static JsonObject Payload(SlackMessage message) => new() { ["text"] = message.Text, ["blocks"] = message.Blocks.DeepClone() };

    /// <summary>As Slack sends the state of the boxes and inputs, where nobody has touched them.</summary>
    public static JsonElement State(JsonArray blocks) => JsonSerializer.SerializeToElement(new
    {
        values = blocks.Where(block => (string?)block!["type"] == "input").ToDictionary(block => (string)block!["block_id"]!, block => new Dictionary<string, JsonObject>
        {
            [(string)block!["element"]!["action_id"]!] = new JsonObject
            {
                ["type"] = (string?)block["element"]!["type"],
                ["selected_options"] = block["element"]!["initial_options"]?.DeepClone() ?? new JsonArray(),
                ["selected_option"] = block["element"]!["initial_option"]?.DeepClone(),
                ["value"] = block["element"]!["initial_value"]?.DeepClone(),
            },
        }),
    });

    private static void Write(StringBuilder text, JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Write(text, item!);
        }
        else if (node is JsonObject element)
        {
            foreach (var name in Order)
            {
                if (element[name] is JsonValue words) text.Append((string?)words).Append(' ');
                else if (element[name] is { } inner) Write(text, inner);
            }
        }
    }
}
