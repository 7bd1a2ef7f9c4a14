using System.Net.Http.Headers;
using System.Text.Json;
using ChurnChatBot.Slack.Inbound;

namespace ChurnChatBot.Slack.SocketMode;

/// <summary>
/// Asks Slack for the address of a new socket (apps.connections.open). Each serves once. A token that Slack refuses is told loudly, but once: from
/// then on the silence of the bot has its reason in the log, and Slack is asked rarely.
/// </summary>
internal sealed partial class SocketAddresses(HttpClient http, SlackOptions options, SocketTimings timings, ILogger<SocketAddresses> log)
{
    private const string Method = "apps.connections.open";
    private const int LongestAnswer = 64 * 1024;
    private int _refused;

    /// <returns>The address, or how long to rest at least before the next try; zero where nothing special is asked for.</returns>
    public async Task<(Uri? Address, TimeSpan Pause)> NextAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, Method)) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AppToken);
        using var response = await http.SendAsync(request, cancellation);
        if (response.Headers.RetryAfter?.Delta is { } rest) return Failed("ratelimited", rest);
        using var json = await ReadAsync(response, cancellation);
        if (json is null || !json.RootElement.IsTrue("ok")) return Failed(json?.RootElement.Text("error") ?? $"http_{(int)response.StatusCode}", TimeSpan.Zero);
        if (!Uri.TryCreate(json.RootElement.Text("url"), UriKind.Absolute, out var address) || !IsSlack(address)) return Failed("foreign_address", timings.RefusedRest);
        Interlocked.Exchange(ref _refused, 0);
        return (address, TimeSpan.Zero);
    }

    private static async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellation);
        return RequestBody.Json(await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private (Uri? Address, TimeSpan Pause) Failed(string error, TimeSpan rest)
    {
        if (error is "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "missing_scope" or "not_allowed_token_type" or "no_permission" or "access_denied")
        {
            if (Interlocked.Exchange(ref _refused, 1) == 0) LogRefused(error);
            return (null, timings.RefusedRest);
        }

        LogFailed(error);
        return (null, error == "too_many_websockets" && rest < timings.LongestRest ? timings.LongestRest : rest);
    }

    /// <summary>What comes over the socket is taken for Slack's, so it must be Slack that it leads to.</summary>
    private bool IsSlack(Uri address) =>
        (address.Scheme == Uri.UriSchemeWss && address.Host.EndsWith(".slack.com", StringComparison.OrdinalIgnoreCase))
        || (options.Api.IsLoopback && address is { IsLoopback: true, Scheme: "ws" or "wss" });

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Slack refuses the app-level token ({Error}): NO EVENTS ARRIVE. Check Slack:AppToken (xapp-…, with connections:write) and that Socket Mode is on.")]
    private partial void LogRefused(string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack gave no address for a socket ({Error}).")]
    private partial void LogFailed(string error);
}
