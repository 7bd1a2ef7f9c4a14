using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The tokens that the bot was given, one or more for each workspace, and what becomes of them: they end, are renewed, or are taken back.</summary>
internal sealed class StandInTokens(StandInSlackOptions options)
{
    /// <summary>How long a token lasts where tokens rotate.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<string, BotGrant> _grants = new();
    private readonly ConcurrentDictionary<string, StandInWorkspace> _codes = new();
    private readonly ConcurrentDictionary<string, StandInWorkspace> _refreshTokens = new();
    private int _count;

    public string Scopes { get; } = "app_mentions:read,assistant:write,channels:history,chat:write,commands,files:read,files:write,groups:history,im:history,users:read,users:read.email";

    /// <summary>A token that lasts, as an installation by hand gives it.</summary>
    public string Issue(StandInWorkspace workspace) => Issue(workspace, null);

    /// <summary>What the browser brings back to the bot when somebody installs it: good once.</summary>
    public string Code(StandInWorkspace workspace)
    {
        var code = $"code-{Next()}";
        _codes[code] = workspace;
        return code;
    }

    public void Revoke(string token)
    {
        if (_grants.TryGetValue(token, out var grant)) _grants[token] = grant with { IsRevoked = true };
    }

    /// <summary>The app was removed from the workspace: none of its tokens opens anything any more.</summary>
    public void RevokeAll(StandInWorkspace workspace)
    {
        foreach (var (token, grant) in _grants)
            if (grant.Workspace == workspace) Revoke(token);
        foreach (var (token, _) in _refreshTokens.Where(refresh => refresh.Value == workspace)) _refreshTokens.TryRemove(token, out var _);
    }

    /// <exception cref="WebApiRefusal">The token opens nothing.</exception>
    public StandInWorkspace Require(string? token)
    {
        if (token is null) throw new WebApiRefusal("not_authed");
        if (token == options.AppToken) throw new WebApiRefusal("not_allowed_token_type");
        if (!_grants.TryGetValue(token, out var grant)) throw new WebApiRefusal("invalid_auth");
        if (grant.IsRevoked) throw new WebApiRefusal("token_revoked");
        if (grant.EndsAt <= options.Clock.GetUtcNow()) throw new WebApiRefusal("token_expired");
        return grant.Workspace;
    }

    public bool Opens(string? token, StandInWorkspace workspace) =>
        token is not null && _grants.TryGetValue(token, out var grant) && !grant.IsRevoked && grant.Workspace == workspace && !(grant.EndsAt <= options.Clock.GetUtcNow());

    /// <summary>Whether Slack ever gave this token out.</summary>
    public bool Knows(string token) => _grants.ContainsKey(token);

    /// <exception cref="WebApiRefusal">The code was used or never given.</exception>
    public JsonObject Exchange(string? code) =>
        code is not null && _codes.TryRemove(code, out var workspace) ? Grant(workspace) : throw new WebApiRefusal("invalid_code");

    /// <summary>A new pair of tokens; the refresh token is good once.</summary>
    public JsonObject Refresh(string? refreshToken) =>
        refreshToken is not null && _refreshTokens.TryRemove(refreshToken, out var workspace) ? Grant(workspace) : throw new WebApiRefusal("invalid_refresh_token");

    private JsonObject Grant(StandInWorkspace workspace)
    {
        var answer = new JsonObject
        {
            ["ok"] = true,
            ["access_token"] = Issue(workspace, options.RotatesTokens ? options.Clock.GetUtcNow() + Life : null),
            ["token_type"] = "bot",
            ["scope"] = Scopes,
            ["bot_user_id"] = workspace.BotUserId,
            ["app_id"] = options.AppId,
            ["team"] = new JsonObject { ["id"] = workspace.TeamId, ["name"] = workspace.Name },
            ["enterprise"] = workspace.EnterpriseId is { } enterprise ? new JsonObject { ["id"] = enterprise, ["name"] = "Enterprise" } : null,
            ["is_enterprise_install"] = false,
            ["authed_user"] = new JsonObject { ["id"] = "U0INSTALLER" },
        };
        if (!options.RotatesTokens) return answer;
        var refresh = $"xoxe-1-{Next()}";
        _refreshTokens[refresh] = workspace;
        (answer["refresh_token"], answer["expires_in"]) = (refresh, (int)Life.TotalSeconds);
        return answer;
    }

    private string Issue(StandInWorkspace workspace, DateTimeOffset? endsAt)
    {
        var token = (endsAt is null ? "xoxb-" : "xoxe.xoxb-") + $"{workspace.TeamId}-{Next()}";
        _grants[token] = new BotGrant(workspace, endsAt, false);
        return token;
    }

    private string Next() => Interlocked.Increment(ref _count).ToString("000000", System.Globalization.CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N")[..8];

    private sealed record BotGrant(StandInWorkspace Workspace, DateTimeOffset? EndsAt, bool IsRevoked);
}
