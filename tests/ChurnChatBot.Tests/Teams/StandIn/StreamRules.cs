using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>
/// How an answer is written before the person's eyes: chunks of type typing under one stream id, then the message as the final one. In
/// personal chats only, in rising sequence, and for at most two minutes.
/// </summary>
internal sealed class StreamRules(TimeProvider clock, Action<string> violate)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public IResult? Take(StandInConversation conversation, JsonObject activity, StreamInfo info)
    {
        if (!conversation.IsPersonal) return Forbidden("ContentStreamNotAllowed", "Content stream is not allowed in this type of conversation.");
        if (!info.IsEcho) violate("The channel data and the streaminfo entity of a chunk differ.");
        if (info.Id is null) return Start(conversation, activity, info);
        if (conversation.FindStream(info.Id) is not { } stream) return ConnectorAnswer.NoActivity(500);
        if (RefuseEnded(stream) is { } refusal) return refusal;
        return info.IsFinal ? Finish(stream, activity) : Continue(stream, activity, info);
    }

    private IResult? Start(StandInConversation conversation, JsonObject activity, StreamInfo info)
    {
        if (info.Sequence is not { } sequence) return null;
        if (info.IsFinal || sequence != 1) return ConnectorAnswer.BadArgument("A stream starts with the sequence 1.");
        var message = new PostedActivity(conversation.NextId(), isBot: true, activity, clock.GetUtcNow());
        conversation.Add(message);
        conversation.AddStream(new StandInStream(message, clock.GetUtcNow(), sequence) { Written = Written(activity, info) });
        return ConnectorAnswer.Created(message.Id);
    }

    private IResult? RefuseEnded(StandInStream stream)
    {
        if (stream.IsFinished) return Forbidden("ContentStreamNotAllowed", "Content stream is not allowed on an already completed message.");
        if (stream.IsStopped) return Forbidden("ContentStreamNotAllowed", "Content stream was canceled by user.");
        if (clock.GetUtcNow() - stream.StartedAt <= Limit) return null;
        stream.IsFinished = true;
        return Forbidden("ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.");
    }

    private IResult? Continue(StandInStream stream, JsonObject activity, StreamInfo info)
    {
        if (info.Sequence is not { } sequence) return null;
        if (sequence <= stream.Sequence) return ConnectorAnswer.BadArgument($"The sequence {sequence} follows {stream.Sequence}.");
        var written = Written(activity, info);
        if (!info.IsInformative && !written.StartsWith(stream.Written, StringComparison.Ordinal)) violate("A chunk takes back what an earlier one said.");
        if (!info.IsInformative) stream.Written = written;
        stream.Sequence = sequence;
        stream.Message.Update(activity, clock.GetUtcNow());
        return ConnectorAnswer.Accepted();
    }

    private IResult Finish(StandInStream stream, JsonObject activity)
    {
        if ((string?)activity["type"] != "message") return ConnectorAnswer.BadArgument("The final chunk is a message.");
        stream.IsFinished = true;
        stream.Message.Update(activity, clock.GetUtcNow());
        return ConnectorAnswer.Accepted();
    }

    private static string Written(JsonObject activity, StreamInfo info) => info.IsInformative ? "" : (string?)activity["text"] ?? "";

    private static IResult Forbidden(string code, string message) => ConnectorAnswer.Error(403, code, message);
}

/// <summary>What a chunk says about its stream, in its entity or in its channel data.</summary>
/// <param name="IsEcho">Whether both say the same.</param>
internal sealed record StreamInfo(string? Id, string? Type, int? Sequence, bool IsEcho)
{
    public bool IsFinal => Type == "final";

    public bool IsInformative => Type == "informative";

    public static StreamInfo? Of(JsonObject activity)
    {
        var entity = activity["entities"] is JsonArray list ? list.OfType<JsonObject>().FirstOrDefault(one => (string?)one["type"] == "streaminfo") : null;
        var data = activity["channelData"] is JsonObject channel && channel["streamType"] is not null ? channel : null;
        if ((entity ?? data) is not { } info) return null;
        var isEcho = entity is not null && data is not null && ((string[])["streamId", "streamType", "streamSequence"]).All(name => JsonNode.DeepEquals(entity[name], data[name]));
        return new StreamInfo((string?)info["streamId"], (string?)info["streamType"], (int?)info["streamSequence"], isEcho);
    }
}
