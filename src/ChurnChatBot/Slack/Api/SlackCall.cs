using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Api;

/// <summary>One call of a method of the Web API. https://docs.slack.dev/reference/methods</summary>
/// <param name="Method">Its name as Slack writes it, such as chat.postMessage.</param>
/// <param name="Token">Whose it is counts for the limits (<see cref="TeamId"/>); it goes into a header and nowhere else.</param>
internal sealed record SlackCall(string Method, string Token, JsonObject Arguments)
{
    /// <summary>The workspace, in which calls of one method are counted together; empty where there is none yet.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>The channel that is spoken in; messages are counted in each by itself.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Whether the call is made again when Slack fails. Not for what is worth nothing later.</summary>
    public bool IsRepeated { get; init; } = true;

    public override string ToString() => $"{Method} in {TeamId}";
}
