using ChurnChatBot.Conversations;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Files;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// Slack as a channel: a message is posted into its thread, later revisions of it replace it in place. What is for one person among others is shown
/// to that person alone. What Slack refuses for good is not tried for ever (<see cref="MessagePoster"/>), and a place that the bot may not speak in
/// is closed until somebody speaks there again. Slack has no key for a message, so of one whose sending was not noted before a crash it is looked
/// whether it is there (<see cref="EarlierPosts"/>); updates are the same however often they come.
/// </summary>
internal sealed partial class SlackChannel(
    Installations installations, MessagePoster poster, EarlierPosts earlier, FileDeliveries deliveries, FileDownloads downloads, SlackOptions options, ILogger<SlackChannel> log) : IChatChannel
{
    public string Name => SlackNames.Channel;

    public TimeSpan ProgressRest => options.UpdateRest;

    public Task<string> SendAsync(ConversationAddress conversation, OutgoingMessage message, CancellationToken cancellation) =>
        SpeakAsync(conversation, message, speech => SendAsync(speech, cancellation), cancellation);

    public async Task<string> UpdateAsync(ConversationAddress conversation, string handle, OutgoingMessage message, CancellationToken cancellation)
    {
        if (Handles.IsFinal(handle)) return handle;
        // It would be said again and again, below what others say.
        if (handle == Handles.Private && MessagePoster.IsUnderWay(message.Content)) return handle;
        return await SpeakAsync(conversation, message, speech => handle == Handles.Private ? SendAsync(speech, cancellation) : poster.UpdateAsync(speech, handle, cancellation), cancellation);
    }

    public async Task RemoveAsync(ConversationAddress conversation, string handle, CancellationToken cancellation)
    {
        if (handle is Handles.NoTs or Handles.Private || Handles.IsFinal(handle)) return;
        var nothing = new OutgoingMessage("", 0, new Messages.ReplyMessage());
        await SpeakAsync(conversation, nothing, async speech =>
        {
            await poster.DeleteAsync(speech, handle, cancellation);
            return handle;
        }, cancellation);
    }

    public Task<FetchedFile> FetchAsync(ConversationAddress conversation, string source, CancellationToken cancellation) => downloads.FetchAsync(source, cancellation);

    private Task<string> SendAsync(Speech speech, CancellationToken cancellation)
    {
        var content = speech.Message.Content;
        if (FileDeliveries.Of(content) is { } delivery) return deliveries.SendAsync(speech, delivery, cancellation);
        return content.OnlyFor is { } person && speech.Place.IsShared ? poster.PostPrivatelyAsync(speech, person, cancellation) : PostOnceAsync(speech, cancellation);
    }

    private async Task<string> PostOnceAsync(Speech speech, CancellationToken cancellation) =>
        speech.Message.MayHaveArrived && await earlier.FindAsync(speech, cancellation) is { } there
            ? await poster.UpdateAsync(speech, there, cancellation)
            : await poster.PostAsync(speech, cancellation);

    private async Task<string> SpeakAsync(ConversationAddress conversation, OutgoingMessage message, Func<Speech, Task<string>> speak, CancellationToken cancellation)
    {
        var place = SlackPlace.Parse(conversation.ConversationId);
        if (await installations.TokenAsync(place.TeamId, cancellation) is not { } token)
        {
            LogNotInstalled(place.TeamId);
            throw new ConversationClosedException("The bot is not installed in the workspace.");
        }

        try
        {
            return await speak(new Speech(place, token, message));
        }
        catch (SlackApiException refused) when (refused.IsAppGone)
        {
            LogAppGone(place.TeamId, refused.Code);
            throw new ConversationClosedException("The bot may not speak in the workspace any more.");
        }
        catch (SlackApiException refused) when (refused.IsGone)
        {
            LogPlaceGone(place.ChannelId, refused.Code);
            throw new ConversationClosedException("The bot may not speak in the conversation any more.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot is not installed in workspace {TeamId}; what was to be said there waits.")]
    private partial void LogNotInstalled(string teamId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Workspace {TeamId} does not take the bot's token ({Code}); what was to be said there waits.")]
    private partial void LogAppGone(string teamId, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot may not speak in {ChannelId} ({Code}); what was to be said there waits.")]
    private partial void LogPlaceGone(string channelId, string code);
}
