using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Protocol;
using Polly;
using Polly.Retry;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>The connector service refused a call. Nothing of what was sent is in it.</summary>
/// <param name="code">Its own word for why, such as ActivityNotFoundInConversation; empty where it gave none.</param>
internal sealed class ConnectorException(HttpStatusCode status, string code, TimeSpan? retryAfter = null)
    : Exception($"The connector service answered {(int)status} {code}.")
{
    public HttpStatusCode Status => status;

    public string Code => code;

    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>
/// The calls of the connector service, where a bot speaks: send, update, delete, and open a personal chat. Too many requests, lost preconditions and
/// faults of the service are tried again a few times, after the wait that it asks for; the outbox tries for longer. The service may never answer,
/// and its errors may be JSON, a web page or nothing.
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
/// </summary>
internal sealed class ConnectorClient
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;
    private readonly BotTokens? _tokens;
    private readonly TeamsOptions _options;
    private readonly ResiliencePipeline _retries;

    public ConnectorClient(HttpClient http, TeamsOptions options, TimeProvider time, BotTokens? tokens = null)
    {
        (_http, _options, _tokens) = (http, options, tokens);
        _retries = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<TimeoutException>().Handle<ConnectorException>(IsPassing),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ConnectorException { RetryAfter: { } wait } ? wait < LongestWait ? wait : LongestWait : (TimeSpan?)null),
        }).Build();
    }

    /// <returns>Id of the activity; null where the service gives none (typing, parts of a stream).</returns>
    public async Task<string?> SendAsync(ConversationReference reference, string conversationId, Activity activity, CancellationToken cancellation, bool isTargeted = false) =>
        Id(await CallAsync(HttpMethod.Post, reference, $"v3/conversations/{Escaped(conversationId)}/activities{(isTargeted ? "?isTargetedActivity=true" : "")}", activity, cancellation));

    public Task UpdateAsync(ConversationReference reference, string conversationId, string activityId, Activity activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Put, reference, $"v3/conversations/{Escaped(conversationId)}/activities/{Escaped(activityId)}", activity with { Id = activityId }, cancellation);

    /// <summary>The personal chat with somebody; the same one however often it is asked for.</summary>
    /// <exception cref="ConnectorException">403 where the person has not installed the bot.</exception>
    public async Task<string?> OpenPersonalAsync(ConversationReference reference, string personId, CancellationToken cancellation) =>
        Id(await CallAsync(HttpMethod.Post, reference, "v3/conversations", new
        {
            bot = reference.Bot,
            members = new[] { new { id = personId } },
            tenantId = reference.TenantId,
            channelData = new { tenant = new { id = reference.TenantId } },
            isGroup = false,
        }, cancellation));

    private async Task<JsonElement?> CallAsync<T>(HttpMethod method, ConversationReference reference, string path, T body, CancellationToken cancellation)
    {
        // An address without a slash at its end would lose its last part.
        var address = new Uri(new Uri(reference.ServiceUrl.EndsWith('/') ? reference.ServiceUrl : reference.ServiceUrl + "/"), path);
        return await _retries.ExecuteAsync(async ended => await OnceAsync(method, reference, address, body, ended), cancellation);
    }

    private async Task<JsonElement?> OnceAsync<T>(HttpMethod method, ConversationReference reference, Uri address, T body, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.CallTimeout);
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body, options: ProtocolJson.Options) };
        // The stream of a JsonContent has no length; some services refuse that.
        await request.Content.LoadIntoBufferAsync(cancellation);
        var token = _tokens is null ? null : await _tokens.GetForAsync(new Uri(reference.ServiceUrl), reference.IsVerified, cancellation);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var answer = await ReadAsync(response, limit.Token);
            if (response.IsSuccessStatusCode) return answer;
            if (response.StatusCode == HttpStatusCode.Unauthorized && token is not null) _tokens!.Invalidate(token);
            throw new ConnectorException(response.StatusCode, Code(answer), response.Headers.RetryAfter?.Delta);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The connector service did not answer in time.");
        }
    }

    private static bool IsPassing(ConnectorException refused) =>
        (int)refused.Status is 429 or 412 or 401 or >= 500 && refused.Code != "ActivityNotFoundInConversation" && refused.Status != HttpStatusCode.NotImplemented;

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LargestAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Empty, or a page for people.
            return null;
        }
    }

    private static string? Id(JsonElement? answer) =>
        answer is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private static string Code(JsonElement? answer) =>
        answer is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String && code.GetString() is { Length: <= 100 } word ? word : "";

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
