using System.Text.Json.Nodes;
using ChurnChatBot.Conversations;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Outbound;

/// <summary>One message on its way: what is said, where, and as whom.</summary>
internal sealed record Speech(SlackPlace Place, BotToken Token, OutgoingMessage Message)
{
    public SlackCall Call(string method, JsonObject arguments) => new(method, Token.Value, arguments) { TeamId = Place.TeamId, ChannelId = Place.ChannelId };
}
