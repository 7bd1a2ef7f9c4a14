using System.Collections.Concurrent;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>Links of the app's domains that people wrote, by the ids under which the bot may unfold them.</summary>
internal sealed class StandInLinks
{
    public const string Source = "conversations_history";
    private readonly ConcurrentDictionary<string, PostedMessage> _messages = new();

    public string Note(PostedMessage message)
    {
        var id = $"{message.Ts}-{Guid.NewGuid():N}";
        _messages[id] = message;
        return id;
    }

    public PostedMessage? Find(string id, string source) => source == Source ? _messages.GetValueOrDefault(id) : null;
}
