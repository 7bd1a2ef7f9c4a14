using ChurnChatBot.Conversations.Transfers;
namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// The rule where no app is registered and nobody can prove who he is: only programs on this machine are answered. A connection from the
/// loopback alone does not show that: a tunnel or a reverse proxy connects from there too, and so does a page of any site that is open in a
/// browser here. Those say so themselves, by what they add to the request.
/// </summary>
internal static class LocalCallers
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-Host"];

    private static readonly string[] ForwardingPrefixes = ["X-Forwarded", "X-Original-", "CF-", "X-Envoy-", "X-ARR-", "X-Azure-"];

    /// <returns>Null when the request was made by a program on this machine.</returns>
    public static CallerRefusal? Refuse(HttpRequest request)
    {
        if (!Loopback.IsAddress(request.HttpContext.Connection.RemoteIpAddress)) return CallerRefusal.NotLocal;
        if (request.Headers.Keys.Any(TellsOfForwarding)) return CallerRefusal.Forwarded;
        // A foreign name that was pointed at this machine: by DNS rebinding, or by a proxy that is silent about itself.
        if (!Loopback.IsHost(request.Host.Host)) return CallerRefusal.ForeignHost;
        return request.Headers.ContainsKey("Origin") || request.Headers.ContainsKey("Sec-Fetch-Site") ? CallerRefusal.FromWebPage : null;
    }

    private static bool TellsOfForwarding(string header) =>
        ForwardingHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
        || ForwardingPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
