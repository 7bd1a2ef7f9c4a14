using System.Text.RegularExpressions;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// What a person said in a message: without the mention of the bot, with Slack's own notation (people, channels, links, escaped signs) as the
/// person saw it. What remains is data; nothing in it is interpreted as mark-up later on.
/// See https://docs.slack.dev/messaging/formatting-message-text
/// </summary>
internal static partial class SaidText
{
    /// <summary>Slack cuts messages there.</summary>
    private const int Longest = 40_000;

    public static string Of(string? text, string? bot)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var plain = Notations().Replace(text.Length <= Longest ? text : text[..Longest], match => Plain(match.Groups[1].Value, bot));
        // The ampersand last, or “&amp;lt;” would become what nobody wrote.
        plain = plain.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        return Blanks().Replace(plain.Replace('\u00A0', ' '), " ").Trim();
    }

    /// <summary>Whether a message in a channel is meant for the bot.</summary>
    public static bool Mentions(string? text, string? bot) =>
        bot is { Length: > 0 } && text is not null && (text.Contains($"<@{bot}>", StringComparison.Ordinal) || text.Contains($"<@{bot}|", StringComparison.Ordinal));

    /// <param name="notation">What stands between the angle brackets: what is meant, and often a label after a bar.</param>
    private static string Plain(string notation, string? bot)
    {
        var bar = notation.IndexOf('|', StringComparison.Ordinal);
        var (meant, label) = bar < 0 ? (notation, "") : (notation[..bar], notation[(bar + 1)..]);
        return meant switch
        {
            ['@', .. var person] when person == bot => " ",
            ['@' or '#', ..] => label.Length > 0 ? meant[0] + label.TrimStart('@', '#') : meant,
            // A command of Slack: <!here>, <!subteam^S1|@sales>, <!date^…|fallback>.
            ['!', .. var special] => label.Length > 0 ? label : "@" + special,
            _ => label.Length > 0 ? label : meant.StartsWith("mailto:", StringComparison.Ordinal) ? meant["mailto:".Length..] : meant,
        };
    }

    [GeneratedRegex("<([^<>]+)>", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex Notations();

    [GeneratedRegex(@"[^\S\n]+", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex Blanks();
}
