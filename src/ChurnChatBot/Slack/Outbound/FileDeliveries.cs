using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Files;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// A file that somebody asked for, put where they can open it. Slack needs nobody's consent for that: it goes into the thread. Where others read
/// along and the project does not allow that customers are named to them, it goes into the person's own direct message instead, since a file holds
/// customers and cannot be shown to one of many.
/// </summary>
internal sealed partial class FileDeliveries(FileUploads uploads, MessagePoster poster, SlackWebClient slack, SlackOptions options, ILogger<FileDeliveries> log)
{
    private const int MostRemembered = 1_000;
    private static readonly ReplyMessage FileIsThere = new(new Paragraph("The file is in our direct message."));

    // Where an upload fails for now it is tried again, and the line that leads it is not said again.
    private readonly ConcurrentDictionary<string, SlackPlace> _opened = new(StringComparer.Ordinal);

    /// <returns>Null for a message that delivers no file.</returns>
    public static FileDelivery? Of(ReplyMessage message) => message.Sections is [FileDelivery delivery] ? delivery : null;

    /// <returns>The handle, under which the file is not sent again.</returns>
    /// <exception cref="SlackApiException">The bot may not speak there, or Slack fails.</exception>
    /// <exception cref="HttpRequestException">The file could not be written for now.</exception>
    public async Task<string> SendAsync(Speech speech, FileDelivery delivery, CancellationToken cancellation)
    {
        if (delivery.State == DeliveryState.Declined) return Handles.Unsaid;
        var content = speech.Message.Content;
        if (!speech.Place.IsShared || content.OnlyFor is not { } person || content.NamesCustomers) return await PutAsync(speech, speech.Place, delivery.File, cancellation);
        if (SlackPersonId.UserOf(person) is not { } user) return Handles.Unsaid;
        var handle = await PutAsync(speech, await OpenAsync(speech, user, delivery.File, cancellation), delivery.File, cancellation);
        _opened.TryRemove(speech.Message.MessageId, out _);
        await PointAsync(speech, person, cancellation);
        return handle;
    }

    private async Task<string> PutAsync(Speech speech, SlackPlace place, FileOffer file, CancellationToken cancellation)
    {
        try
        {
            return Handles.File(await uploads.PutAsync(place, file, speech.Token, cancellation));
        }
        catch (FileNotFoundException)
        {
            return await ExplainAsync(speech, $"{file.Name} is not kept any more, so I cannot send it.", cancellation);
        }
        catch (ForeignAddressException)
        {
            return await ExplainAsync(speech, $"{file.Name} was not sent: the place that was named for it is not one where Slack keeps files.", cancellation);
        }
        catch (SlackApiException refused) when (refused is { IsTransient: false, IsGone: false, IsTokenExpired: false })
        {
            LogNotTaken(speech.Message.MessageId, refused.Code);
            return await ExplainAsync(speech, WhyNot(refused, file), cancellation);
        }
    }

    private static string WhyNot(SlackApiException refused, FileOffer file) => refused.Code == SlackApiException.MissingScope
        ? $"Slack does not let me put {file.Name} here: I miss the permission files:write. Ask whoever installed me to add it, then ask for the file again."
        : $"Slack did not take {file.Name}. Ask for it again, or in another place.";

    /// <returns>The direct message, opened by a line that says what comes.</returns>
    private async Task<SlackPlace> OpenAsync(Speech speech, string user, FileOffer file, CancellationToken cancellation)
    {
        if (_opened.TryGetValue(speech.Message.MessageId, out var known)) return known;
        var arguments = new JsonObject { ["channel"] = user, ["mrkdwn"] = false, ["text"] = SlackText.Escaped($"You asked for {FileName.Clean(file.Name)} in a channel. Here it is:") };
        var call = new SlackCall("chat.postMessage", speech.Token.Value, arguments) { TeamId = speech.Place.TeamId, ChannelId = user };
        var answer = await slack.CallAsync(call, cancellation);
        if (SlackAnswers.Text(answer, "channel") is not { Length: > 0 } chat) throw new SlackApiException(call.Method, SlackApiException.NoJson, []);
        if (_opened.Count >= MostRemembered) _opened.Clear();
        return _opened[speech.Message.MessageId] = new SlackPlace(speech.Place.TeamId, chat, options.View == SlackView.Messages ? null : SlackAnswers.Text(answer, "ts"));
    }

    private Task<string> ExplainAsync(Speech speech, string why, CancellationToken cancellation)
    {
        var said = With(speech, speech.Message.Content with { Sections = [new Paragraph(why)], IsProblem = true });
        return speech.Place.IsShared && said.Message.Content.OnlyFor is { } person ? poster.PostPrivatelyAsync(said, person, cancellation) : poster.PostAsync(said, cancellation);
    }

    /// <summary>The file is where it should be, whether the person can be told in the thread or not.</summary>
    private async Task PointAsync(Speech speech, string person, CancellationToken cancellation)
    {
        try
        {
            await poster.PostPrivatelyAsync(With(speech, FileIsThere), person, cancellation);
        }
        catch (Exception problem) when (problem is SlackApiException or HttpRequestException or IOException or TimeoutException)
        {
            LogNotPointed(problem.GetType().Name);
        }
    }

    private static Speech With(Speech speech, ReplyMessage content) => speech with { Message = speech.Message with { Content = content } };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of message {MessageId} was not taken by Slack ({Code}).")]
    private partial void LogNotTaken(string messageId, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A thread could not be told where its file is ({Problem}).")]
    private partial void LogNotPointed(string problem);
}
