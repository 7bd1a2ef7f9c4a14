using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What an agent shows around its messages in one channel: its status, prompts, titles and sessions, each with all that was ever set.</summary>
internal sealed class StandInAssistant(TimeProvider clock)
{
    private static readonly TimeSpan StatusLife = TimeSpan.FromMinutes(2);
    private readonly Lock _lock = new();
    private readonly List<SetStatus> _statuses = [];
    private readonly Dictionary<string, SetStatus> _showing = [];
    private readonly Dictionary<string, string> _titles = [];
    private readonly Dictionary<string, string> _sessions = [];
    private JsonArray _prompts = [];

    /// <summary>Every status that was ever set, in order.</summary>
    public IReadOnlyList<SetStatus> Statuses
    {
        get { lock (_lock) return [.. _statuses]; }
    }

    /// <summary>The prompts that the bot suggests, {title, message} each.</summary>
    public JsonArray Prompts
    {
        get { lock (_lock) return _prompts; }
        set { lock (_lock) _prompts = value; }
    }

    /// <summary>What is shown in a thread now; nothing after two minutes or when the bot spoke.</summary>
    public string? Status(string threadTs)
    {
        lock (_lock) return _showing.TryGetValue(threadTs, out var status) && clock.GetUtcNow() - status.At < StatusLife && status.Text.Length > 0 ? status.Text : null;
    }

    public void Show(string threadTs, string text, IReadOnlyList<string> loadingMessages)
    {
        lock (_lock)
        {
            var status = new SetStatus(threadTs, text, loadingMessages, clock.GetUtcNow());
            _statuses.Add(status);
            _showing[threadTs] = status;
        }
    }

    public void Clear(string? threadTs)
    {
        lock (_lock)
            if (threadTs is not null) _showing.Remove(threadTs);
    }

    public string? Title(string threadTs)
    {
        lock (_lock) return _titles.GetValueOrDefault(threadTs);
    }

    public void Entitle(string threadTs, string title)
    {
        lock (_lock) _titles[threadTs] = title;
    }

    /// <summary>active, processing, suspended or closed; while it is processing, the person sees a button to stop it.</summary>
    public string? Session(string threadTs)
    {
        lock (_lock) return _sessions.GetValueOrDefault(threadTs);
    }

    public void SetSession(string threadTs, string status)
    {
        lock (_lock) _sessions[threadTs] = status;
    }
}

internal sealed record SetStatus(string ThreadTs, string Text, IReadOnlyList<string> LoadingMessages, DateTimeOffset At);
