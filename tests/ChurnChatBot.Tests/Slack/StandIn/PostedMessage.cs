using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Something that stands in a channel, with every revision it had.</summary>
internal sealed class PostedMessage(string ts, StandInUser? user, MessageContent first, DateTimeOffset at)
{
    private readonly Lock _lock = new();
    private readonly List<Revision> _revisions = [new(first, at)];
    private readonly Dictionary<string, InputState> _inputs = [];

    public string Ts { get; } = ts;

    /// <summary>Null for the bot.</summary>
    public StandInUser? User { get; } = user;

    public bool IsBot => User is null;

    public string? ThreadTs { get; init; }

    /// <summary>The only person who sees it (an ephemeral message); null for everybody.</summary>
    public string? OnlyFor { get; init; }

    public bool IsDeleted { get; private set; }

    public IReadOnlyList<StandInFile> Files { get; init; } = [];

    /// <summary>Set while and after the message is written before the person's eyes.</summary>
    public StandInStream? Stream { get; init; }

    /// <summary>What links in it were unfolded to, by their address.</summary>
    public JsonObject Unfurls { get; } = [];

    public List<string> Reactions { get; } = [];

    public IReadOnlyList<Revision> Revisions
    {
        get { lock (_lock) return [.. _revisions]; }
    }

    public MessageContent Current => Revisions[^1].Content;

    public string Text => Current.Text;

    public JsonArray Blocks => Current.Blocks;

    public void Update(MessageContent content, DateTimeOffset now)
    {
        lock (_lock) _revisions.Add(new Revision(content, now));
    }

    public void Delete() => IsDeleted = true;

    /// <summary>What one person filled in here: it outlives an update for elements whose ids stay.</summary>
    public InputState Inputs(StandInUser person)
    {
        lock (_lock) return _inputs.TryGetValue(person.Id, out var state) ? state : _inputs[person.Id] = new InputState();
    }

    /// <summary>As methods and interactions show it.</summary>
    public JsonObject Describe(StandInWorkspace workspace, string appId)
    {
        var message = new JsonObject { ["type"] = "message", ["ts"] = Ts, ["text"] = Text, ["team"] = workspace.TeamId, ["user"] = User?.Id ?? workspace.BotUserId, ["blocks"] = Blocks.DeepClone() };
        if (IsBot) (message["bot_id"], message["app_id"]) = (workspace.BotId, appId);
        if (ThreadTs is not null) message["thread_ts"] = ThreadTs;
        if (Files.Count > 0) message["files"] = new JsonArray([.. Files.Select(file => file.Describe())]);
        if (Current.Metadata is { } metadata) message["metadata"] = metadata.DeepClone();
        if (Revisions.Count > 1) message["edited"] = new JsonObject { ["user"] = User?.Id ?? workspace.BotUserId, ["ts"] = Ts };
        return message;
    }

    internal sealed record Revision(MessageContent Content, DateTimeOffset At);
}

/// <param name="Text">In Slack's mark-up.</param>
/// <param name="Blocks">With an id each.</param>
internal sealed record MessageContent(string Text, JsonArray Blocks)
{
    public JsonNode? Metadata { get; init; }
}
