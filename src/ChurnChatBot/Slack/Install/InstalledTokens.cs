using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Install;

/// <summary>
/// The tokens of workspaces and organisations that installed the bot. Where tokens are rotated, one that is about to end is renewed by its refresh
/// token, which works once: so only one renewal runs in a process, only one process may begin from a stored version, and the new pair is stored
/// before it is used. https://docs.slack.dev/authentication/using-token-rotation
/// </summary>
internal sealed partial class InstalledTokens(ProjectDatabase database, TokenVault vault, OAuthClient slack, TimeProvider time, ILogger<InstalledTokens> log)
{
    /// <summary>How long before its end a token is renewed; half its life, where that is less.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>Longest time that a renewal takes; a process that did not finish it in that time has died.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    /// <summary>Time after a renewal for which Slack could not be reached.</summary>
    public static readonly TimeSpan FailureRest = TimeSpan.FromSeconds(30);

    /// <summary>Time after a renewal that Slack refused.</summary>
    public static readonly TimeSpan RefusalRest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<Installed?>> _renewals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <returns>Null where the bot is not installed, or its tokens are lost.</returns>
    /// <exception cref="HttpRequestException">The token has ended, and Slack could not be reached for another one.</exception>
    public async ValueTask<BotToken?> ForAsync(string teamId, CancellationToken cancellation)
    {
        var installed = await FindAsync(teamId, cancellation).ConfigureAwait(false);
        if (installed is null || !IsDue(installed)) return installed?.ForTeam(teamId);
        return (await RenewalOf(installed.Row.Id).WaitAsync(cancellation).ConfigureAwait(false))?.ForTeam(teamId);
    }

    public async Task InstallAsync(OAuthAccess access, string? botId, CancellationToken cancellation)
    {
        var id = access.InstallationId ?? throw new ArgumentException("An installation has a workspace or an organisation.", nameof(access));
        await database.SaveInstallationAsync(new NewInstallation
        {
            Id = id,
            EnterpriseId = access.EnterpriseId,
            BotUserId = access.BotUserId,
            BotId = botId,
            Scopes = access.Scopes,
            Tokens = Store(id, access),
            At = time.GetUtcNow(),
        }, cancellation).ConfigureAwait(false);
    }

    private Task<Installed?> RenewalOf(string id)
    {
        lock (_gate) return _renewals.TryGetValue(id, out var running) ? running : _renewals[id] = Task.Run(() => RenewAndForgetAsync(id));
    }

    private async Task<Installed?> RenewAndForgetAsync(string id)
    {
        try
        {
            return await RenewAsync(id).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _renewals.Remove(id);
        }
    }

    /// <returns>What is to be used from now on; null where nothing is left that can be.</returns>
    private async Task<Installed?> RenewAsync(string id)
    {
        var giveUp = time.GetUtcNow() + Lease;
        while (await FindAsync(id, CancellationToken.None).ConfigureAwait(false) is { } installed)
        {
            var now = time.GetUtcNow();
            if (!IsDue(installed)) return installed;
            if (installed.Tokens.Refresh is not { } refresh) return Usable(installed, now);
            if (await database.ClaimRenewalAsync(installed.Row, now + Lease, now).ConfigureAwait(false) is { } version) return await RefreshAsync(installed, refresh, version).ConfigureAwait(false);
            // Another process is at it, or it rests. The token is as good as before until it ends; after that one waits for the other.
            if (Usable(installed, now) is { } usable) return usable;
            if (installed.Row.RenewingUntil > now + Lease || now >= giveUp) return null;
            await Task.Delay(Look, time, CancellationToken.None).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<Installed?> RefreshAsync(Installed installed, string refresh, long version)
    {
        var id = installed.Row.Id;
        try
        {
            var tokens = Store(id, await slack.RefreshAsync(refresh, CancellationToken.None).ConfigureAwait(false));
            if (await database.SaveRenewalAsync(id, version, tokens).ConfigureAwait(false)) LogRenewed(id);
            // Otherwise it was installed anew meanwhile, or removed: that holds.
            return await FindAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SlackRefusalException problem)
        {
            LogRefused(id, problem.Error);
            await database.PostponeRenewalAsync(id, version, time.GetUtcNow() + RefusalRest).ConfigureAwait(false);
            return Usable(installed, time.GetUtcNow());
        }
        catch (HttpRequestException problem)
        {
            LogNotReached(id, problem);
            await database.PostponeRenewalAsync(id, version, time.GetUtcNow() + FailureRest).ConfigureAwait(false);
            if (Usable(installed, time.GetUtcNow()) is { } usable) return usable;
            throw;
        }
    }

    private StoredTokens Store(string id, OAuthAccess access)
    {
        var text = vault.Close(id, new TokenPair(access.AccessToken, access.RefreshToken));
        if (access.ExpiresIn is not { } life) return new StoredTokens(text);
        var end = time.GetUtcNow() + life;
        return new StoredTokens(text, end, end - (life / 2 < Margin ? life / 2 : Margin));
    }

    private async Task<Installed?> FindAsync(string teamId, CancellationToken cancellation)
    {
        if (await database.FindInstallationAsync(teamId, cancellation).ConfigureAwait(false) is not { } row) return null;
        if (vault.Open(row.Id, row.Tokens.Text) is { } tokens) return new Installed(row, tokens);
        bool isNew;
        lock (_gate) isNew = _unreadable.Add($"{row.Id} {row.Version}");
        if (isNew) LogUnreadable(row.Id);
        return null;
    }

    private bool IsDue(Installed installed) => installed.Row.Tokens.RenewAt is { } due && time.GetUtcNow() >= due;

    private static Installed? Usable(Installed installed, DateTimeOffset now) => installed.Row.Tokens.ExpiresAt is { } end && now >= end ? null : installed;

    [LoggerMessage(Level = LogLevel.Information, Message = "The tokens of {Installation} were renewed.")]
    private partial void LogRenewed(string installation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack refused to renew the tokens of {Installation}: {Error}. When the present one ends the bot cannot speak there; have it installed again.")]
    private partial void LogRefused(string installation, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack could not be reached to renew the tokens of {Installation}. It is tried again.")]
    private partial void LogNotReached(string installation, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The tokens of {Installation} cannot be read: the keys in the data folder are not those they were stored with. Bring the keys back, or have the bot installed again.")]
    private partial void LogUnreadable(string installation);

    private sealed record Installed(InstallationRow Row, TokenPair Tokens)
    {
        public BotToken ForTeam(string teamId) => new(Tokens.Access, teamId, Row.BotUserId, Row.BotId) { Scopes = SlackId.Scopes(Row.Scopes) };

        public override string ToString() => Row.Id;
    }
}
