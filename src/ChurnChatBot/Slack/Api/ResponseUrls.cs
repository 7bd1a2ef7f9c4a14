namespace ChurnChatBot.Slack.Api;

/// <summary>
/// The addresses at which a press or a command may be answered, five times within half an hour. They come with requests and are keys, so only
/// Slack's own host counts, and where the Web API is on this machine's loopback, the same place there.
/// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
/// </summary>
internal sealed class ResponseUrls(Uri api)
{
    /// <summary>How it is named beside the methods of the Web API.</summary>
    public const string Method = "response_url";

    private const string Host = "hooks.slack.com";
    private const int MostUses = 5;
    private const int MostRemembered = 10_000;
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    public bool Allows(Uri address) => Allows(address, api);

    /// <param name="api">Where the Web API is.</param>
    public static bool Allows(Uri address, Uri api) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && ((address is { Scheme: "https", IsDefaultPort: true } && address.IdnHost.Equals(Host, StringComparison.OrdinalIgnoreCase))
            || (api.IsLoopback && address.Scheme == api.Scheme && address.Authority == api.Authority));

    /// <exception cref="SlackApiException">The address is none of Slack's, or is used up.</exception>
    public void Use(Uri address)
    {
        if (!Allows(address)) throw new SlackApiException(Method, "foreign_address", []);
        lock (_uses)
        {
            if (_uses.Count >= MostRemembered) _uses.Clear();
            var uses = _uses.GetValueOrDefault(address.AbsoluteUri) + 1;
            if (uses > MostUses) throw new SlackApiException(Method, "used_url", []);
            _uses[address.AbsoluteUri] = uses;
        }
    }
}
