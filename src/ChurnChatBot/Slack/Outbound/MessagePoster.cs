using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Api;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// Posts messages and replaces them in place. A message that is gone or may not be replaced is posted anew; blocks that Slack does not take are
/// drawn more plainly (<see cref="MessageVersions"/>); words that it does not take either are given up, since they would hold up everything after them.
/// </summary>
internal sealed partial class MessagePoster(SlackWebClient slack, MessageVersions versions, ILogger<MessagePoster> log)
{
    /// <summary>By which the bot knows its own messages.</summary>
    public const string EventType = "churnchatbot_message";

    /// <returns>The handle for later updates.</returns>
    /// <exception cref="SlackApiException">The bot may not speak there, or Slack fails.</exception>
    public async Task<string> PostAsync(Speech speech, CancellationToken cancellation)
    {
        var answer = await SayAsync(speech, "chat.postMessage", Into(speech), cancellation);
        return SlackAnswers.Text(answer, "ts") ?? Handles.NoTs;
    }

    /// <summary>Shows it to one person among others who see nothing of it. Slack keeps it nowhere: it is gone when their client starts anew.</summary>
    /// <returns>The handle for later updates.</returns>
    /// <exception cref="SlackApiException">The bot may not speak there, or Slack fails.</exception>
    public async Task<string> PostPrivatelyAsync(Speech speech, string personId, CancellationToken cancellation)
    {
        if (SlackPersonId.UserOf(personId) is not { } user)
        {
            LogNotSaid(speech.Message.MessageId, "another channel");
            return Handles.Unsaid;
        }

        try
        {
            var where = Into(speech);
            where.Remove("metadata");
            where["user"] = user;
            await SayAsync(speech, "chat.postEphemeral", where, cancellation);
            return Handles.Private;
        }
        catch (SlackApiException refused) when (refused.IsPersonGone)
        {
            LogNotSaid(speech.Message.MessageId, refused.Code);
            return Handles.Unsaid;
        }
    }

    /// <returns>The handle from now on.</returns>
    /// <exception cref="SlackApiException">The bot may not speak there, or Slack fails.</exception>
    public async Task<string> UpdateAsync(Speech speech, string handle, CancellationToken cancellation)
    {
        // What stands there without a ts cannot be replaced. What came of it is said below; steps on the way there are not.
        if (handle == Handles.NoTs) return IsUnderWay(speech.Message.Content) ? handle : await PostAsync(speech, cancellation);
        try
        {
            var which = new JsonObject { ["channel"] = speech.Place.ChannelId, ["ts"] = handle, ["metadata"] = Metadata(speech) };
            await SayAsync(speech, "chat.update", which, cancellation);
            return handle;
        }
        catch (SlackApiException refused) when (refused.IsMessageGone)
        {
            LogPostedAnew(speech.Message.MessageId, refused.Code);
            return await PostAsync(speech, cancellation);
        }
    }

    /// <summary>What is not there, or may not be deleted, is passed over.</summary>
    /// <exception cref="SlackApiException">The bot may not speak there, or Slack fails.</exception>
    public async Task DeleteAsync(Speech speech, string ts, CancellationToken cancellation)
    {
        try
        {
            await slack.CallAsync(speech.Call("chat.delete", new JsonObject { ["channel"] = speech.Place.ChannelId, ["ts"] = ts }), cancellation);
        }
        catch (SlackApiException refused) when (refused.IsMessageGone || refused.Code is "cant_delete_message" or "compliance_exports_prevent_deletion" or "thread_not_found")
        {
            LogNotDeleted(refused.Code);
        }
    }

    public static bool IsUnderWay(ReplyMessage message) => message.Sections.OfType<Progress>().Any(progress => !progress.IsFinished);

    /// <returns>Null for a message that is given up.</returns>
    private async Task<JsonElement?> SayAsync(Speech speech, string method, JsonObject arguments, CancellationToken cancellation)
    {
        foreach (var version in versions.Of(speech.Message, speech.Place.IsShared))
        {
            try
            {
                version.WriteTo(arguments);
                return await slack.CallAsync(speech.Call(method, arguments), cancellation);
            }
            catch (SlackApiException refused) when (refused.IsRefusedMessage)
            {
                LogRefused(speech.Message.MessageId, version.Name, refused.Code, string.Join("; ", refused.Details));
            }
        }

        LogGivenUp(speech.Message.MessageId);
        return null;
    }

    private static JsonObject Into(Speech speech)
    {
        var arguments = new JsonObject { ["channel"] = speech.Place.ChannelId, ["metadata"] = Metadata(speech) };
        if (speech.Place.ThreadTs is { } thread) arguments["thread_ts"] = thread;
        return arguments;
    }

    /// <summary>Which message of ours it is, for whoever looks after a crash at what arrived. https://docs.slack.dev/messaging/message-metadata</summary>
    private static JsonObject Metadata(Speech speech) => new()
    {
        ["event_type"] = EventType,
        ["event_payload"] = new JsonObject { ["message_id"] = speech.Message.MessageId, ["revision"] = speech.Message.Revision },
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "A message of a deleted project could not be taken out of its channel ({Code}).")]
    private partial void LogNotDeleted(string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} could not be replaced in its channel ({Code}) and is posted anew.")]
    private partial void LogPostedAnew(string messageId, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} could not be said to the person it is for ({Code}).")]
    private partial void LogNotSaid(string messageId, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} was not taken by Slack as {Version} ({Code}: {Details}).")]
    private partial void LogRefused(string messageId, string version, string code, string details);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} was not taken by Slack in any form; it is given up.")]
    private partial void LogGivenUp(string messageId);
}
