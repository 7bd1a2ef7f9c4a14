using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A message while it is written before the person's eyes: text and blocks in the order they came, and tasks that change in their place.</summary>
internal sealed class StandInStream(DateTimeOffset startedAt)
{
    /// <summary>After about this long Slack takes no more, without having said so.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<JsonObject> _tasks = [];
    private readonly JsonArray _blocks = [];
    private string? _plan;
    private bool _isStopped;

    public bool IsStopped
    {
        get { lock (_lock) return _isStopped; }
    }

    /// <summary>The tasks as they stand, in the order in which they began.</summary>
    public IReadOnlyList<JsonObject> Tasks
    {
        get { lock (_lock) return [.. _tasks]; }
    }

    public string? Plan
    {
        get { lock (_lock) return _plan; }
    }

    public bool IsAlive(DateTimeOffset now) => !IsStopped && now - startedAt < Life;

    public void Stop()
    {
        lock (_lock) _isStopped = true;
    }

    public void Append(string text)
    {
        lock (_lock) _text.Append(text);
    }

    public void Append(JsonObject chunk)
    {
        lock (_lock)
        {
            switch ((string?)chunk["type"])
            {
                case "markdown_text":
                    _text.Append((string?)chunk["text"]);
                    break;
                case "plan_update":
                    _plan = (string?)chunk["title"];
                    break;
                case "blocks":
                    AddBlocks(chunk["blocks"] as JsonArray ?? []);
                    break;
                default:
                    var index = _tasks.FindIndex(task => (string?)task["id"] == (string?)chunk["id"]);
                    if (index < 0) _tasks.Add(chunk);
                    else _tasks[index] = chunk;
                    break;
            }
        }
    }

    /// <summary>The message as it stands: its plan, its text and its blocks.</summary>
    /// <param name="last">Blocks that close it.</param>
    public MessageContent Content(JsonArray? last = null)
    {
        lock (_lock)
        {
            if (last is not null) AddBlocks(last);
            var blocks = new JsonArray();
            if (_plan is not null || _tasks.Count > 0) blocks.Add(PlanBlock());
            if (_text.Length > 0) blocks.Add(new JsonObject { ["type"] = "markdown", ["text"] = _text.ToString() });
            foreach (var block in _blocks) blocks.Add(block!.DeepClone());
            return new MessageContent(_text.ToString(), BlockElements.WithIds(blocks));
        }
    }

    private void AddBlocks(JsonArray blocks)
    {
        foreach (var block in blocks) _blocks.Add(block!.DeepClone());
    }

    private JsonObject PlanBlock() => new()
    {
        ["type"] = "plan",
        ["title"] = _plan ?? "",
        ["tasks"] = new JsonArray([.. _tasks.Select(task => new JsonObject { ["type"] = "task_card", ["task_id"] = task["id"]?.DeepClone(), ["title"] = task["title"]?.DeepClone(), ["status"] = task["status"]?.DeepClone() })]),
    };
}
