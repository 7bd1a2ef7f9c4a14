using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Cards;

/// <summary>Bytes on the wire, as the protocol writes them.</summary>
internal static class CardSize
{
    public static int Of(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(ProtocolJson.Options));

    /// <summary>Each with the comma after it.</summary>
    public static int Of(IEnumerable<JsonObject> elements) => elements.Sum(element => Of((JsonNode)element) + 1);
}
