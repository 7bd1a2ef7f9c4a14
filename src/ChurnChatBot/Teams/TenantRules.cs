namespace ChurnChatBot.Teams;

/// <summary>Whose people the bot answers.</summary>
internal static class TenantRules
{
    public static bool Allows(TeamsOptions options, string? tenant)
    {
        if (!options.IsRegistered) return true;
        if (options.AllowedTenants.Count > 0) return tenant is not null && options.AllowedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);
        return options.TenantId is not { } own || string.Equals(own, tenant, StringComparison.OrdinalIgnoreCase);
    }
}
