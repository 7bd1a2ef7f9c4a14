using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Protocol;
using Polly;
using Polly.Retry;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// The calls of the connector service, where a bot speaks: send, update, and open a personal chat. Too many requests, lost preconditions, faults
/// of the service and of the way there are tried again a few times, after the wait that the service asks for; the outbox tries for longer. The
/// service may never answer. What was sent when the connection broke may have arrived: the protocol has no key to send it under, so a repeat
/// can show a new message twice, while an update stays one.
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
/// </summary>
internal sealed class ConnectorClient
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;
    private readonly BotTokens? _tokens;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _retries;

    /// <param name="tokens">Null where no app is registered.</param>
    public ConnectorClient(HttpClient http, TeamsOptions options, TimeProvider time, BotTokens? tokens = null)
    {
        (_http, _timeout, _time, _tokens) = (http, options.CallTimeout, time, tokens);
        _retries = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<IOException>().Handle<TimeoutException>().Handle<ConnectorException>(refused => refused.IsPassing),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ConnectorException { RetryAfter: { } wait } ? Bounded(wait) : (TimeSpan?)null),
        }).Build();
    }

    /// <summary>A client that follows no redirect, keeps no cookies, and looks up addresses anew from time to time.</summary>
    public static HttpClient NewHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// Whether the bot speaks to the service of that conversation at all: a registered bot where a verified token named the address, over https; one
    /// that is not registered on this machine only.
    /// </summary>
    public bool Reaches(ConversationReference reference) =>
        Uri.TryCreate(reference.ServiceUrl, UriKind.Absolute, out var service)
        && (_tokens is null ? Loopback.IsHttp(service) : reference.IsVerified && Loopback.IsSecure(service));

    /// <returns>Id of the activity; null where the service gives none (typing, parts of a stream).</returns>
    /// <exception cref="ConnectorException">The service refused, the last time too where it was tried again.</exception>
    /// <exception cref="TimeoutException">There was no answer in time, several times.</exception>
    /// <exception cref="HttpRequestException">The service could not be reached, several times.</exception>
    public async Task<string?> SendAsync(ConversationReference reference, string conversationId, Activity activity, CancellationToken cancellation) =>
        ConnectorAnswers.Id(await RepeatAsync(new Call(HttpMethod.Post, reference, Activities(conversationId), activity), cancellation));

    /// <summary>For what is worth nothing later: it is not tried again.</summary>
    public Task SignalAsync(ConversationReference reference, string conversationId, Activity activity, CancellationToken cancellation) =>
        OnceAsync(new Call(HttpMethod.Post, reference, Activities(conversationId), activity), cancellation);

    public Task UpdateAsync(ConversationReference reference, string conversationId, string activityId, Activity activity, CancellationToken cancellation) =>
        RepeatAsync(new Call(HttpMethod.Put, reference, $"{Activities(conversationId)}/{Escaped(activityId)}", activity with { Id = activityId }), cancellation);

    public Task DeleteAsync(ConversationReference reference, string conversationId, string activityId, CancellationToken cancellation) =>
        RepeatAsync(new Call(HttpMethod.Delete, reference, $"{Activities(conversationId)}/{Escaped(activityId)}", null), cancellation);

    /// <summary>The personal chat with somebody; the same one however often it is asked for.</summary>
    /// <param name="personId">As the channel or as Entra ID knows them.</param>
    /// <exception cref="ConnectorException">403 where the person has not installed the bot.</exception>
    public async Task<string?> OpenPersonalAsync(ConversationReference reference, string personId, CancellationToken cancellation) =>
        ConnectorAnswers.Id(await RepeatAsync(new Call(HttpMethod.Post, reference, "v3/conversations", new
        {
            bot = reference.Bot,
            members = new[] { new { id = personId } },
            tenantId = reference.TenantId,
            channelData = new { tenant = new { id = reference.TenantId } },
            isGroup = false,
        }), cancellation));

    private async Task<JsonElement?> RepeatAsync(Call call, CancellationToken cancellation) =>
        await _retries.ExecuteAsync(async ended => await OnceAsync(call, ended), cancellation);

    // A token that was refused is replaced once; a second refusal has another reason.
    private async Task<JsonElement?> OnceAsync(Call call, CancellationToken cancellation)
    {
        var token = await TokenAsync(call.Reference, cancellation);
        try
        {
            return await ExchangeAsync(call, token, cancellation);
        }
        catch (ConnectorException refused) when (refused.Status == HttpStatusCode.Unauthorized && token is not null)
        {
            _tokens!.Invalidate(token);
            var fresh = await TokenAsync(call.Reference, cancellation);
            if (fresh == token) throw;
            return await ExchangeAsync(call, fresh, cancellation);
        }
    }

    private async ValueTask<string?> TokenAsync(ConversationReference reference, CancellationToken cancellation)
    {
        if (!Reaches(reference)) throw new InvalidOperationException("Nothing is sent to a service address that is not verified, or over an open connection.");
        return _tokens is null ? null : await _tokens.GetForAsync(new Uri(reference.ServiceUrl), reference.IsVerified, cancellation);
    }

    private async Task<JsonElement?> ExchangeAsync(Call call, string? token, CancellationToken cancellation)
    {
        using var ended = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellation);
        using var request = new HttpRequestMessage(call.Method, call.Address);
        if (call.Body is { } body)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: ProtocolJson.Options);
            // JSON content states no length by itself, which some services refuse.
            await request.Content.LoadIntoBufferAsync(cancellation);
        }

        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await ConnectorAnswers.ReadAsync(response.Content, either.Token);
            if (response.IsSuccessStatusCode) return answer;
            throw new ConnectorException(response.StatusCode, ConnectorAnswers.Code(answer), WaitOf(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The connector service did not answer in time.");
        }
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;

    private static string Activities(string conversationId) => $"v3/conversations/{Escaped(conversationId)}/activities";

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private sealed record Call(HttpMethod Method, ConversationReference Reference, string Path, object? Body)
    {
        // Without a slash at its end, an address would lose its last part.
        public Uri Address => new(new Uri(Reference.ServiceUrl.TrimEnd('/') + "/"), Path);
    }
}
