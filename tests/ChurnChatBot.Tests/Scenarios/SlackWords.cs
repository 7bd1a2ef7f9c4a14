using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>The words of blocks, without what is mark-up.</summary>
internal static partial class SlackWords
{
    public static string Of(JsonNode? block) => Type(block) switch
    {
        "header" or "alert" => OfText(block!["text"]),
        "section" => Join([OfText(block!["text"]), .. Each(block["fields"], OfText), OfElement(block["accessory"])]),
        "context" or "actions" or "context_actions" => Join(Each(block!["elements"], OfElement)),
        "input" => Join([OfText(block!["label"]), OfElement(block["element"]), OfText(block["hint"])]),
        "markdown" => WithoutMarkdown(Plain(block!["text"])),
        "rich_text" => OfRichText(block!),
        "image" or "video" => Join([OfText(block!["title"]), Plain(block["alt_text"])]),
        "table" or "data_table" => Join([Plain(block!["caption"]), .. Each(block["rows"], row => Join(Each(row, OfCell)))]),
        "data_visualization" => Join([Plain(block!["title"]), OfChart(block["chart"])]),
        "card" => Join([OfText(block!["title"]), OfText(block["subtitle"]), OfText(block["body"]), .. Each(block["actions"], OfElement)]),
        "carousel" => Join(Each(block!["elements"], Of)),
        "container" => Join([OfText(block!["title"]), block["rich_text_title"] is { } title ? OfRichText(title) : "", OfText(block["subtitle"]), .. Each(block["child_blocks"], Of)]),
        "plan" => Join([Plain(block!["title"]), .. Each(block["tasks"], Of)]),
        "task_card" => Join([Plain(block!["title"]), OfRichText(block["details"]), OfRichText(block["output"]), .. Each(block["sources"], source => Plain(source?["text"]))]),
        _ => "",
    };

    /// <summary>A text object: mrkdwn has marks, plain_text has none.</summary>
    public static string OfText(JsonNode? text) => Type(text) == "mrkdwn" ? WithoutMarks(Plain(text!["text"])) : Plain(text?["text"]);

    /// <summary>What Slack shows of its mark-up.</summary>
    public static string WithoutMarks(string text) => Unescape(Bold().Replace(Links().Replace(text, link => link.Groups["label"].Success ? link.Groups["label"].Value : link.Groups["target"].Value), "$1"));

    private static string WithoutMarkdown(string text) => MarkdownLinks().Replace(text.Replace("**", "", StringComparison.Ordinal), "$1");

    private static string OfElement(JsonNode? element) => Type(element) switch
    {
        "plain_text" or "mrkdwn" => OfText(element),
        "image" => Plain(element!["alt_text"]),
        "feedback_buttons" => Join([OfText(element!["positive_button"]?["text"]), OfText(element["negative_button"]?["text"])]),
        _ => Join([OfText(element?["text"]), .. Each(element?["options"], OfOption), .. Each(element?["option_groups"], group => Join([OfText(group?["label"]), .. Each(group?["options"], OfOption)]))]),
    };

    private static string OfOption(JsonNode? option) => Join([OfText(option?["text"]), OfText(option?["description"])]);

    private static string OfCell(JsonNode? cell) => Type(cell) == "rich_text" ? OfRichText(cell) : Plain(cell?["text"]);

    private static string OfChart(JsonNode? chart) => Join([
        .. Each(chart?["segments"], segment => Join([Plain(segment?["label"]), Plain(segment?["value"])])),
        .. Each(chart?["series"], series => Join([Plain(series?["name"]), .. Each(series?["data"], point => Join([Plain(point?["label"]), Plain(point?["value"])]))])),
    ]);

    private static string OfRichText(JsonNode? node) => Type(node) switch
    {
        "rich_text" or "rich_text_list" => Join(Each(node!["elements"], OfRichText)),
        "rich_text_section" or "rich_text_quote" or "rich_text_preformatted" => string.Concat(Each(node!["elements"], OfRichText)),
        "text" => Plain(node!["text"]),
        "link" => Plain(node!["text"] ?? node["url"]),
        "date" => Plain(node!["fallback"]),
        "emoji" => $":{Plain(node!["name"])}:",
        "user" => $"<@{Plain(node!["user_id"])}>",
        _ => "",
    };

    private static IEnumerable<string> Each(JsonNode? list, Func<JsonNode?, string> words) => (list as JsonArray ?? []).Select(words);

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Where(some => some.Length > 0));

    private static string Type(JsonNode? node) => Plain((node as JsonObject)?["type"]);

    private static string Plain(JsonNode? node) => node is JsonValue value ? value.ToString() : "";

    private static string Unescape(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"<(?<target>(?:https?:|mailto:|[@#!])[^|>]*)(?:\|(?<label>[^>]*))?>")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<!\w)\*([^*\n]+)\*(?!\w)")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex MarkdownLinks();
}
