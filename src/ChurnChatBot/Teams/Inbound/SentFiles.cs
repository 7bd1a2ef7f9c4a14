using System.Text.Json;
using System.Text.RegularExpressions;
using ChurnChatBot.Conversations;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// Files that came with a message. In a personal chat Teams tells the bot where to fetch them; in groups and channels it only leaves a
/// trace of them in the message's HTML. Pictures pasted into a message are no files that could be read.
/// </summary>
internal static partial class SentFiles
{
    /// <summary>What <see cref="TurnFile.Source"/> holds for this channel.</summary>
    /// <param name="Kind">download (an address that needs no sign-in) or link (a page of SharePoint or OneDrive).</param>
    internal sealed record FileSource(string Kind, string Url, string? Name);

    public static IReadOnlyList<TurnFile> Of(Activity activity) =>
        [.. (activity.Attachments ?? []).Where(attachment => attachment.ContentType == ContentTypes.FileDownloadInfo).Select(Downloadable).OfType<TurnFile>()];

    /// <summary>Links to files in a message's own words.</summary>
    public static IReadOnlyList<TurnFile> Linked(string text, TeamsOptions options) =>
    [
        .. Links().Matches(text).Select(match => match.Value).Where(link => IsFileHost(link, options)).Distinct(StringComparer.Ordinal)
            .Select(link => new TurnFile("linked file", "", 0) { Source = Write(new FileSource("link", link, null)) }),
    ];

    public static string WithoutLinks(string text) => string.Join(' ', Links().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0));

    /// <summary>A file was sent where the bot cannot have it.</summary>
    public static bool IsOutOfReach(Activity activity) =>
        activity.Conversation?.ConversationType != ConversationTypes.Personal && SaidText.Html(activity)?.Contains("<attachment ", StringComparison.OrdinalIgnoreCase) == true;

    public static bool HasPicture(Activity activity) =>
        activity.Attachments?.Any(attachment => attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true) == true;

    private static TurnFile? Downloadable(Attachment attachment)
    {
        var url = attachment.Content is { ValueKind: JsonValueKind.Object } content
            && content.TryGetProperty("downloadUrl", out var address) && address.ValueKind == JsonValueKind.String ? address.GetString() : null;
        return url is { Length: > 0 and <= 8_000 } ? new TurnFile(attachment.Name ?? "", "", 0) { Source = Write(new FileSource("download", url, attachment.Name)) } : null;
    }

    private static string Write(FileSource source) => JsonSerializer.Serialize(source, ProtocolJson.Options);

    private static bool IsFileHost(string link, TeamsOptions options) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && options.FileHosts.Any(host =>
            address.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"https?://[^\s<>""']{4,2000}", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 200)]
    private static partial Regex Links();
}
