using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Files;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Files that came with a message: they stay where Slack keeps them until the turn is handled. Pictures are no files that could be read; a file
/// that was deleted meanwhile, or is out of the workspace's reach, is none either.
/// </summary>
internal static class SentFiles
{
    private const int MostFiles = 20;
    private const int LongestAddress = 2_000;

    public static IReadOnlyList<TurnFile> Of(JsonElement message, string team) =>
        [.. message.Items("files").Take(MostFiles).Where(file => !IsGone(file) && !IsPicture(file)).Select(file => Read(file, team)).OfType<TurnFile>()];

    public static bool HasPicture(JsonElement message) => message.Items("files").Any(IsPicture);

    private static TurnFile? Read(JsonElement file, string team)
    {
        var url = file.Text("url_private_download") ?? file.Text("url_private");
        if (file.Id("id") is not { } id || url is { Length: > LongestAddress } || (url is null && file.Text("file_access") != "check_file_info")) return null;
        var name = FileName.Clean(file.Text("name") ?? file.Text("title") ?? "");
        return new TurnFile(name, "", 0) { Source = new SlackFileSource(id, url, team, file.Text("file_access")).Write() };
    }

    private static bool IsGone(JsonElement file) => file.Text("mode") is "tombstone" or "hidden_by_limit" || file.Text("file_access") == "access_denied";

    private static bool IsPicture(JsonElement file) => file.Text("mimetype")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;
}
