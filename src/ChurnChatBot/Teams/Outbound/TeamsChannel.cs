using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Files;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// Microsoft Teams as a channel: a message becomes an activity in its conversation, later revisions of it replace the activity in place. What the
/// service refuses for good is not tried for ever (<see cref="ActivityPoster"/>), and a conversation that the bot may not speak in is closed. The
/// service has no key for a message, so one whose sending was not noted before a crash is posted twice; updates are the same however often they come.
/// </summary>
internal sealed class TeamsChannel(
    ProjectDatabase database, ConversationReferences references, ConnectorClient connector, ActivityPoster poster, PrivateMessages privately, FileDownloads downloads, TeamsOptions options) : IChatChannel
{
    public string Name => TeamsNames.Channel;

    public TimeSpan ProgressRest => options.UpdateRest;

    public Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation) =>
        SpeakAsync(conversation, place => message.Content.OnlyFor is { } person && place.Reference.IsShared
            ? privately.SendAsync(place, person, message, cancellation)
            : poster.PostAsync(place, message, cancellation), cancellation);

    public Task<string> UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation) =>
        SpeakAsync(conversation, place => Handles.Elsewhere(handle) is var (chat, own)
            ? privately.UpdateAsync(ChatPlace.Personal(chat, place.Reference), own, message, cancellation)
            : poster.UpdateAsync(place, handle, message, cancellation), cancellation);

    public async Task RemoveAsync(ConversationAddress conversation, string handle, CancellationToken cancellation)
    {
        var (chat, own) = Handles.Elsewhere(handle) ?? (conversation.ConversationId, handle);
        var activityId = StreamHandle.Read(own)?.StreamId ?? own;
        if (activityId is Handles.NoId or Handles.Unsaid) return;
        await SpeakAsync(conversation, async place =>
        {
            await poster.DeleteAsync(place with { ConversationId = chat }, activityId, cancellation);
            return handle;
        }, cancellation);
    }

    public Task<FetchedFile> FetchAsync(ConversationAddress conversation, string source, CancellationToken cancellation) => downloads.FetchAsync(source, cancellation);

    private async Task<string> SpeakAsync(ConversationAddress conversation, Func<ChatPlace, Task<string>> speak, CancellationToken cancellation)
    {
        var row = await database.ReferenceAsync(conversation.ToKey(), cancellation);
        if (row is not { IsClosed: false }) throw new ConversationClosedException("The conversation is closed, or was never open.");
        var reference = JsonSerializer.Deserialize<ConversationReference>(row.BodyJson, ProtocolJson.Options) ?? throw new InvalidDataException("A conversation's reference is empty.");
        // It was noted before the app was registered, say. The next activity from there brings an address that is vouched for.
        if (!connector.Reaches(reference)) throw await ClosedAsync(conversation, "The address of the conversation's service is not verified.", cancellation);
        try
        {
            return await speak(new ChatPlace(conversation.ConversationId, reference));
        }
        catch (ConnectorException refused) when (refused.IsClosed)
        {
            throw await ClosedAsync(conversation, "The bot may not speak in the conversation any more.", cancellation);
        }
    }

    private async Task<ConversationClosedException> ClosedAsync(ConversationAddress conversation, string why, CancellationToken cancellation)
    {
        await references.CloseAsync(conversation.ConversationId, cancellation);
        return new ConversationClosedException(why);
    }
}
