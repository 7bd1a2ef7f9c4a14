using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>Something that stands in a conversation, with every revision it had.</summary>
internal sealed class PostedActivity(string id, bool isBot, JsonObject first, DateTimeOffset at)
{
    private readonly Lock _lock = new();
    private readonly List<Revision> _revisions = [new(first, at)];
    private readonly Dictionary<string, JsonObject> _views = [];
    private readonly List<JsonObject> _shown = [];

    public string Id { get; } = id;

    public bool IsBot { get; } = isBot;

    /// <summary>The only person who sees it; null for everybody.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The message this one answers, in its thread.</summary>
    public string? ReplyToId { get; init; }

    public bool IsDeleted { get; private set; }

    public IReadOnlyList<Revision> Revisions
    {
        get { lock (_lock) return [.. _revisions]; }
    }

    public JsonObject Current => Revisions[^1].Activity;

    public string Text => Current["text"] is JsonValue text && text.TryGetValue<string>(out var words) ? words : "";

    public IReadOnlyList<JsonObject> Attachments => AttachmentsOf(Current);

    /// <summary>The card that a person sees: what was answered to their own press, until an update shows everybody the same.</summary>
    public JsonObject? Card(string? personId = null)
    {
        lock (_lock)
            if (personId is not null && _views.TryGetValue(personId, out var view)) return view;
        return CardOf(Current);
    }

    /// <summary>Every card that anybody ever saw here, answers to presses included.</summary>
    public IReadOnlyList<JsonObject> CardsShown
    {
        get { lock (_lock) return [.. _revisions.Select(revision => CardOf(revision.Activity)).OfType<JsonObject>(), .. _shown]; }
    }

    public void Update(JsonObject activity, DateTimeOffset now)
    {
        lock (_lock)
        {
            _revisions.Add(new Revision(activity, now));
            _views.Clear();
        }
    }

    public void ShowTo(string personId, JsonObject card)
    {
        lock (_lock)
        {
            _views[personId] = card;
            _shown.Add(card);
        }
    }

    public void Delete() => IsDeleted = true;

    private static JsonObject? CardOf(JsonObject activity) =>
        AttachmentsOf(activity).FirstOrDefault(one => (string?)one["contentType"] == StandInTeams.CardType)?["content"] as JsonObject;

    private static IReadOnlyList<JsonObject> AttachmentsOf(JsonObject activity) => activity["attachments"] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    internal sealed record Revision(JsonObject Activity, DateTimeOffset At);
}
