using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Blocks;

namespace ChurnChatBot.Tests.Slack.Blocks;

/// <summary>What Slack would refuse, counted in UTF-16 units, of which there are never fewer than characters.</summary>
internal static class BlockLimits
{
    public static void AssertKept(SlackMessage message)
    {
        Assert.InRange(message.Text.Length, 1, 4_000);
        Assert.InRange(message.Blocks.Count, 1, 50);
        AssertKept(message.Blocks);
        var tables = message.Blocks.Where(block => (string?)block!["type"] is "table" or "data_table").ToArray();
        Assert.True(tables.Length <= 1, "more than one table");
        Assert.InRange(tables.SelectMany(table => BlockReading.Elements(table!["rows"])).Sum(cell => ((string?)cell["text"])!.Length), 0, 10_000);
        Assert.InRange(message.Blocks.Except(tables).Sum(block => block!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Length), 0, 12_000);
    }

    public static void AssertKept(JsonArray blocks)
    {
        AssertDistinct(blocks.Select(block => (string?)block!["block_id"]));
        var elements = BlockReading.Elements(blocks).ToArray();
        AssertDistinct(elements.Select(element => (string?)element["action_id"]));
        foreach (var element in elements) AssertKept(element);
    }

    private static void AssertKept(JsonObject element)
    {
        AssertText(element, "text", (string?)element["type"] switch { "header" => 150, "button" => 75, "section" => 3_000, _ => element["value"] is null ? 12_000 : 75 });
        AssertText(element, "description", 75);
        AssertText(element, "label", 2_000);
        AssertText(element, "placeholder", 150);
        if (element["value"] is JsonValue value && value.TryGetValue<string>(out var words)) Assert.InRange(words.Length, 1, element["type"] is null && element["accessibility_label"] is null && !words.StartsWith('{') ? 75 : 2_000);
        Assert.InRange(element["action_id"]?.ToString().Length ?? 1, 1, 255);
        Assert.InRange(element["elements"]?.AsArray().Count ?? 1, 1, (string?)element["type"] == "actions" ? 25 : int.MaxValue);
        Assert.InRange(element["fields"]?.AsArray().Count ?? 1, 1, 10);
        Assert.InRange(element["options"]?.AsArray().Count ?? 1, 1, (string?)element["type"] is "checkboxes" or "radio_buttons" ? 10 : 100);
        Assert.InRange(element["initial_options"]?.AsArray().Count ?? 1, 1, 10);
        Assert.InRange(element["rows"]?.AsArray().Count ?? 2, 2, (string?)element["type"] == "table" ? 100 : 101);
    }

    private static void AssertText(JsonObject element, string name, int most)
    {
        var text = element[name] is JsonObject inner ? inner["text"] : element[name];
        if (text is JsonValue words) Assert.InRange(((string)words!).Length, 1, most);
    }

    private static void AssertDistinct(IEnumerable<string?> ids)
    {
        var given = ids.OfType<string>().ToArray();
        Assert.Equal(given.Length, given.Distinct().Count());
    }
}
