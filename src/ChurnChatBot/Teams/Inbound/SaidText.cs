using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// What a person said in a message: without the mention of the bot, with other mentions as plain names, and without the words of somebody
/// else that a reply quotes. What remains is data; nothing in it is interpreted as mark-up later on.
/// </summary>
internal static partial class SaidText
{
    private const int LongestHtml = 100_000;

    public static string Of(Activity activity)
    {
        var text = WithoutQuote(activity) ?? activity.Text ?? "";
        foreach (var (mention, isBot, name) in Mentions(activity))
        {
            // A reply's own text comes from its HTML, where a mention is an element of another name and only its words are left.
            text = text.Replace(mention, isBot ? " " : name, StringComparison.Ordinal);
        }

        text = text.Replace('\u00A0', ' ');
        return Blanks().Replace(AtTags().Replace(text, ""), " ").Trim();
    }

    /// <summary>Whether a message in a group is meant for the bot.</summary>
    public static bool MentionsBot(Activity activity) => Mentions(activity).Any(mention => mention.IsBot);

    /// <summary>Teams sends a quoting reply's HTML as an attachment: the quote in a block of its own, then what was written.</summary>
    private static string? WithoutQuote(Activity activity)
    {
        if (Html(activity) is not { } html || !html.Contains("schema.skype.com/Reply", StringComparison.OrdinalIgnoreCase)) return null;
        var end = html.LastIndexOf("</blockquote>", StringComparison.OrdinalIgnoreCase);
        if (end < 0) return null;
        var rest = html[(end + "</blockquote>".Length)..];
        var bot = activity.Recipient?.Name;
        var words = WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(rest, "\n"), ""));
        return bot is { Length: > 0 } && MentionsBot(activity) ? words.Replace(bot, " ", StringComparison.Ordinal) : words;
    }

    public static string? Html(Activity activity) => activity.Attachments?
        .Where(attachment => attachment.ContentType == "text/html" && attachment.Content is { ValueKind: JsonValueKind.String })
        .Select(attachment => attachment.Content!.Value.GetString())
        .FirstOrDefault(html => html is { Length: > 0 and <= LongestHtml });

    private static IEnumerable<(string Text, bool IsBot, string Name)> Mentions(Activity activity)
    {
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity.ValueKind != JsonValueKind.Object || Word(entity, "type") != "mention" || Word(entity, "text") is not { Length: > 0 } text) continue;
            if (!entity.TryGetProperty("mentioned", out var mentioned) || mentioned.ValueKind != JsonValueKind.Object) continue;
            yield return (text, Word(mentioned, "id") == activity.Recipient?.Id, Word(mentioned, "name") ?? "");
        }
    }

    private static string? Word(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("</?at(?: [^>]*)?>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 200)]
    private static partial Regex AtTags();

    [GeneratedRegex("<(?:br|/p|/div|/li)[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 200)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[^\S\n]+", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Blanks();
}
