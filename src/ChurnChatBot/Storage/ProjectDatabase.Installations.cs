using System.Data.Common;
using Dapper;
using static ChurnChatBot.Storage.RowReader;

namespace ChurnChatBot.Storage;

// Where the bot is installed in Slack. Tokens are encrypted before they come here.
internal sealed partial class ProjectDatabase
{
    private const string InstallationColumns = "id, enterprise_id, bot_user_id, bot_id, scopes, tokens, expires_at, renew_at, renewing_until, version, installed_at";

    /// <summary>Installs, or replaces what was installed there before.</summary>
    public Task SaveInstallationAsync(NewInstallation installation, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            """
            INSERT INTO slack_installation (id, enterprise_id, bot_user_id, bot_id, scopes, tokens, expires_at, renew_at, version, installed_at)
            VALUES (@Id, @EnterpriseId, @BotUserId, @BotId, @Scopes, @Text, @expires, @renew, 1, @at)
            ON CONFLICT (id) DO UPDATE SET enterprise_id = excluded.enterprise_id, bot_user_id = excluded.bot_user_id, bot_id = excluded.bot_id,
                scopes = excluded.scopes, tokens = excluded.tokens, expires_at = excluded.expires_at, renew_at = excluded.renew_at, renewing_until = NULL,
                version = version + 1, installed_at = excluded.installed_at
            """, new
            {
                installation.Id,
                installation.EnterpriseId,
                installation.BotUserId,
                installation.BotId,
                installation.Scopes,
                installation.Tokens.Text,
                expires = TimeText(installation.Tokens.ExpiresAt),
                renew = TimeText(installation.Tokens.RenewAt),
                at = StoredTime.Write(installation.At),
            }), cancellation);

    /// <returns>The installation in this workspace, or else that in the organisation it is known to belong to; null where there is none.</returns>
    public Task<InstallationRow?> FindInstallationAsync(string teamId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.FirstRow(
            $"""
            SELECT {InstallationColumns} FROM slack_installation
            WHERE id = @teamId OR id = (SELECT enterprise_id FROM slack_team WHERE team_id = @teamId)
            ORDER BY id <> @teamId LIMIT 1
            """, new { teamId }, Installation), cancellation);

    /// <summary>Takes it upon oneself to renew the tokens: whoever else reads this version comes too late, until <paramref name="until"/>.</summary>
    /// <returns>The version from now on; null when it has changed, or somebody else is at it.</returns>
    public Task<long?> ClaimRenewalAsync(InstallationRow installation, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.ExecuteScalar<long?>(
            """
            UPDATE slack_installation SET renewing_until = @until, version = version + 1
            WHERE id = @Id AND version = @Version AND (renewing_until IS NULL OR renewing_until <= @now) RETURNING version
            """, new { installation.Id, installation.Version, until = StoredTime.Write(until), now = StoredTime.Write(now) }), cancellation);

    /// <summary>Stores renewed tokens, if the installation is still the one that they were renewed for.</summary>
    /// <returns>False when it was installed anew or removed meanwhile.</returns>
    public Task<bool> SaveRenewalAsync(string id, long version, StoredTokens tokens, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            """
            UPDATE slack_installation SET tokens = @Text, expires_at = @expires, renew_at = @renew, renewing_until = NULL, version = version + 1
            WHERE id = @id AND version = @version
            """, new { id, version, tokens.Text, expires = TimeText(tokens.ExpiresAt), renew = TimeText(tokens.RenewAt) }) == 1, cancellation);

    /// <summary>Nothing came of a renewal; nobody is to try again before <paramref name="notBefore"/>.</summary>
    public Task PostponeRenewalAsync(string id, long version, DateTimeOffset notBefore, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            "UPDATE slack_installation SET renewing_until = @notBefore WHERE id = @id AND version = @version",
            new { id, version, notBefore = StoredTime.Write(notBefore) }), cancellation);

    /// <summary>Removes an installation that was made before then; one that was made since is another one.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveInstallationAsync(string id, DateTimeOffset madeBefore, CancellationToken cancellation = default)
    {
        var removed = await WriteAsync(connection => connection.Execute(
            "DELETE FROM slack_installation WHERE id = @id AND installed_at < @before", new { id, before = StoredTime.Write(madeBefore) }) == 1, cancellation)
            .ConfigureAwait(false);
        // As after the deletion of a project: earlier pages still stand in the log until it is emptied.
        if (removed) await _writer.RunAloneAsync(connection => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"), CancellationToken.None).ConfigureAwait(false);
        return removed;
    }

    /// <summary>Notes which organisation a workspace belongs to.</summary>
    public Task SaveTeamAsync(string teamId, string enterpriseId, CancellationToken cancellation = default) =>
        WriteAsync(connection => connection.Execute(
            """
            INSERT INTO slack_team (team_id, enterprise_id) VALUES (@teamId, @enterpriseId)
            ON CONFLICT (team_id) DO UPDATE SET enterprise_id = excluded.enterprise_id WHERE enterprise_id <> excluded.enterprise_id
            """, new { teamId, enterpriseId }), cancellation);

    /// <returns>The organisation that the workspace is known to belong to, or null.</returns>
    public Task<string?> EnterpriseOfAsync(string teamId, CancellationToken cancellation = default) =>
        ReadAsync(connection => connection.ExecuteScalar<string?>("SELECT enterprise_id FROM slack_team WHERE team_id = @teamId", new { teamId }), cancellation);

    /// <summary>Uses up an attempt to install; what has expired is forgotten.</summary>
    /// <returns>False when it was used before.</returns>
    public Task<bool> UseInstallStateAsync(string hash, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellation = default) =>
        WriteAsync(connection =>
        {
            connection.Execute("DELETE FROM slack_used_state WHERE expires_at <= @now", new { now = StoredTime.Write(now) });
            return connection.Execute(
                "INSERT INTO slack_used_state (hash, expires_at) VALUES (@hash, @expires) ON CONFLICT DO NOTHING",
                new { hash, expires = StoredTime.Write(expiresAt) }) == 1;
        }, cancellation);

    private static InstallationRow Installation(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        EnterpriseId = Text(row, 1),
        BotUserId = Text(row, 2),
        BotId = Text(row, 3),
        Scopes = row.GetString(4),
        Tokens = new StoredTokens(row.GetString(5), TimeOrNull(row, 6), TimeOrNull(row, 7)),
        RenewingUntil = TimeOrNull(row, 8),
        Version = row.GetInt64(9),
        InstalledAt = StoredTime.Read(row.GetString(10)),
    };

    private static string? TimeText(DateTimeOffset? time) => time is { } at ? StoredTime.Write(at) : null;
}

internal sealed record NewInstallation
{
    /// <summary>The workspace's id, or the organisation's where it is installed in all of it.</summary>
    public required string Id { get; init; }

    public string? EnterpriseId { get; init; }

    public string? BotUserId { get; init; }

    public string? BotId { get; init; }

    /// <summary>What was granted, comma-separated.</summary>
    public string Scopes { get; init; } = "";

    public required StoredTokens Tokens { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed record InstallationRow
{
    public required string Id { get; init; }

    public required string? EnterpriseId { get; init; }

    public required string? BotUserId { get; init; }

    public required string? BotId { get; init; }

    public required string Scopes { get; init; }

    public required StoredTokens Tokens { get; init; }

    /// <summary>Somebody is renewing the tokens, or rests after trying, until then.</summary>
    public required DateTimeOffset? RenewingUntil { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset InstalledAt { get; init; }
}

/// <param name="Text">Encrypted.</param>
/// <param name="ExpiresAt">When the access token ends; null for one that does not.</param>
/// <param name="RenewAt">From when on it is renewed.</param>
internal sealed record StoredTokens(string Text, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RenewAt = null);
