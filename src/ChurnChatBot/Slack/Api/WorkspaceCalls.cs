using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack.Install;

namespace ChurnChatBot.Slack.Api;

/// <summary>Calls in a workspace by its own token, for those who take a no as an answer.</summary>
internal sealed class WorkspaceCalls(SlackWebClient slack, Installations installations)
{
    /// <summary>Of these nothing is left a moment later: a form opens on a click that is fresh, and nobody waits for a name.</summary>
    private static readonly string[] OnlyNow = ["views.open", "views.push", "users.info"];

    /// <returns>Slack's answer; where it says no, an object with <c>ok</c> false and its word in <c>error</c>, as Slack itself writes it.</returns>
    public async Task<JsonElement> CallAsync(string teamId, string method, JsonObject arguments, CancellationToken cancellation)
    {
        if (await installations.TokenAsync(teamId, cancellation) is not { } token) return Refused("not_authed");
        try
        {
            return await slack.CallAsync(new SlackCall(method, token.Value, arguments) { TeamId = teamId, ChannelId = ChannelOf(arguments), IsRepeated = !OnlyNow.Contains(method) }, cancellation);
        }
        catch (SlackApiException refused)
        {
            return Refused(refused.Code);
        }
    }

    private static string? ChannelOf(JsonObject arguments) => arguments["channel"] is JsonValue channel && channel.TryGetValue<string>(out var id) ? id : null;

    private static JsonElement Refused(string error) => JsonSerializer.SerializeToElement(new JsonObject { ["ok"] = false, ["error"] = error });
}
