using System.Collections.Concurrent;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What lets a bot open a modal: each action of a person gives one, for three seconds and one use.</summary>
internal sealed class StandInTriggers(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, Trigger> _triggers = new();

    public string Give(StandInUser user)
    {
        var id = $"{_triggers.Count}.{Guid.NewGuid():N}";
        _triggers[id] = new Trigger(user, clock.GetUtcNow());
        return id;
    }

    /// <exception cref="WebApiRefusal">It is unknown, too old or used.</exception>
    public StandInUser Take(string id)
    {
        if (!_triggers.TryGetValue(id, out var trigger)) throw new WebApiRefusal("invalid_trigger_id");
        if (clock.GetUtcNow() - trigger.At > Life) throw new WebApiRefusal("expired_trigger_id");
        return trigger.Use() ? trigger.User : throw new WebApiRefusal("exchanged_trigger_id");
    }

    private sealed class Trigger(StandInUser user, DateTimeOffset at)
    {
        private int _uses;

        public StandInUser User { get; } = user;

        public DateTimeOffset At { get; } = at;

        public bool Use() => Interlocked.Increment(ref _uses) == 1;
    }
}
