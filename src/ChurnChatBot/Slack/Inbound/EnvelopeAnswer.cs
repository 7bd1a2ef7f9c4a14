using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>What Slack is answered on whichever way its envelope came: over HTTP the status and the body, over a socket the acknowledgement with the body.</summary>
/// <param name="Body">Shown at once to the person (a command's answer, what is wrong in a form); null for nothing to show.</param>
internal sealed record EnvelopeAnswer(bool IsTaken, JsonObject? Body = null)
{
    public static readonly EnvelopeAnswer Taken = new(true);

    /// <summary>Not of a form that Slack sends.</summary>
    public static readonly EnvelopeAnswer Malformed = new(false);
}
