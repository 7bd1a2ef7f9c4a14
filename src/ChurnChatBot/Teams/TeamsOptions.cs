using ChurnChatBot.Requests;

namespace ChurnChatBot.Teams;

/// <summary>How the bot is known to Microsoft Teams, and its limits. Read from the section "Teams".</summary>
internal sealed record TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The bot's application (client) id. Without it only callers on this machine are answered, for trying the bot by hand.</summary>
    public string? AppId { get; init; }

    /// <summary>The bot's own tenant, for a single-tenant bot; null for a multi-tenant one.</summary>
    public string? TenantId { get; init; }

    /// <summary>One of four ways to prove that it is this bot; exactly one is set where <see cref="AppId"/> is.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>A PEM or PFX file with the private key.</summary>
    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary>The bot's app id is that of a user-assigned managed identity.</summary>
    public bool UsesManagedIdentity { get; init; }

    /// <summary>Client id of a managed identity that the app registration trusts (federated identity credential).</summary>
    public string? FederatedIdentityClientId { get; init; }

    /// <summary>Tenants whose people are answered. Empty: the bot's own tenant where it has one, else every tenant.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];

    /// <summary>Where the keys of inbound tokens are announced. Sovereign clouds have their own.</summary>
    public Uri OpenIdMetadata { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    public string Issuer { get; init; } = "https://api.botframework.com";

    /// <summary>Where outbound tokens are obtained.</summary>
    public Uri Authority { get; init; } = new("https://login.microsoftonline.com/");

    public string Scope { get; init; } = "https://api.botframework.com/.default";

    /// <summary>Hosts (and what is below them) that files are read from and written to. One named in full that is this machine's loopback may be plain HTTP.</summary>
    public IReadOnlyList<string> FileHosts { get; init; } = ["sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn", "svc.ms"];

    /// <summary>Whether links to files in SharePoint and OneDrive are opened with the bot's own permission, which then must be limited to the sites meant for it.</summary>
    public bool ReadsLinkedFiles { get; init; }

    public Uri Graph { get; init; } = new("https://graph.microsoft.com/");

    public long MaxUploadBytes { get; init; } = 1L << 30;

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The largest activity that is read, in bytes; Teams sends far smaller ones.</summary>
    public int MaxActivityBytes { get; init; } = 256 * 1024;

    /// <summary>How long the answer to a pressed button waits for what comes of it, before it says that it is being worked on. Teams gives up after some seconds more.</summary>
    public TimeSpan InvokeWait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Least time between two updates of one progress card.</summary>
    public TimeSpan UpdateRest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time for one call of the connector service.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Who may do what. Empty: everybody may do everything.</summary>
    public IReadOnlyList<RoleAssignment> Roles { get; init; } = [];

    /// <summary>The role of those whom no assignment names, where there are assignments.</summary>
    public Role DefaultRole { get; init; } = Role.Viewer;

    /// <summary>The public https address of this bot, for links back to it; null where it has none.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Whether the app is registered, so that tokens are verified and obtained.</summary>
    public bool IsRegistered => !string.IsNullOrEmpty(AppId);

    /// <exception cref="ArgumentException">A value is missing, contradictory or out of its range; says which.</exception>
    public void Validate()
    {
        if (IsRegistered)
        {
            Require(Guid.TryParse(AppId, out _), nameof(AppId), "the application id, a GUID");
            var ways = (ClientSecret is { Length: > 0 } ? 1 : 0) + (CertificatePath is { Length: > 0 } ? 1 : 0) + (UsesManagedIdentity ? 1 : 0) + (FederatedIdentityClientId is { Length: > 0 } ? 1 : 0);
            Require(ways == 1, nameof(AppId), $"exactly one of {nameof(ClientSecret)}, {nameof(CertificatePath)}, {nameof(UsesManagedIdentity)} and {nameof(FederatedIdentityClientId)} beside it");
        }

        Require(AllowedTenants.All(tenant => Guid.TryParse(tenant, out _)), nameof(AllowedTenants), "tenant ids, GUIDs each");
        Require(FileHosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown), nameof(FileHosts), "host names without scheme and port");
        Require(MaxUploadBytes is > 0 and <= 1L << 40, nameof(MaxUploadBytes), "1 byte to 1 TB");
        Require(MaxActivityBytes is >= 16 * 1024 and <= 10 << 20, nameof(MaxActivityBytes), "16 kB to 10 MB");
        Require(InvokeWait > TimeSpan.Zero && InvokeWait < TimeSpan.FromSeconds(5), nameof(InvokeWait), "above 0 and below 5 s");
        Require(UpdateRest >= TimeSpan.Zero && UpdateRest <= TimeSpan.FromMinutes(1), nameof(UpdateRest), "0 to 1 minute");
        Require(CallTimeout > TimeSpan.Zero && CallTimeout <= TimeSpan.FromMinutes(2), nameof(CallTimeout), "above 0 and at most 2 minutes");
        Require(DownloadTimeout > TimeSpan.Zero && DownloadTimeout <= TimeSpan.FromHours(2), nameof(DownloadTimeout), "above 0 and at most 2 hours");
        Require(PublicAddress is null or { IsAbsoluteUri: true, Scheme: "https" }, nameof(PublicAddress), "an https address");
        foreach (var assignment in Roles) Require(assignment.People.Concat(assignment.Groups).Any(), nameof(Roles), "people or groups in each assignment");
    }

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds) throw new ArgumentException($"{Section}:{name} is not valid; expected {expected}.");
    }
}
