using ChurnChatBot.Rendering;

namespace ChurnChatBot.Slack;

/// <summary>Plain sentences as Slack takes them where mark-up is switched off.</summary>
internal static class SlackText
{
    /// <summary>
    /// Slack reads three characters as mark-up in any text, and marks of direction turn what follows: nobody is called by what stands in a file.
    /// https://docs.slack.dev/messaging/formatting-message-text#escaping
    /// </summary>
    public static string Escaped(string text) =>
        RichTextHtml.WithoutDirectionMarks(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
