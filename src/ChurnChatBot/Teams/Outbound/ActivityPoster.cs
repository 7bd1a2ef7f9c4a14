using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Files;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// Posts messages and replaces them in place. An activity that is gone or may not be changed is posted anew; a card that the service does not
/// take is said in plain words in its place; words that it does not take either are given up, since they would hold up everything after them.
/// </summary>
internal sealed partial class ActivityPoster(ConnectorClient connector, StreamedAnswer streams, FileConsents consents, ILogger<ActivityPoster> log)
{
    /// <returns>The handle for later updates.</returns>
    /// <exception cref="ConnectorException">The bot may not speak there, or the service fails.</exception>
    public async Task<string> PostAsync(ChatPlace place, OutgoingMessage message, CancellationToken cancellation)
    {
        if (StreamedAnswer.Fits(message.Content, place.Reference) && await streams.StartAsync(place, message.Content, cancellation) is { } stream) return stream.ToString();
        return await PostAsync(place, message, await WriteAsync(place, message, cancellation), cancellation);
    }

    /// <returns>The handle from now on.</returns>
    /// <exception cref="ConnectorException">The bot may not speak there, or the service fails.</exception>
    public async Task<string> UpdateAsync(ChatPlace place, string handle, OutgoingMessage message, CancellationToken cancellation)
    {
        if (handle == Handles.Unsaid) return handle;
        var activity = await WriteAsync(place, message, cancellation);
        // What stands there without an id cannot be replaced. What came of it is said below; steps on the way there are not.
        if (handle == Handles.NoId) return IsUnderWay(message.Content) ? handle : await PostAsync(place, message, activity, cancellation);
        if (StreamHandle.Read(handle) is not { } stream) return await ReplaceAsync(place, handle, message, activity, cancellation);
        return await streams.ContinueAsync(place, stream, message.Content, activity, cancellation) ?? await ReplaceAsync(place, stream.StreamId, message, activity, cancellation);
    }

    /// <summary>What is not there is passed over, and what the tenant does not let anybody delete.</summary>
    /// <exception cref="ConnectorException">The bot may not speak there, or the service fails.</exception>
    public async Task DeleteAsync(ChatPlace place, string activityId, CancellationToken cancellation)
    {
        try
        {
            await connector.DeleteAsync(place.Reference, place.ConversationId, activityId, cancellation);
        }
        catch (ConnectorException refused) when (refused.IsNotReplaceable || refused.IsContent || refused.Status == System.Net.HttpStatusCode.NotImplemented)
        {
            LogNotDeleted((int)refused.Status, refused.Code);
        }
    }

    private async Task<Activity> WriteAsync(ChatPlace place, OutgoingMessage message, CancellationToken cancellation) =>
        FileConsents.Write(message, place.Reference) ?? await consents.DeliverAsync(message, place.Reference, cancellation) ?? ActivityWriter.Write(message, place.Reference);

    private async Task<string> PostAsync(ChatPlace place, OutgoingMessage message, Activity activity, CancellationToken cancellation)
    {
        Task<string?> Post(Activity said) => connector.SendAsync(place.Reference, place.ConversationId, said, cancellation);
        try
        {
            return await Post(activity) ?? Handles.NoId;
        }
        catch (ConnectorException refused) when (refused.IsContent)
        {
            LogCard(message.MessageId, (int)refused.Status, refused.Code);
        }

        try
        {
            return await Post(ActivityWriter.Plain(message, place.Reference)) ?? Handles.NoId;
        }
        catch (ConnectorException refused) when (refused.IsContent)
        {
            LogWords(message.MessageId, (int)refused.Status, refused.Code);
            return Handles.NoId;
        }
    }

    private async Task<string> ReplaceAsync(ChatPlace place, string activityId, OutgoingMessage message, Activity activity, CancellationToken cancellation)
    {
        Task Replace(Activity said) => connector.UpdateAsync(place.Reference, place.ConversationId, activityId, said, cancellation);
        try
        {
            await Replace(activity);
        }
        catch (ConnectorException refused) when (refused.IsNotReplaceable)
        {
            LogPostedAnew(message.MessageId);
            return await PostAsync(place, message, activity, cancellation);
        }
        catch (ConnectorException refused) when (refused.IsContent)
        {
            LogCard(message.MessageId, (int)refused.Status, refused.Code);
            try
            {
                await Replace(ActivityWriter.Plain(message, place.Reference));
            }
            catch (ConnectorException again) when (again.IsContent || again.IsNotReplaceable)
            {
                LogWords(message.MessageId, (int)again.Status, again.Code);
            }
        }

        return activityId;
    }

    private static bool IsUnderWay(ReplyMessage message) => message.Sections.OfType<Progress>().Any(progress => !progress.IsFinished);

    [LoggerMessage(Level = LogLevel.Information, Message = "A message of a deleted project could not be taken out of its conversation ({Status} {Code}).")]
    private partial void LogNotDeleted(int status, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} could not be replaced in its conversation and is posted anew.")]
    private partial void LogPostedAnew(string messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The card of message {MessageId} was not taken by Teams ({Status} {Code}); it is said in plain words.")]
    private partial void LogCard(string messageId, int status, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} was not taken by Teams in plain words either ({Status} {Code}); it is given up.")]
    private partial void LogWords(string messageId, int status, string code);
}
