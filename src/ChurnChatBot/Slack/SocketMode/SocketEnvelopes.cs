using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Slack.SocketMode;

/// <summary>What an envelope over a socket is, in the terms that HTTP shares.</summary>
internal sealed partial class SocketEnvelopes(SlackEnvelopes envelopes, ILogger<SocketEnvelopes> log)
{
    /// <summary>Returns when what was sent is stored.</summary>
    public async Task<EnvelopeAnswer> AcceptAsync(SocketFrame frame, CancellationToken cancellation)
    {
        var payload = frame.Body.At("payload") ?? default;
        var answer = frame.Type switch
        {
            "events_api" when payload.Text("type") == "event_callback" => await envelopes.EventAsync(payload, cancellation),
            "interactive" => await envelopes.InteractiveAsync(payload, cancellation),
            "slash_commands" => await envelopes.SlashAsync(name => payload.Text(name), cancellation),
            _ => EnvelopeAnswer.Taken,
        };
        // Delivered again it would be no better, so it is acknowledged all the same.
        if (!answer.IsTaken) LogMalformed(frame.Type);
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An envelope of Slack ({Type}) lacks what it must have and was passed over.")]
    private partial void LogMalformed(string type);
}
