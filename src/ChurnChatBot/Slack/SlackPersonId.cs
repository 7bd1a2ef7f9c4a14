namespace ChurnChatBot.Slack;

/// <summary>People of this channel are known to the rest of the bot as slack:TEAM:USER.</summary>
internal static class SlackPersonId
{
    private const char Separator = ':';

    public static string Write(string teamId, string userId) => $"{SlackNames.Channel}{Separator}{teamId}{Separator}{userId}";

    /// <returns>The member id (U…), or null for a person of another channel.</returns>
    public static string? UserOf(string personId) => personId.Split(Separator) is [SlackNames.Channel, _, { Length: > 0 } user] ? user : null;
}
