using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Install;

/// <summary>
/// Which workspaces the bot is installed in, and its token in each: by hand, with a token from the configuration, or by others, with tokens that
/// are kept in the database.
/// </summary>
/// <param name="configured">Knows whose the configured token is; without it the token is taken as it stands.</param>
/// <param name="installed">What others installed; null where nobody can.</param>
internal sealed class Installations(SlackOptions options, ConfiguredToken? configured = null, InstalledTokens? installed = null, ProjectDatabase? database = null)
{
    /// <summary>Events tell whole seconds, so one of the second in which the bot was installed may be of before or after.</summary>
    private static readonly TimeSpan EventClock = TimeSpan.FromSeconds(1);

    /// <returns>Null where the bot is not installed, or not any more.</returns>
    /// <exception cref="HttpRequestException">The token has ended, and Slack could not be reached for another one.</exception>
    public async ValueTask<BotToken?> TokenAsync(string teamId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (installed is not null && await installed.ForAsync(teamId, cancellation).ConfigureAwait(false) is { } theirs) return theirs;
        if (options.BotToken is not { Length: > 0 } token) return null;
        return configured is null ? new BotToken(token, teamId, null, null) : await configured.ForAsync(teamId, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The app was uninstalled, or its token revoked (app_uninstalled, tokens_revoked). The two come in either order, repeated and late, so an
    /// installation that was made after the event stays.
    /// </summary>
    /// <param name="teamId">The workspace; null where the event is about the installation in a whole organisation.</param>
    /// <param name="happenedAt">The event's own time (event_time).</param>
    /// <returns>Whether there was one to remove.</returns>
    public async Task<bool> RemoveAsync(string? teamId, string? enterpriseId, DateTimeOffset happenedAt, CancellationToken cancellation)
    {
        configured?.Forget();
        return database is not null && (teamId ?? enterpriseId) is { } id && await database.RemoveInstallationAsync(id, happenedAt + EventClock, cancellation).ConfigureAwait(false);
    }

    /// <summary>An event told which organisation its workspace belongs to: an installation in the whole of it then serves the workspace.</summary>
    public async Task NoteTeamAsync(string teamId, string enterpriseId, CancellationToken cancellation)
    {
        if (database is null || SlackId.Checked(teamId) is null || SlackId.Checked(enterpriseId) is null) return;
        if (await database.EnterpriseOfAsync(teamId, cancellation).ConfigureAwait(false) != enterpriseId) await database.SaveTeamAsync(teamId, enterpriseId, cancellation).ConfigureAwait(false);
    }
}
