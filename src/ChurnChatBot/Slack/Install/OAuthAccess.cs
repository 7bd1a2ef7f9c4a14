using System.Text.Json;

namespace ChurnChatBot.Slack.Install;

/// <summary>What oauth.v2.access answers. https://docs.slack.dev/reference/methods/oauth.v2.access</summary>
internal sealed record OAuthAccess
{
    private const int LongestToken = 4_000;

    public required string AccessToken { get; init; }

    /// <summary>Where tokens are rotated: gives the next pair, once.</summary>
    public string? RefreshToken { get; init; }

    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>Comma-separated.</summary>
    public string Scopes { get; init; } = "";

    public string? BotUserId { get; init; }

    public string? AppId { get; init; }

    /// <summary>Null where the app was installed in a whole organisation.</summary>
    public string? TeamId { get; init; }

    public string? EnterpriseId { get; init; }

    public bool IsEnterpriseInstall { get; init; }

    /// <summary>The workspace's or organisation's name, as it calls itself.</summary>
    public string Name { get; init; } = "";

    /// <summary>Under which the installation is kept; null in an answer that names none.</summary>
    public string? InstallationId => IsEnterpriseInstall ? EnterpriseId : TeamId;

    public override string ToString() => InstallationId ?? nameof(OAuthAccess);

    /// <returns>Null for an answer without a token for a bot.</returns>
    public static OAuthAccess? Read(JsonElement answer)
    {
        if (answer.TextOf("access_token") is not { Length: > 0 and <= LongestToken } token || answer.TextOf("token_type") != "bot") return null;
        if (answer.TextOf("refresh_token") is { Length: > LongestToken }) return null;
        var (team, enterprise) = (answer.PartOf("team"), answer.PartOf("enterprise"));
        var wholeOrganisation = answer.TruthOf("is_enterprise_install");
        return new OAuthAccess
        {
            AccessToken = token,
            RefreshToken = answer.TextOf("refresh_token"),
            ExpiresIn = answer.SecondsOf("expires_in"),
            Scopes = answer.TextOf("scope") ?? "",
            BotUserId = SlackId.Checked(answer.TextOf("bot_user_id")),
            AppId = SlackId.Checked(answer.TextOf("app_id")),
            TeamId = SlackId.Checked(team.TextOf("id")),
            EnterpriseId = SlackId.Checked(enterprise.TextOf("id")),
            IsEnterpriseInstall = wholeOrganisation,
            Name = (wholeOrganisation ? enterprise : team).TextOf("name") ?? "",
        };
    }
}

/// <summary>What auth.test says of a token. https://docs.slack.dev/reference/methods/auth.test</summary>
/// <param name="Scopes">From the header that comes with every answer.</param>
internal sealed record AuthTest(string? TeamId, string? EnterpriseId, string? BotUserId, string? BotId, bool IsEnterpriseInstall, string Scopes)
{
    public static AuthTest Read(JsonElement answer, string scopes) => new(
        SlackId.Checked(answer.TextOf("team_id")),
        SlackId.Checked(answer.TextOf("enterprise_id")),
        SlackId.Checked(answer.TextOf("user_id")),
        SlackId.Checked(answer.TextOf("bot_id")),
        answer.TruthOf("is_enterprise_install"),
        scopes);
}
