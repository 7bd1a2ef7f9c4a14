using System.Text.Json;
using ChurnChatBot.Conversations;

namespace ChurnChatBot.Slack.Files;

/// <summary>What <see cref="TurnFile.Source"/> holds for this channel: where a file that came with a message is kept.</summary>
/// <param name="Id">F….</param>
/// <param name="Url">url_private_download; null where the message does not tell.</param>
/// <param name="Team">The workspace whose token opens it.</param>
/// <param name="Access">file_access of the message's file: check_file_info where Slack must be asked first, as for files of other organisations.</param>
internal sealed record SlackFileSource(string Id, string? Url, string Team, string? Access = null)
{
    private const int Longest = 8_000;
    private const string AskFirst = "check_file_info";
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public bool MustBeAskedFor() => Url is null || Access == AskFirst;

    public string Write() => JsonSerializer.Serialize(this, Format);

    /// <returns>Null for what <see cref="Write"/> would not give.</returns>
    public static SlackFileSource? Read(string source)
    {
        if (source.Length > Longest) return null;
        try
        {
            return JsonSerializer.Deserialize<SlackFileSource>(source, Format) is { Team.Length: > 0, Id.Length: > 0 } file ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
