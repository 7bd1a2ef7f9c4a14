using System.Globalization;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A channel or direct message: who is in it, and what stands in it, in order. A message's ts is never the same twice in a channel.</summary>
internal sealed class StandInChannel(string id, string name, StandInWorkspace workspace, TimeProvider clock)
{
    private const long MicrosPerSecond = 1_000_000;
    private readonly Lock _lock = new();
    private readonly List<PostedMessage> _messages = [];
    private readonly List<StandInUser> _members = [];
    private long _lastMicros;

    /// <summary>C… for a channel, D… for a direct message.</summary>
    public string Id { get; } = id;

    public string Name { get; } = name;

    public StandInWorkspace Workspace { get; } = workspace;

    public TimeProvider Clock { get; } = clock;

    public bool IsDirect => Id.StartsWith('D');

    /// <summary>Whether the bot is a member; elsewhere it may not speak.</summary>
    public bool HasBot { get; set; } = true;

    /// <summary>What people see of its agent around the messages: status, title, prompts, session.</summary>
    public StandInAssistant Assistant { get; } = new(clock);

    public IReadOnlyList<StandInUser> Members
    {
        get { lock (_lock) return [.. _members]; }
    }

    /// <summary>Everything that was ever posted, oldest first; what was deleted says so.</summary>
    public IReadOnlyList<PostedMessage> Messages
    {
        get { lock (_lock) return [.. _messages]; }
    }

    public IReadOnlyList<PostedMessage> BotMessages => [.. Messages.Where(message => message is { IsBot: true, IsDeleted: false })];

    public void Join(StandInUser user)
    {
        lock (_lock)
            if (!_members.Contains(user)) _members.Add(user);
    }

    /// <summary>What a person sees here, oldest first.</summary>
    /// <param name="threadTs">Only this thread, its first message included.</param>
    public IReadOnlyList<PostedMessage> SeenBy(StandInUser user, string? threadTs = null) =>
        [.. Messages.Where(message => !message.IsDeleted && (message.OnlyFor is null || message.OnlyFor == user.Id) && (threadTs is null || message.Ts == threadTs || message.ThreadTs == threadTs))];

    public PostedMessage? Find(string? ts) => Messages.LastOrDefault(message => message.Ts == ts && !message.IsDeleted);

    /// <summary>Whether something was said under this ts, even if it was deleted since: its thread stays.</summary>
    public bool HasThread(string ts) => Messages.Any(message => message.Ts == ts && message.OnlyFor is null);

    public string NextTs()
    {
        lock (_lock)
        {
            var now = Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
            _lastMicros = Math.Max(now, _lastMicros + 1);
            return string.Create(CultureInfo.InvariantCulture, $"{_lastMicros / MicrosPerSecond}.{_lastMicros % MicrosPerSecond:000000}");
        }
    }

    public void Add(PostedMessage message)
    {
        lock (_lock) _messages.Add(message);
        // A status goes when the bot speaks in its thread.
        if (message.IsBot) Assistant.Clear(message.ThreadTs);
    }

    public JsonObject Describe() => new()
    {
        ["id"] = Id,
        ["name"] = IsDirect ? null : Name,
        ["is_channel"] = !IsDirect,
        ["is_im"] = IsDirect,
        ["is_private"] = IsDirect,
        ["is_member"] = HasBot,
        ["is_archived"] = false,
        ["user"] = IsDirect ? Members[0].Id : null,
        ["context_team_id"] = Workspace.TeamId,
    };
}
