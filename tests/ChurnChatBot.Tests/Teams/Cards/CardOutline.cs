using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.Cards;

/// <summary>An Adaptive Card as lines that can be read and compared: each element with its style and words, what is inside it indented.</summary>
internal static class CardOutline
{
    private static readonly string[] Children = ["body", "items", "columns", "rows", "cells", "facts", "actions", "choices", "fallback"];
    private static readonly string[] Words = ["title", "text", "label", "value", "altText", "xAxisTitle", "yAxisTitle"];
    private static readonly string[] Styles = ["style", "size", "weight", "color", "mode", "id", "verb", "isSubtle", "isVisible", "isMultiSelect", "width", "horizontalAlignment", "targetElements"];

    public static string Of(JsonNode card)
    {
        var lines = new StringBuilder();
        Write(lines, card, 0, "");
        return lines.ToString();
    }

    private static void Write(StringBuilder lines, JsonNode? node, int depth, string role)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Write(lines, item, depth, role);
            return;
        }

        if (node is not JsonObject element) return;
        lines.Append(' ', 2 * depth).Append(role.Length > 0 ? role + ": " : "").Append((string?)element["type"] ?? "-");
        foreach (var name in Styles.Where(element.ContainsKey)) lines.Append(' ').Append(name).Append('=').Append(element[name]!.ToJsonString().Trim('"'));
        foreach (var name in Words) if (element[name] is JsonValue text) lines.Append(" | ").Append(Visible(text.ToString()));
        foreach (var run in element["inlines"] as JsonArray ?? []) lines.Append(" | ").Append(Visible((string?)run?["text"] ?? run?.ToString() ?? ""));
        if (element["data"] is JsonArray points) lines.Append(" | data ").Append(points.ToJsonString());
        lines.Append('\n');
        foreach (var name in Children) if (element[name] is JsonArray or JsonObject) Write(lines, element[name], depth + 1, name == "fallback" ? name : "");
    }

    private static string Visible(string text) => text.Replace("\n", "⏎", StringComparison.Ordinal);
}
