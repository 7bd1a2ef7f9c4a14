using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// Texts of blocks. Slack's own mark-up (mrkdwn) would let a name out of a file become a mention, a link or an emoji; the elements of rich_text
/// and plain_text are shown as they are, so nothing else is used.
/// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
/// </summary>
internal static class BlockText
{
    /// <summary>For a text that is empty, which Slack refuses.</summary>
    private const string Nothing = "–";

    private const int LongestContext = 2_000;

    public static JsonObject Block(RichText text, CultureInfo culture, bool isStrong = false) => Block([Section(text, culture, isStrong)]);

    public static JsonObject Block(IEnumerable<JsonObject> elements) => new() { ["type"] = "rich_text", ["elements"] = new JsonArray([.. elements]) };

    public static JsonObject Section(RichText text, CultureInfo culture, bool isStrong = false) =>
        new() { ["type"] = "rich_text_section", ["elements"] = Runs(text, culture, isStrong) };

    public static JsonObject Bullets(IEnumerable<RichText> items, CultureInfo culture) => Block([new JsonObject
    {
        ["type"] = "rich_text_list",
        ["style"] = "bullet",
        ["elements"] = new JsonArray([.. items.Select(item => Section(item, culture))]),
    }]);

    /// <summary>One below the other, in one block.</summary>
    public static JsonObject Lines(IReadOnlyList<RichText> lines, CultureInfo culture)
    {
        var sections = lines.Select(line => Section(line, culture)).ToArray();
        foreach (var section in sections.SkipLast(1)) section["elements"]!.AsArray().Add(new JsonObject { ["type"] = "text", ["text"] = "\n" });
        return Block(sections);
    }

    /// <summary>Small and grey, where it is not too long for that.</summary>
    public static JsonObject Context(string plain) => plain.Length > LongestContext
        ? Block(RichText.Of($"{Messages.Data.Cell(plain)}"), CultureInfo.InvariantCulture)
        : new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(PlainText(plain)) };

    /// <summary>An object of text in which nothing is parsed, emoji codes neither.</summary>
    public static JsonObject PlainText(string plain) => new() { ["type"] = "plain_text", ["text"] = NotEmpty(plain), ["emoji"] = false };

    public static string Plain(RichText text, CultureInfo culture) => string.Concat(text.Runs.Select(run => Of(run, culture)));

    /// <summary>Text of a file or a person, as it may be shown. White space after it stays outside, where it parts words.</summary>
    public static string Data(string text)
    {
        var clean = ShownText.Clean(text);
        var words = clean.TrimEnd();
        return string.Concat(ShownText.Isolated(words), clean.AsSpan(words.Length));
    }

    public static string NotEmpty(string plain) => string.IsNullOrWhiteSpace(plain) ? Nothing : plain;

    /// <summary>For the field "text" of a message, which is the one place that Slack parses: what could be mark-up in it is broken.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in ShownText.Clean(text))
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                // Emphasis, code, emoji codes and addresses need these beside a character; a word joiner after them is not seen.
                '*' or '~' or '`' or ':' or '_' => escaped.Append(character).Append('\u2060'),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>At most so many UTF-16 units, which are never fewer than code points. No character is halved, and what is isolated stays so.</summary>
    public static string Shortened(string plain, int most)
    {
        if (plain.Length <= most) return plain;
        var isOpen = plain.AsSpan(0, most - 2) is var begin && begin.Count('\u2068') > begin.Count('\u2069');
        var end = isOpen ? most - 2 : most - 1;
        if (char.IsHighSurrogate(plain[end - 1])) end--;
        return string.Concat(plain.AsSpan(0, end).TrimEnd(), isOpen ? "…\u2069" : "…");
    }

    private static JsonArray Runs(RichText text, CultureInfo culture, bool isStrong)
    {
        var runs = new JsonArray();
        foreach (var run in text.Runs)
        {
            if (Of(run, culture) is not { Length: > 0 } words) continue;
            var json = new JsonObject { ["type"] = "text", ["text"] = words };
            if (Style(run.Style, isStrong) is { Count: > 0 } style) json["style"] = style;
            runs.Add(json);
        }

        if (runs.Count == 0) runs.Add(new JsonObject { ["type"] = "text", ["text"] = " " });
        return runs;
    }

    private static JsonObject Style(TextStyle style, bool isStrong)
    {
        var json = new JsonObject();
        if (isStrong || style.HasFlag(TextStyle.Strong)) json["bold"] = true;
        if (style.HasFlag(TextStyle.Code)) json["code"] = true;
        if (style.HasFlag(TextStyle.Emphasis)) json["italic"] = true;
        return json;
    }

    private static string Of(TextRun run, CultureInfo culture) => Data(run.Fact is { } fact ? FactText.Format(fact, culture) : run.Text);
}
