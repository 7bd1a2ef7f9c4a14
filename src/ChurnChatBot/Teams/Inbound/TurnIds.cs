using System.Security.Cryptography;
using System.Text;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// Ids of turns from Teams. Ids of activities are unique within their conversation only, and one activity may be more than one turn (its
/// text and a later correction of it), so both stand in the id, and what kind of turn it is. The conversation's part is a hash: its own id may be long.
/// </summary>
internal static class TurnIds
{
    private const int LongestActivityId = 100;

    public static string Of(string conversationId, string kind, string activityId) =>
        $"{TeamsNames.Channel}:{Short(conversationId)}:{kind}:{(activityId.Length <= LongestActivityId ? activityId : Short(activityId))}";

    public static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
