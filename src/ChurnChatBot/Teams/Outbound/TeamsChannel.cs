using System.Net;
using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Files;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// Microsoft Teams as a channel: a message becomes an activity in its conversation, later revisions of it replace the activity in place. What the
/// service refuses for good is not tried for ever: a conversation that the bot was removed from is closed, an activity that is gone is posted
/// anew, a card that is not taken is said in plain words.
/// </summary>
internal sealed partial class TeamsChannel(
    ProjectDatabase database, ConnectorClient connector, PrivateMessages privately, FileConsents consents, FileDownloads downloads, TeamsOptions options, TimeProvider time, ILogger<TeamsChannel> log) : IChatChannel
{
    /// <summary>Stands for a message of which the service gave no id; it cannot be updated.</summary>
    private const string NoId = "-";

    public string Name => TeamsNames.Channel;

    public TimeSpan ProgressRest => options.UpdateRest;

    public async Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation)
    {
        var reference = await ReferenceAsync(conversation, cancellation);
        if (message.Content.OnlyFor is { } person && reference.IsShared) return await privately.SendAsync(conversation.ConversationId, reference, person, message, cancellation) ?? NoId;
        var activity = FileConsents.Write(message, reference) ?? ActivityWriter.Write(message, reference);
        return await PostAsync(conversation, reference, message, activity, cancellation);
    }

    public async Task<string> UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation)
    {
        var reference = await ReferenceAsync(conversation, cancellation);
        var (where, activityId) = Handles.Read(handle, conversation.ConversationId);
        if (activityId == NoId) return handle;
        var activity = await consents.DeliverAsync(message, reference, cancellation) ?? ActivityWriter.Write(message, reference, isPrivate: message.Content.OnlyFor is not null);
        try
        {
            await connector.UpdateAsync(reference, where, activityId, activity, cancellation);
            return handle;
        }
        catch (ConnectorException refused) when (refused.Code == "ActivityNotFoundInConversation" || (refused.Status == HttpStatusCode.NotFound && refused.Code != "ConversationNotFound"))
        {
            LogPostedAnew(message.MessageId);
            return await PostAsync(new ConversationAddress(Name, where), reference, message, activity, cancellation) is var posted && where != conversation.ConversationId ? Handles.Write(where, posted) : posted;
        }
        catch (ConnectorException refused) when (IsClosed(refused))
        {
            throw await ClosedAsync(conversation, cancellation);
        }
        catch (ConnectorException refused) when (IsContent(refused))
        {
            LogContent(message.MessageId, (int)refused.Status, refused.Code);
            return handle;
        }
    }

    public Task<FetchedFile> FetchAsync(ConversationAddress conversation, string source, CancellationToken cancellation) => downloads.FetchAsync(source, cancellation);

    private async Task<string> PostAsync(ConversationAddress conversation, ConversationReference reference, OutgoingMessage message, Activity activity, CancellationToken cancellation)
    {
        try
        {
            return await connector.SendAsync(reference, conversation.ConversationId, activity, cancellation) ?? NoId;
        }
        catch (ConnectorException refused) when (IsClosed(refused))
        {
            throw await ClosedAsync(conversation, cancellation);
        }
        catch (ConnectorException refused) when (IsContent(refused))
        {
            LogContent(message.MessageId, (int)refused.Status, refused.Code);
            return await connector.SendAsync(reference, conversation.ConversationId, ActivityWriter.Plain(message, reference), cancellation) ?? NoId;
        }
    }

    private async Task<ConversationReference> ReferenceAsync(ConversationAddress conversation, CancellationToken cancellation)
    {
        var row = await database.ReferenceAsync(conversation.ToKey(), cancellation);
        if (row is not { IsClosed: false }) throw new ConversationClosedException("The conversation is closed, or was never open.");
        return JsonSerializer.Deserialize<ConversationReference>(row.BodyJson, ProtocolJson.Options) ?? throw new InvalidDataException("A conversation's reference is empty.");
    }

    private async Task<ConversationClosedException> ClosedAsync(ConversationAddress conversation, CancellationToken cancellation)
    {
        await database.CloseConversationAsync(conversation.ToKey(), time.GetUtcNow(), cancellation);
        return new ConversationClosedException("The bot was removed from the conversation.");
    }

    private static bool IsClosed(ConnectorException refused) => refused.Code is "BotNotInConversationRoster" or "ConversationNotFound" or "ForbiddenOperationException" || refused.Status == HttpStatusCode.Forbidden;

    private static bool IsContent(ConnectorException refused) => refused.Status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest;

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} was gone from its conversation and is posted anew.")]
    private partial void LogPostedAnew(string messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} was not taken by Teams ({Status} {Code}); it is said in plain words.")]
    private partial void LogContent(string messageId, int status, string code);
}

/// <summary>Handles of messages: the activity's id, led by its conversation where that is another one than the message's own.</summary>
internal static class Handles
{
    private const char Separator = '\n';

    public static string Write(string conversationId, string activityId) => conversationId + Separator + activityId;

    public static (string ConversationId, string ActivityId) Read(string handle, string own) =>
        handle.IndexOf(Separator) is >= 0 and var at ? (handle[..at], handle[(at + 1)..]) : (own, handle);
}
