using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A file in Slack: one that a person shared, or one that the bot sends.</summary>
/// <param name="Id">F….</param>
/// <param name="Download">Where its content is, for those who show a token.</param>
internal sealed record StandInFile(string Id, string Name, long Size, Uri Download)
{
    public string? Title { get; init; }

    public string? UserId { get; init; }

    /// <summary>Slack Connect: an event carries the id alone, and the rest is to be asked for.</summary>
    public bool IsConnect { get; init; }

    public string MimeType => Path.GetExtension(Name) switch
    {
        ".csv" => "text/csv",
        ".json" => "application/json",
        ".html" => "text/html",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };

    /// <summary>As events and messages carry it.</summary>
    public JsonObject Describe() => IsConnect
        ? new JsonObject { ["id"] = Id, ["created"] = 0, ["mode"] = "file_access", ["file_access"] = "check_file_info" }
        : Full();

    public JsonObject Full() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["title"] = Title ?? Name,
        ["mimetype"] = MimeType,
        ["filetype"] = Path.GetExtension(Name).TrimStart('.'),
        ["size"] = Size,
        ["user"] = UserId,
        ["mode"] = "hosted",
        ["is_external"] = false,
        ["file_access"] = "visible",
        ["url_private"] = Download.AbsoluteUri,
        ["url_private_download"] = Download.AbsoluteUri,
    };
}
