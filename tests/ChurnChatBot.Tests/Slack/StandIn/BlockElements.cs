using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Everything that can be pressed, chosen or filled in among blocks, wherever it stands, in order.</summary>
internal static class BlockElements
{
    public static IEnumerable<PlacedElement> Of(JsonArray blocks) => blocks.OfType<JsonObject>().SelectMany(InBlock);

    /// <summary>Copies blocks and gives an id to whatever has none, as Slack does.</summary>
    public static JsonArray WithIds(JsonArray blocks)
    {
        var copy = (JsonArray)blocks.DeepClone();
        foreach (var block in All(copy)) block["block_id"] ??= NewId();
        foreach (var placed in Of(copy)) placed.Element["action_id"] ??= NewId();
        return copy;
    }

    private static IEnumerable<JsonObject> All(JsonArray blocks) =>
        blocks.OfType<JsonObject>().SelectMany(block => All(block["child_blocks"] as JsonArray ?? []).Concat(block["type"]?.ToString() == "carousel" ? All(block["elements"] as JsonArray ?? []) : []).Prepend(block));

    private static IEnumerable<PlacedElement> InBlock(JsonObject block) => block["type"]?.ToString() switch
    {
        "section" => Placed(block, [block["accessory"]]),
        "input" => Placed(block, [block["element"]]),
        "actions" or "context_actions" => Placed(block, block["elements"] as JsonArray ?? []),
        "card" => Placed(block, block["actions"] as JsonArray ?? []),
        "carousel" => Of(block["elements"] as JsonArray ?? []),
        "container" => Of(block["child_blocks"] as JsonArray ?? []),
        _ => [],
    };

    private static IEnumerable<PlacedElement> Placed(JsonObject block, IEnumerable<JsonNode?> elements) =>
        elements.OfType<JsonObject>().Where(element => element["type"]?.ToString() != "image").Select(element => new PlacedElement(block, element));

    private static string NewId() => Guid.NewGuid().ToString("N")[..5];
}

/// <summary>An element and the block that it stands in.</summary>
internal sealed record PlacedElement(JsonObject Block, JsonObject Element)
{
    public string BlockId => Block["block_id"]?.ToString() ?? "";

    public string ActionId => Element["action_id"]?.ToString() ?? "";

    public string Type => Element["type"]?.ToString() ?? "";

    /// <summary>An input block's element says nothing by itself, unless it was asked to.</summary>
    public bool ActsAtOnce => Block["type"]?.ToString() != "input" || Block["dispatch_action"]?.GetValue<bool>() == true;

    public string Label => Element["text"]?["text"]?.ToString() ?? "";
}
