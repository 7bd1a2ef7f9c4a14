namespace ChurnChatBot.Slack;

internal static class SlackNames
{
    /// <summary>The channel's name in addresses of conversations.</summary>
    public const string Channel = "slack";
}
