using System.Globalization;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>
/// A personal chat, a group chat, a channel or a thread of one: who is in it, and what stands in it, in order. Ids of messages are
/// milliseconds, and never the same twice in a conversation.
/// </summary>
internal sealed class StandInConversation(string id, string type, string tenantId, TimeProvider clock)
{
    public const string Personal = "personal";
    public const string GroupChat = "groupChat";
    public const string Channel = "channel";
    private readonly Lock _lock = new();
    private readonly List<PostedActivity> _activities = [];
    private readonly List<DateTimeOffset> _typing = [];
    private readonly Dictionary<string, StandInStream> _streams = [];
    private readonly List<StandInPerson> _members = [];
    private long _lastId;
    private string? _rootId;

    public string Id { get; } = id;

    public string Type { get; } = type;

    public string? Name { get; init; }

    /// <summary>The channel's own id, for a channel and its threads.</summary>
    public string? ChannelId { get; init; }

    public string? TeamId { get; init; }

    /// <summary>The id of the message that will begin this thread; the thread is named by it.</summary>
    public string? AwaitedRoot
    {
        init => _rootId = value;
    }

    public bool IsPersonal => Type == Personal;

    /// <summary>The bot was taken out of it: every call is refused.</summary>
    public bool IsBotRemoved { get; set; }

    public IReadOnlyList<StandInPerson> Members
    {
        get { lock (_lock) return [.. _members]; }
    }

    /// <summary>Everything that was ever posted, oldest first; what was deleted says so.</summary>
    public IReadOnlyList<PostedActivity> Activities
    {
        get { lock (_lock) return [.. _activities]; }
    }

    public IReadOnlyList<PostedActivity> BotMessages => [.. Activities.Where(activity => activity is { IsBot: true, IsDeleted: false })];

    /// <summary>When the bot was seen typing.</summary>
    public IReadOnlyList<DateTimeOffset> Typing
    {
        get { lock (_lock) return [.. _typing]; }
    }

    public void Join(StandInPerson person)
    {
        lock (_lock)
            if (!_members.Contains(person)) _members.Add(person);
    }

    public string NextId()
    {
        lock (_lock)
        {
            if (_rootId is { } root)
            {
                (_rootId, _lastId) = (null, long.Parse(root, CultureInfo.InvariantCulture));
                return root;
            }

            _lastId = Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds(), _lastId + 1);
            return _lastId.ToString(CultureInfo.InvariantCulture);
        }
    }

    public void Add(PostedActivity activity)
    {
        lock (_lock) _activities.Add(activity);
    }

    public PostedActivity? Find(string activityId) => Activities.LastOrDefault(activity => activity.Id == activityId && !activity.IsDeleted);

    public void SeeTyping()
    {
        lock (_lock) _typing.Add(clock.GetUtcNow());
    }

    public void AddStream(StandInStream stream)
    {
        lock (_lock) _streams.Add(stream.Message.Id, stream);
    }

    public StandInStream? FindStream(string streamId)
    {
        lock (_lock) return _streams.GetValueOrDefault(streamId);
    }

    /// <summary>The person presses Stop while the answer is being written.</summary>
    public void StopStreams()
    {
        lock (_lock)
            foreach (var stream in _streams.Values) stream.IsStopped = true;
    }

    public JsonObject Account()
    {
        var account = new JsonObject { ["conversationType"] = Type, ["tenantId"] = tenantId, ["id"] = Id };
        if (!IsPersonal) account["isGroup"] = true;
        if (Name is not null) account["name"] = Name;
        return account;
    }
}
