namespace ChurnChatBot.Slack.Install;

/// <summary>
/// Which workspaces the bot is installed in, and its token in each: by hand, with a token from the configuration.
/// </summary>
internal sealed class Installations(SlackOptions options)
{
    /// <returns>Null where the bot is not installed, or not any more.</returns>
    public ValueTask<BotToken?> TokenAsync(string teamId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask<BotToken?>(options.BotToken is { Length: > 0 } token ? new BotToken(token, teamId, null, null) : null);
    }
}
