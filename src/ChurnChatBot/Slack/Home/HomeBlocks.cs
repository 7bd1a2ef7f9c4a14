using System.Globalization;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Home;

/// <summary>The few blocks that the Home tab and unfurled links are made of. https://docs.slack.dev/reference/block-kit/blocks</summary>
internal static class HomeBlocks
{
    public static JsonObject Header(string words) => new() { ["type"] = "header", ["text"] = Plain(words) };

    /// <summary>Words of the program.</summary>
    public static JsonObject Words(string words) => new() { ["type"] = "section", ["text"] = Plain(words) };

    public static JsonObject Divider() => new() { ["type"] = "divider" };

    public static JsonObject Rich(params ReadOnlySpan<JsonObject> elements) => new() { ["type"] = "rich_text", ["elements"] = new JsonArray { Section(elements) } };

    public static JsonObject List(IReadOnlyList<string> items)
    {
        var list = new JsonArray();
        foreach (var item in items) list.Add(Section([Text(item)]));
        return new JsonObject
        {
            ["type"] = "rich_text",
            ["elements"] = new JsonArray { new JsonObject { ["type"] = "rich_text_list", ["style"] = "bullet", ["elements"] = list } },
        };
    }

    public static JsonObject Text(string text, bool isStrong = false)
    {
        var element = new JsonObject { ["type"] = "text", ["text"] = text };
        if (isStrong) element["style"] = new JsonObject { ["bold"] = true };
        return element;
    }

    public static JsonObject Link(string text, Uri address) => new() { ["type"] = "link", ["url"] = address.AbsoluteUri, ["text"] = text };

    /// <summary>Slack writes it in the reader's own time and order.</summary>
    public static JsonObject Date(DateTimeOffset at) => new()
    {
        ["type"] = "date",
        ["timestamp"] = at.ToUnixTimeSeconds(),
        ["format"] = "{date_short_pretty}, {time}",
        ["fallback"] = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
    };

    public static JsonObject Button(string actionId, string words, string value) =>
        new() { ["type"] = "button", ["action_id"] = actionId, ["text"] = Plain(words), ["value"] = value };

    public static JsonObject LinkButton(string actionId, string words, Uri address) =>
        new() { ["type"] = "button", ["action_id"] = actionId, ["text"] = Plain(words), ["url"] = address.AbsoluteUri };

    /// <summary>Without emoji, so that a colon stays a colon.</summary>
    private static JsonObject Plain(string words) => new() { ["type"] = "plain_text", ["text"] = words, ["emoji"] = false };

    private static JsonObject Section(ReadOnlySpan<JsonObject> elements)
    {
        var list = new JsonArray();
        foreach (var element in elements) list.Add(element);
        return new JsonObject { ["type"] = "rich_text_section", ["elements"] = list };
    }
}
