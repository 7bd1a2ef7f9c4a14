namespace ChurnChatBot.Slack.Install;

/// <summary>What the bot shows to act in one workspace. Never logged: its text is its workspace.</summary>
/// <param name="Value">xoxb-…</param>
/// <param name="BotUserId">The bot as a person, U…, as it is mentioned.</param>
/// <param name="BotId">The bot as a sender, B….</param>
internal sealed record BotToken(string Value, string TeamId, string? BotUserId, string? BotId)
{
    /// <summary>What the workspace granted; empty where it is not known.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = new HashSet<string>();

    public override string ToString() => TeamId;
}
