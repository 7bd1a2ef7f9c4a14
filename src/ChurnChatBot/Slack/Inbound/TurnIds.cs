using System.Security.Cryptography;
using System.Text;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Ids of turns from Slack. A message is known by its workspace, channel and ts, so that it is one turn however often and in however many events
/// it is told of; what has no ts is known by the event that told of it. One message may be more than one turn (its text, a later
/// correction of it), so the kind stands in the id too.
/// </summary>
internal static class TurnIds
{
    private const int Longest = 100;

    public static string Of(SlackPlace place, string kind, string id) =>
        $"{SlackNames.Channel}:{Short($"{place.TeamId}/{place.ChannelId}")}:{kind}:{(id.Length <= Longest ? id : Short(id))}";

    public static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
