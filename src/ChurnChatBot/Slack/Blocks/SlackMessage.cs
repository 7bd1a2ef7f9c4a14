using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>What a message consists of in Slack, as chat.postMessage and chat.update take it.</summary>
/// <param name="Text">For notifications and for screen readers; never empty.</param>
/// <param name="Blocks">At most 50. Empty for a message of text alone.</param>
internal sealed record SlackMessage(string Text, JsonArray Blocks);
