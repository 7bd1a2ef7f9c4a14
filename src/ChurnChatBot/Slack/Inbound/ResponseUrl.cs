using ChurnChatBot.Slack.Api;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Where an answer to one click or command may be sent for half an hour. Only Slack's own hosts: the address comes with the request, and what is
/// sent there is meant for one person.
/// </summary>
internal static class ResponseUrl
{
    private const int Longest = 2_000;

    /// <returns>Null for none, or one that is not Slack's.</returns>
    public static Uri? Read(string? text, SlackOptions options)
    {
        if (text is not { Length: > 0 and <= Longest } || !Uri.TryCreate(text, UriKind.Absolute, out var address)) return null;
        return ResponseUrls.Allows(address, options.Api) ? address : null;
    }
}
