namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Whose people the bot answers. In channels shared between companies people of workspaces speak that the app was never installed in: they are
/// answered where their workspace is named, not by default.
/// </summary>
internal static class TeamRules
{
    /// <param name="team">The workspace where it happened.</param>
    /// <param name="personTeam">The workspace of the person; null where Slack does not say that it is another one.</param>
    /// <param name="enterprise">The organisation that both belong to.</param>
    public static bool Allows(SlackOptions options, string team, string? personTeam, string? enterprise)
    {
        if (enterprise is not null && options.AllowedTeams.Contains(enterprise)) return true;
        if (options.AllowedTeams.Count > 0) return options.AllowedTeams.Contains(team) && (personTeam is null || options.AllowedTeams.Contains(personTeam));
        return personTeam is null || personTeam == team || personTeam == enterprise;
    }
}
