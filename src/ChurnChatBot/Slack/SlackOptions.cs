using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack;

/// <summary>How the bot is known to Slack, and its limits. Read from the section "Slack".</summary>
internal sealed record SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Proves that a request over HTTP comes from Slack. Without it nothing is taken over HTTP.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The bot's token (xoxb-…) where it is installed by hand in one workspace.</summary>
    public string? BotToken { get; init; }

    /// <summary>An app-level token (xapp-…): events come over a socket that the bot opens, so that no public address is needed.</summary>
    public string? AppToken { get; init; }

    /// <summary>Client id and secret, for installation by others (OAuth v2). Tokens then come from the installations.</summary>
    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>How the app shows itself: as an agent, as an assistant (Slack's earlier form), or by messages alone.</summary>
    public SlackView View { get; init; } = SlackView.Agent;

    /// <summary>Where the Web API is; another one only in tests and behind a gateway. Plain HTTP is taken on this machine's loopback only.</summary>
    public Uri Api { get; init; } = new("https://slack.com/api/");

    /// <summary>Where a person is sent to install the app.</summary>
    public Uri Authorize { get; init; } = new("https://slack.com/oauth/v2/authorize");

    /// <summary>Hosts (and what is below them) that the bot's token is shown to when a file is read.</summary>
    public IReadOnlyList<string> FileHosts { get; init; } = ["slack.com"];

    /// <summary>Workspaces whose people are answered; empty means every one that the app is installed in.</summary>
    public IReadOnlyList<string> AllowedTeams { get; init; } = [];

    /// <summary>Who may do what, people by their member id (U…). Empty: everybody may do everything.</summary>
    public IReadOnlyList<RoleAssignment> Roles { get; init; } = [];

    /// <summary>The role of those whom no assignment names, where there are assignments.</summary>
    public Role DefaultRole { get; init; } = Role.Viewer;

    /// <summary>The public https address of this bot; needed for installation by others.</summary>
    public Uri? PublicAddress { get; init; }

    public long MaxUploadBytes { get; init; } = 1L << 30;

    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The largest request that is read, in bytes.</summary>
    public int MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>Least time between two updates of one message that shows progress.</summary>
    public TimeSpan UpdateRest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time for one call of the Web API.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public bool TakesHttp => !string.IsNullOrEmpty(SigningSecret);

    public bool OpensSockets => !string.IsNullOrEmpty(AppToken);

    public bool IsInstalledByOthers => !string.IsNullOrEmpty(ClientId);

    /// <summary>Whether the bot is known to Slack at all.</summary>
    public bool IsRegistered => TakesHttp || OpensSockets;

    /// <exception cref="ArgumentException">A value is missing, contradictory or out of its range; says which.</exception>
    public void Validate()
    {
        if (IsRegistered) Require(!string.IsNullOrEmpty(BotToken) || IsInstalledByOthers, nameof(BotToken), $"a bot token (xoxb-…), or {nameof(ClientId)} and {nameof(ClientSecret)}");
        Require(string.IsNullOrEmpty(ClientId) == string.IsNullOrEmpty(ClientSecret), nameof(ClientId), $"both {nameof(ClientId)} and {nameof(ClientSecret)}, or neither");
        Require(!IsInstalledByOthers || PublicAddress is not null, nameof(PublicAddress), $"an https address beside {nameof(ClientId)}");
        Require(IsSafe(Api), nameof(Api), "an https address, or http on this machine's loopback");
        Require(Api.AbsoluteUri.EndsWith('/'), nameof(Api), "an address that ends with a slash");
        Require(IsSafe(Authorize), nameof(Authorize), "an https address, or http on this machine's loopback");
        Require(FileHosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown), nameof(FileHosts), "host names without scheme and port");
        Require(AllowedTeams.All(team => team is ['T' or 'E', ..]), nameof(AllowedTeams), "workspace ids, T… each");
        Require(MaxUploadBytes is > 0 and <= 1L << 40, nameof(MaxUploadBytes), "1 byte to 1 TB");
        Require(MaxRequestBytes is >= 16 * 1024 and <= 10 << 20, nameof(MaxRequestBytes), "16 kB to 10 MB");
        Require(UpdateRest >= TimeSpan.Zero && UpdateRest <= TimeSpan.FromMinutes(1), nameof(UpdateRest), "0 to 1 minute");
        Require(CallTimeout > TimeSpan.Zero && CallTimeout <= TimeSpan.FromMinutes(2), nameof(CallTimeout), "above 0 and at most 2 minutes");
        Require(DownloadTimeout > TimeSpan.Zero && DownloadTimeout <= TimeSpan.FromHours(2), nameof(DownloadTimeout), "above 0 and at most 2 hours");
        Require(PublicAddress is null or { IsAbsoluteUri: true, Scheme: "https" }, nameof(PublicAddress), "an https address");
        foreach (var assignment in Roles) Require(assignment.People.Concat(assignment.Groups).Any(), nameof(Roles), "people or groups in each assignment");
    }

    private static bool IsSafe(Uri address) => address is { IsAbsoluteUri: true } && (address.Scheme == "https" || address is { Scheme: "http", IsLoopback: true });

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds) throw new ArgumentException($"{Section}:{name} is not valid; expected {expected}.");
    }
}

/// <summary>How the app shows itself in Slack.</summary>
internal enum SlackView
{
    /// <summary>agent_view: every message to it begins a thread of its own.</summary>
    Agent,

    /// <summary>assistant_view, the earlier form of the same.</summary>
    Assistant,

    /// <summary>Neither: a direct message is one conversation.</summary>
    Messages,
}
