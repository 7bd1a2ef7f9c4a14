namespace ChurnChatBot.Web;

/// <summary>Limits of the web page and its feed. Read from the section "Web".</summary>
internal sealed record WebOptions
{
    public const string Section = "Web";

    /// <summary>Names under which the page may be asked for, besides those of this machine's loopback. Another site's name that was pointed here is refused.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The largest file that is taken, in bytes.</summary>
    public long MaxUploadBytes { get; init; } = 1L << 30;

    /// <summary>The longest text a person may write, in characters.</summary>
    public int MaxTextLength { get; init; } = 4000;

    /// <summary>The largest request that is no file, in bytes.</summary>
    public int MaxJsonBytes { get; init; } = 128 * 1024;

    /// <summary>How many pages may follow their threads at once, over all and in one conversation.</summary>
    public int MaxOpenFeeds { get; init; } = 200;

    public int MaxOpenFeedsPerConversation { get; init; } = 20;

    /// <summary>How often a silent feed says that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a feed waits for a signal before it looks by itself, should a signal have been lost.</summary>
    public TimeSpan FeedLook { get; init; } = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">A value is out of its range; says which.</exception>
    public void Validate()
    {
        Require(MaxUploadBytes is > 0 and <= 1L << 40, nameof(MaxUploadBytes), "1 byte to 1 TB");
        Require(MaxTextLength is > 0 and <= 4000, nameof(MaxTextLength), "1 to 4,000");
        Require(MaxJsonBytes is >= 1024 and <= 10 << 20, nameof(MaxJsonBytes), "1 kB to 10 MB");
        Require(MaxOpenFeeds > 0, nameof(MaxOpenFeeds), "at least 1");
        Require(MaxOpenFeedsPerConversation > 0, nameof(MaxOpenFeedsPerConversation), "at least 1");
        Require(Heartbeat > TimeSpan.Zero, nameof(Heartbeat), "more than zero");
        Require(FeedLook > TimeSpan.Zero, nameof(FeedLook), "more than zero");
        Require(AllowedHosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown), nameof(AllowedHosts), "host names without scheme and port");
    }

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds) throw new ArgumentException($"{Section}:{name} is out of range; expected {expected}.");
    }
}
