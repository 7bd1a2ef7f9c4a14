using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Slack.Api;

/// <summary>
/// One request to Slack and its answer, within the time for a call. Slack says by "ok" how it went, whatever the status; where the answer is none
/// of Slack's, the status says it.
/// </summary>
internal sealed class SlackTransport(HttpClient http, TimeSpan timeout, TimeProvider time)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A client that follows no redirect, keeps no cookies, and looks up addresses anew from time to time.</summary>
    public static HttpClient NewHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Some methods, those that read above all, take a form alone. Values that are no texts are JSON in it.</summary>
    public static HttpContent Form(JsonObject arguments) => new FormUrlEncodedContent(arguments.Where(pair => pair.Value is not null).Select(pair =>
        KeyValuePair.Create(pair.Key, pair.Value!.GetValueKind() == JsonValueKind.String ? pair.Value.GetValue<string>() : pair.Value.ToJsonString(Plain))));

    public static HttpContent Json(JsonObject arguments) => new StringContent(arguments.ToJsonString(Plain), Encoding.UTF8, "application/json");

    /// <param name="method">Named in what is thrown.</param>
    /// <returns>The answer, which is ok.</returns>
    /// <exception cref="SlackApiException">Slack refused.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="HttpRequestException">Slack could not be reached.</exception>
    public async Task<JsonElement> SendAsync(string method, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var ended = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellation);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await SlackAnswers.ReadAsync(response.Content, either.Token);
            if (response.IsSuccessStatusCode && SlackAnswers.IsOk(answer)) return answer!.Value;
            throw Refusal(method, response, answer);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"Slack did not answer {method} in time.");
        }
    }

    private SlackApiException Refusal(string method, HttpResponseMessage response, JsonElement? answer)
    {
        var status = (int)response.StatusCode;
        var code = status == 429 ? SlackApiException.RateLimited : SlackAnswers.Code(answer);
        if (code.Length == 0) code = response.IsSuccessStatusCode ? SlackApiException.NoJson : SlackApiException.HttpStatus + status.ToString(CultureInfo.InvariantCulture);
        return new SlackApiException(method, code, SlackAnswers.Details(answer), WaitOf(response.Headers.RetryAfter));
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null)) is { } wait ? (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) : null;
}
