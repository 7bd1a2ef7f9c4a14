using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ChurnChatBot.Slack.Install;

/// <summary>
/// The few calls of the Web API that are about tokens themselves: a code or a refresh token for a pair of tokens, and whose a token is.
/// They go before every other call, so they have a client of their own. https://docs.slack.dev/authentication/installing-with-oauth
/// </summary>
internal sealed class OAuthClient(HttpClient http, SlackOptions options)
{
    private const string Access = "oauth.v2.access";
    private const string Test = "auth.test";
    private const int MaxAnswerBytes = 256 * 1024;

    public static HttpClient NewHttpClient(SlackOptions options) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = options.CallTimeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };

    /// <param name="redirect">The same address that the person was sent to Slack with.</param>
    /// <exception cref="SlackRefusalException">The code is not valid, or no longer.</exception>
    /// <exception cref="HttpRequestException">Slack could not be reached, or gave no answer that can be read, or none in time.</exception>
    public Task<OAuthAccess> ExchangeAsync(string code, Uri redirect, CancellationToken cancellation) =>
        AccessAsync(new() { ["code"] = code, ["redirect_uri"] = redirect.AbsoluteUri }, cancellation);

    /// <exception cref="SlackRefusalException">The refresh token was used or revoked.</exception>
    /// <exception cref="HttpRequestException">As with <see cref="ExchangeAsync"/>.</exception>
    public Task<OAuthAccess> RefreshAsync(string refreshToken, CancellationToken cancellation) =>
        AccessAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancellation);

    /// <exception cref="SlackRefusalException">The token is not valid, or no longer.</exception>
    /// <exception cref="HttpRequestException">As with <see cref="ExchangeAsync"/>.</exception>
    public async Task<AuthTest> TestAsync(string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, Test)) { Content = new FormUrlEncodedContent([]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (answer, scopes) = await CallAsync(Test, request, cancellation).ConfigureAwait(false);
        return AuthTest.Read(answer, scopes);
    }

    private async Task<OAuthAccess> AccessAsync(Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, Access)) { Content = new FormUrlEncodedContent(form) };
        var credentials = Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId!)}:{Uri.EscapeDataString(options.ClientSecret!)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        var (answer, _) = await CallAsync(Access, request, cancellation).ConfigureAwait(false);
        return OAuthAccess.Read(answer) ?? throw new HttpRequestException($"Slack's answer to {Access} has no token for a bot.");
    }

    private async Task<(JsonElement Answer, string Scopes)> CallAsync(string method, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            if (!answer.TruthOf("ok")) throw new SlackRefusalException(method, answer.TextOf("error"));
            return (answer, response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes) : "");
        }
        catch (JsonException problem)
        {
            throw new HttpRequestException($"Slack's answer to {method} is not JSON.", problem);
        }
        catch (TaskCanceledException problem) when (problem.InnerException is TimeoutException)
        {
            throw new HttpRequestException($"Slack did not answer {method} in time.", problem);
        }
    }
}
