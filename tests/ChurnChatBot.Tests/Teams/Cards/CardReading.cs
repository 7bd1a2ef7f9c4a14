using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.Cards;

/// <summary>What a person reads on a card, element by element: no fallbacks, no titles of buttons.</summary>
internal static class CardReading
{
    // What the renderer puts between characters so that they are no mark-up, the signs of a list and of a box, and white space, which may change
    // where a text goes on on another page.
    private static readonly string Ignored = "\u200A\u2060\u200B\u2068\u2069\u202E•☑☐✓■";

    public static string Texts(JsonNode card)
    {
        var text = new StringBuilder();
        Write(text, card["body"]!);
        return Normal(text.ToString());
    }

    public static string Normal(string text) => string.Concat(text.Replace('`', '\u2035').EnumerateRunes()
        .Where(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !Ignored.Contains(rune.ToString(), StringComparison.Ordinal)));

    public static IEnumerable<JsonObject> Elements(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Elements),
        JsonObject members => members.Where(member => member.Key is not ("data" or "fallback")).SelectMany(member => Elements(member.Value)).Prepend(members).Where(element => element.ContainsKey("type")),
        _ => [],
    };

    private static void Write(StringBuilder text, JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Write(text, item!);
        }
        else if (node is JsonObject element && !((string?)element["type"] ?? "").StartsWith("Action", StringComparison.Ordinal))
        {
            foreach (var name in new[] { "text", "title", "label" })
                if (element[name] is JsonValue words && !((string?)element["type"] ?? "").StartsWith("Chart", StringComparison.Ordinal)) text.Append((string?)words).Append(' ');
            foreach (var (name, value) in element)
                if (value is JsonArray or JsonObject && name is not ("fallback" or "data")) Write(text, value);
        }
    }
}
