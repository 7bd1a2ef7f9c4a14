using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// A message that is only progress, written before the person's eyes: Teams shows each part as a line that says what is being done, and then the
/// finished message in its place. In personal chats only, and for two minutes at most; what takes longer goes on as a card that is updated. The
/// person can stop it. Parts come no faster than <see cref="TeamsOptions.UpdateRest"/>, which the outbox keeps.
/// https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
/// </summary>
internal sealed partial class StreamedAnswer(ConnectorClient connector, TimeProvider time, ILogger<StreamedAnswer> log)
{
    private const string Informative = "informative";
    private const string Final = "final";
    private const int LongestPart = 1_000;

    /// <summary>Teams ends a stream after two minutes; it is ended here before, so that what it showed is kept.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    /// <summary>Progress with a button is a card: parts of a stream have none.</summary>
    public static bool Fits(ReplyMessage message, ConversationReference reference) =>
        !reference.IsShared && !message.IsProblem && message.Sections is [Progress { IsFinished: false }];

    /// <returns>Null where the service takes no stream here, and the message is to be posted as any other.</returns>
    public async Task<StreamHandle?> StartAsync(ChatPlace place, ReplyMessage message, CancellationToken cancellation)
    {
        try
        {
            var started = time.GetUtcNow();
            var first = Part(place, message, new StreamInfo(null, Informative, 1));
            return await connector.SendAsync(place.Reference, place.ConversationId, first, cancellation) is { } id ? new StreamHandle(id, 1, started) : null;
        }
        catch (ConnectorException refused) when (IsEnded(refused) || refused.IsContent)
        {
            LogEnded((int)refused.Status, refused.Code);
            return null;
        }
    }

    /// <param name="whole">The message as any other shows it, for the end of the stream.</param>
    /// <returns>The handle from now on; null where the stream is over already, and the message is to be updated as any other.</returns>
    public async Task<string?> ContinueAsync(ChatPlace place, StreamHandle stream, ReplyMessage message, Activity whole, CancellationToken cancellation)
    {
        try
        {
            var goesOn = Fits(message, place.Reference) && time.GetUtcNow() - stream.StartedAt < Limit;
            if (goesOn && await AddAsync(place, stream.Next, message, cancellation)) return stream.Next.ToString();
            await connector.SendAsync(place.Reference, place.ConversationId, Ending(whole, stream), cancellation);
            return stream.StreamId;
        }
        catch (ConnectorException refused) when (IsEnded(refused) || refused.IsContent || refused.IsActivityGone)
        {
            LogEnded((int)refused.Status, refused.Code);
            return null;
        }
    }

    /// <returns>False where the part is not taken: the same was sent before a crash, say. The stream then ends here.</returns>
    private async Task<bool> AddAsync(ChatPlace place, StreamHandle stream, ReplyMessage message, CancellationToken cancellation)
    {
        try
        {
            await connector.SendAsync(place.Reference, place.ConversationId, Part(place, message, new StreamInfo(stream.StreamId, Informative, stream.Sequence)), cancellation);
            return true;
        }
        catch (ConnectorException refused) when (refused.IsContent)
        {
            LogEnded((int)refused.Status, refused.Code);
            return false;
        }
    }

    /// <summary>Without a sequence the service would never answer.</summary>
    private static Activity Part(ChatPlace place, ReplyMessage message, StreamInfo info) => new()
    {
        Type = ActivityTypes.Typing,
        From = place.Reference.Bot,
        TextFormat = "plain",
        Text = Wording.Shortened(CardText.Defused(message.Summary), LongestPart),
        Entities = [info.ToEntity()],
        ChannelData = ProtocolJson.ToElement(info),
    };

    private static Activity Ending(Activity whole, StreamHandle stream)
    {
        var info = new StreamInfo(stream.StreamId, Final, null);
        var data = whole.ChannelData is { ValueKind: JsonValueKind.Object } own ? JsonObject.Create(own)! : [];
        (data["streamId"], data["streamType"]) = (info.StreamId, info.StreamType);
        return whole with { Entities = [.. whole.Entities ?? [], info.ToEntity()], ChannelData = ProtocolJson.ToElement(data) };
    }

    /// <summary>The person stopped it, its time is over, it ended already, or this kind of chat has none. That the bot was removed shows at the next call.</summary>
    private static bool IsEnded(ConnectorException refused) => refused.Status == HttpStatusCode.Forbidden;

    [LoggerMessage(Level = LogLevel.Information, Message = "A streamed message goes on as an ordinary one ({Status} {Code}).")]
    private partial void LogEnded(int status, string code);

    /// <summary>What each part says twice, in its entity and in its channel data.</summary>
    private sealed record StreamInfo(string? StreamId, string StreamType, int? StreamSequence)
    {
        public JsonElement ToEntity() => ProtocolJson.ToElement(new { type = "streaminfo", StreamId, StreamType, StreamSequence });
    }
}
