using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <param name="Change">Where to resume after this event; null leaves the place as it was.</param>
/// <param name="Body">Becomes the event's JSON.</param>
internal sealed record FeedEvent(string Name, long? Change, object Body);

/// <summary>Reads what is new in a conversation since a place.</summary>
internal sealed class FeedReader(ProjectDatabase database)
{
    public FeedPosition From(string conversationId, long change) => new(database, WebChannel.Key(conversationId), change);
}

/// <summary>How far one page has read one thread.</summary>
internal sealed class FeedPosition(ProjectDatabase database, ConversationKey conversation, long change)
{
    private long _change = change;
    private ThreadState? _state;

    /// <summary>New and changed messages in order, then the state where it changed. A project that was removed asks the page to start afresh.</summary>
    public async Task<IReadOnlyList<FeedEvent>> ReadAsync(CancellationToken cancellation)
    {
        var events = new List<FeedEvent>();
        var state = await ThreadState.ReadAsync(database, conversation, cancellation);
        foreach (var row in await database.MessagesSinceAsync(conversation, _change, cancellation))
        {
            events.Add(new FeedEvent("message", row.Change, new { row.MessageId, row.Revision, Html = ThreadHtml.Render(row) }));
            _change = row.Change;
        }
        if (_state?.ProjectId is not null && state.ProjectId is null) events.Add(new FeedEvent("removed", null, new { }));
        if (state != _state) events.Add(new FeedEvent("state", null, new { state.Title, state.IsWorking }));
        _state = state;
        return events;
    }
}
