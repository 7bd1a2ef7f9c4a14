namespace ChurnChatBot.Slack;

/// <summary>
/// Everything that Slack may send to the bot and everything the bot asks a workspace for, in one list: the manifests are held against it, and so
/// is what takes the events in.
/// </summary>
internal static class SlackFeatures
{
    /// <summary>Where Slack delivers over HTTP.</summary>
    public const string EventsPath = "/slack/events";

    public const string InteractionsPath = "/slack/interactions";

    public const string CommandsPath = "/slack/commands";

    public const string Command = "/churn";

    /// <summary>On a message: ask the bot about it.</summary>
    public const string AskAbout = "ask_about";

    /// <summary>From anywhere: begin a project.</summary>
    public const string NewProject = "new_project";

    /// <summary>Buttons of the Home tab. Their value is a <see cref="Blocks.ButtonValue"/>; they belong to no message.</summary>
    public const string HomeTrySample = "home_try_sample";

    public const string HomeNewProject = "home_new_project";

    /// <summary>A button that only opens an address; Slack tells of its press all the same, and it is only acknowledged.</summary>
    public const string HomeOpen = "home_open";

    /// <summary>A person pressed Stop while the bot was at work.</summary>
    public const string SessionStopped = "agent_session_stopped";

    public static IReadOnlyList<SlackShortcut> Shortcuts { get; } =
    [
        new(AskAbout, "message"),
        new(NewProject, "global"),
    ];

    public static IReadOnlyList<string> HomeActions { get; } = [HomeTrySample, HomeNewProject, HomeOpen];

    public static IReadOnlyList<SlackScope> Scopes { get; } =
    [
        new("app_mentions:read", "hears when it is mentioned in a channel"),
        new("assistant:write", "says in its own pane what it is doing, and what one might ask next"),
        new("chat:write", "answers"),
        new("commands", "offers /churn and its shortcuts"),
        new("files:read", "reads the customer files that are sent to it"),
        new("files:write", "sends reports, scores and pictures"),
        new("im:history", "reads what is written to it directly"),
        new("channels:history", "hears replies in a thread of a public channel without being mentioned again", IsOptional: true),
        new("groups:history", "hears replies in a thread of a private channel without being mentioned again", IsOptional: true),
        new("mpim:history", "hears replies in a group message without being mentioned again", IsOptional: true),
        new("links:read", "sees links to its own projects", IsOptional: true, NeedsAddress: true),
        new("links:write", "shows under such a link how the project stands", IsOptional: true, NeedsAddress: true),
        new("reactions:read", "takes a thumb up or down as a word on its answer", IsOptional: true),
        new("users:read", "calls people by their names in the record of decisions", IsOptional: true),
    ];

    public static IReadOnlyList<EventSubscription> Events { get; } =
    [
        new("app_mention", "app_mentions:read"),
        new("message.im", "im:history"),
        new("message.channels", "channels:history"),
        new("message.groups", "groups:history"),
        new("message.mpim", "mpim:history"),
        new("file_shared", "files:read"),
        new("link_shared", "links:read", NeedsAddress: true),
        new("reaction_added", "reactions:read"),
        new("app_home_opened"),
        new("app_uninstalled"),
        new("tokens_revoked"),
        new("app_context_changed", Views: [SlackView.Agent]),
        new(SessionStopped, Views: [SlackView.Agent]),
        new("assistant_thread_started", "assistant:write", [SlackView.Assistant]),
        new("assistant_thread_context_changed", "assistant:write", [SlackView.Assistant]),
    ];

    public static IEnumerable<EventSubscription> EventsOf(SlackView view) => Events.Where(known => known.Views is null || known.Views.Contains(view));
}

/// <param name="Why">As in "the bot …"; said to whoever installs it.</param>
/// <param name="IsOptional">The bot does without, and only lacks what the scope is for.</param>
/// <param name="NeedsAddress">Of use only where the bot has a public address.</param>
internal sealed record SlackScope(string Name, string Why, bool IsOptional = false, bool NeedsAddress = false);

/// <param name="Name">As manifests call it; of messages with the kind of channel.</param>
/// <param name="Scope">Without which Slack does not send it; null where none is needed.</param>
/// <param name="Views">Where it occurs; null for everywhere.</param>
/// <param name="NeedsAddress">Occurs only where the bot has a public address.</param>
internal sealed record EventSubscription(string Name, string? Scope = null, IReadOnlyList<SlackView>? Views = null, bool NeedsAddress = false);

/// <param name="Type">message or global.</param>
internal sealed record SlackShortcut(string CallbackId, string Type);
