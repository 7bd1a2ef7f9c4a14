using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Slack.Blocks;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>
/// A message in the forms in which Slack may take it, the best first: with charts and sortable tables, with the blocks that every workspace knows,
/// and in words alone. One field that Slack does not know is enough for it to refuse a whole message.
/// </summary>
/// <param name="render">Draws a message in Block Kit.</param>
internal sealed class MessageVersions(Func<ReplyMessage, BlockOptions, SlackMessage> render)
{
    private const int LongestPlain = 4_000;
    private const string RestIsMissing = "\n(The rest of the message could not be shown.)";

    /// <summary>Drawn only when the one before was refused.</summary>
    public IEnumerable<MessageVersion> Of(OutgoingMessage message, bool isShared)
    {
        var drawing = new BlockOptions { MessageId = message.MessageId, IsShared = isShared };
        yield return new MessageVersion("blocks", render(message.Content, drawing));
        yield return new MessageVersion("older blocks", render(message.Content, drawing with { UsesNewBlocks = false }));
        yield return new MessageVersion("words", new SlackMessage(Plain(message.Content, isShared), []));
    }

    private static string Plain(ReplyMessage message, bool isShared) =>
        SlackText.Escaped(Wording.Shortened(PlainWords.Of(message, isShared), LongestPlain)) + RestIsMissing;
}

/// <param name="Name">For the log.</param>
internal sealed record MessageVersion(string Name, SlackMessage Message)
{
    /// <summary>What chat.postMessage, chat.postEphemeral and chat.update all take. No list of blocks would leave those of an earlier revision in place.</summary>
    public void WriteTo(JsonObject arguments)
    {
        arguments["text"] = Message.Text;
        arguments["mrkdwn"] = false;
        arguments["blocks"] = Message.Blocks;
        arguments["unfurl_links"] = false;
        arguments["unfurl_media"] = false;
    }
}
