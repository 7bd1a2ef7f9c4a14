using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>The shape of what is not refused.</summary>
internal static class Done
{
    public static JsonObject With(params (string Name, JsonNode? Value)[] fields)
    {
        var answer = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in fields) answer[name] = value;
        return answer;
    }
}
