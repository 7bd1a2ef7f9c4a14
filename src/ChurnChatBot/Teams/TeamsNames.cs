namespace ChurnChatBot.Teams;

internal static class TeamsNames
{
    /// <summary>The channel's name in addresses of conversations.</summary>
    public const string Channel = "teams";

    /// <summary>What activities from Teams say as their channel.</summary>
    public const string ChannelId = "msteams";
}
