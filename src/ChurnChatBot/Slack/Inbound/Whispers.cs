using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Sentences for one person alone, at once: why a button does nothing for them, where the answer comes.</summary>
internal sealed class Whispers(SlackReplies replies, Afterwards afterwards)
{
    /// <summary>As the answer to a command, or to a response_url.</summary>
    public static JsonObject Ephemeral(string sentence) => new()
    {
        ["response_type"] = "ephemeral",
        ["replace_original"] = false,
        ["text"] = SlackText.Escaped(sentence),
        ["mrkdwn"] = false,
    };

    /// <summary>Returns at once. Where there is neither an address to answer to nor a channel, there is nobody who could be told.</summary>
    public void Say(Interaction done, string sentence) => afterwards.Run(cancellation => SayAsync(done, sentence, cancellation));

    public async Task SayAsync(Interaction done, string sentence, CancellationToken cancellation)
    {
        if (done.ResponseUrl is { } address) await replies.Calls.RespondAsync(address, Ephemeral(sentence), cancellation);
        else if (done.ChannelId is { } channel)
        {
            var arguments = new JsonObject { ["channel"] = channel, ["user"] = done.Member.UserId, ["text"] = SlackText.Escaped(sentence) };
            if (done.ThreadTs is { } thread) arguments["thread_ts"] = thread;
            await replies.Calls.CallAsync(done.TeamId, "chat.postEphemeral", arguments, cancellation);
        }
    }
}
