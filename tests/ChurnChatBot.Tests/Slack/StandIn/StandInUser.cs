using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Somebody who uses Slack, and the views that they see: their Home tab and the modals that lie over each other.</summary>
internal sealed class StandInUser(string id, string name, StandInWorkspace workspace)
{
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _modals = [];
    private JsonObject? _home;

    /// <summary>U….</summary>
    public string Id { get; } = id;

    public string Name { get; } = name;

    public StandInWorkspace Workspace { get; } = workspace;

    public string Email => $"{Handle}@example.com";

    public string Handle => Name.ToLowerInvariant().Replace(' ', '.');

    public string TimeZone { get; init; } = "Europe/Berlin";

    /// <summary>What views.publish last showed.</summary>
    public JsonObject? Home
    {
        get { lock (_lock) return _home; }
        set { lock (_lock) _home = value; }
    }

    /// <summary>The modals that are open, the topmost last.</summary>
    public IReadOnlyList<JsonObject> Modals
    {
        get { lock (_lock) return [.. _modals]; }
    }

    public JsonObject? TopModal
    {
        get { lock (_lock) return _modals.Count > 0 ? _modals[^1] : null; }
    }

    public void Push(JsonObject view)
    {
        lock (_lock) _modals.Add(view);
    }

    /// <summary>Puts another version in the place of a view with the same id.</summary>
    public bool Replace(JsonObject view)
    {
        lock (_lock)
        {
            var index = _modals.FindIndex(one => (string?)one["id"] == (string?)view["id"]);
            if (index < 0) return false;
            _modals[index] = view;
            return true;
        }
    }

    /// <summary>Closes the topmost modal, or all of them.</summary>
    public void Close(bool all = false)
    {
        lock (_lock)
        {
            if (all) _modals.Clear();
            else if (_modals.Count > 0) _modals.RemoveAt(_modals.Count - 1);
        }
    }

    public JsonObject Profile() => new()
    {
        ["id"] = Id,
        ["team_id"] = Workspace.TeamId,
        ["name"] = Handle,
        ["deleted"] = false,
        ["real_name"] = Name,
        ["tz"] = TimeZone,
        ["locale"] = "en-US",
        ["is_bot"] = false,
        ["profile"] = new JsonObject { ["real_name"] = Name, ["display_name"] = Name, ["email"] = Email, ["team"] = Workspace.TeamId },
    };
}
