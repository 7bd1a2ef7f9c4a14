using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A workspace (team) that the bot is installed in: its people, channels and files.</summary>
internal sealed class StandInWorkspace(string name, string teamId, StandInSlackOptions options)
{
    private readonly ConcurrentDictionary<string, StandInUser> _users = new();
    private readonly ConcurrentDictionary<string, StandInChannel> _channels = new();
    private readonly ConcurrentDictionary<string, StandInFile> _files = new();
    private readonly Lock _lock = new();
    private int _lastId;

    /// <summary>T….</summary>
    public string TeamId { get; } = teamId;

    public string Name { get; } = name;

    public string Domain => Name.ToLowerInvariant();

    /// <summary>E… for a workspace of a larger organisation.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>The bot as a person, U….</summary>
    public string BotUserId => "U0BOT" + TeamId[1..];

    /// <summary>The bot as a sender, B….</summary>
    public string BotId => "B0BOT" + TeamId[1..];

    public IReadOnlyList<StandInChannel> Channels => [.. _channels.Values];

    public IReadOnlyList<StandInUser> Users => [.. _users.Values];

    public StandInUser Add(string name)
    {
        var user = new StandInUser(NextId("U"), name, this);
        return _users[user.Id] = user;
    }

    public StandInUser? FindUser(string? id) => id is null ? null : _users.GetValueOrDefault(id);

    public StandInChannel? FindChannel(string? id) => id is null ? null : _channels.GetValueOrDefault(id);

    public StandInFile? FindFile(string? id) => id is null ? null : _files.GetValueOrDefault(id);

    public StandInFile Add(StandInFile file) => _files[file.Id] = file;

    /// <summary>A person has one direct message with the bot, however often it is opened.</summary>
    public StandInChannel Direct(StandInUser user)
    {
        lock (_lock)
        {
            if (Channels.FirstOrDefault(channel => channel.IsDirect && channel.Members[0] == user) is { } known) return known;
            return New("D", "", user);
        }
    }

    public StandInChannel Channel(string name, params StandInUser[] members)
    {
        lock (_lock) return New("C", name, members);
    }

    public string NextId(string kind) => kind + Interlocked.Increment(ref _lastId).ToString("00000000", System.Globalization.CultureInfo.InvariantCulture) + TeamId[^2..];

    public JsonObject Describe() => new() { ["id"] = TeamId, ["name"] = Name, ["domain"] = Domain };

    private StandInChannel New(string kind, string name, params StandInUser[] members)
    {
        var channel = new StandInChannel(NextId(kind), name, this, options.Clock);
        foreach (var member in members) channel.Join(member);
        return _channels[channel.Id] = channel;
    }
}
