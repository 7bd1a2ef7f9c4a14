using System.Collections.Frozen;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;

namespace ChurnChatBot.Slack.Api;

/// <summary>
/// The Web API, by which a bot does everything. Too many requests, faults of the service and of the way there are tried again a few times, after
/// the wait that Slack asks for; the outbox tries for longer. Slack may never answer. What was sent when the connection broke may have arrived:
/// there is no key to send a message under, so a repeat can show a new message twice, while an update stays one.
/// https://docs.slack.dev/apis/web-api
/// </summary>
internal sealed class SlackWebClient
{
    /// <summary>These do not read JSON.</summary>
    private static readonly FrozenSet<string> FormOnly = FrozenSet.ToFrozenSet(
    [
        "files.getUploadURLExternal", "files.info", "users.info", "users.list", "conversations.info", "conversations.history", "conversations.replies",
        "conversations.members", "oauth.v2.access", "oauth.v2.exchange", "auth.test", "bots.info", "team.info",
    ]);

    private readonly SlackTransport _transport;
    private readonly Uri _api;
    private readonly ResponseUrls _responseUrls;
    private readonly RateLimits _limits;
    private readonly ResiliencePipeline _retries;

    public SlackWebClient(HttpClient http, SlackOptions options, TimeProvider time)
    {
        _transport = new SlackTransport(http, options.CallTimeout, time);
        (_api, _responseUrls, _limits) = (options.Api, new ResponseUrls(options.Api), new RateLimits(time));
        _retries = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<IOException>().Handle<TimeoutException>()
                .Handle<SlackApiException>(refused => refused.IsTransient && !(refused.RetryAfter >= RateLimits.LongestWait)),
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as SlackApiException)?.RetryAfter),
        }).Build();
    }

    /// <returns>The answer, which is ok.</returns>
    /// <exception cref="SlackApiException">Slack refused, the last time too where it was tried again; or too many calls wait already.</exception>
    /// <exception cref="TimeoutException">There was no answer in time, several times.</exception>
    /// <exception cref="HttpRequestException">Slack could not be reached, several times.</exception>
    public async Task<JsonElement> CallAsync(SlackCall call, CancellationToken cancellation) =>
        call.IsRepeated ? await _retries.ExecuteAsync(async ended => await OnceAsync(call, ended), cancellation) : await OnceAsync(call, cancellation);

    /// <summary>Answers a press, a command or a shortcut where it was made. The address says where and lets nobody else in, so no token is shown.</summary>
    /// <exception cref="SlackApiException">The address is none of Slack's, or is used up; or Slack refused.</exception>
    public async Task RespondAsync(Uri responseUrl, JsonObject message, CancellationToken cancellation)
    {
        _responseUrls.Use(responseUrl);
        await _retries.ExecuteAsync(async ended =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = SlackTransport.Json(message) };
            try
            {
                await _transport.SendAsync(ResponseUrls.Method, request, ended);
            }
            // These addresses say a bare "ok".
            catch (SlackApiException said) when (said.Code == SlackApiException.NoJson)
            {
            }
        }, cancellation);
    }

    private async Task<JsonElement> OnceAsync(SlackCall call, CancellationToken cancellation)
    {
        await _limits.WaitAsync(call, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api, call.Method));
        request.Content = FormOnly.Contains(call.Method) ? SlackTransport.Form(call.Arguments) : SlackTransport.Json(call.Arguments);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Token);
        try
        {
            return await _transport.SendAsync(call.Method, request, cancellation);
        }
        catch (SlackApiException refused) when (refused is { Code: SlackApiException.RateLimited, RetryAfter: { } wait })
        {
            _limits.Pause(call, wait);
            throw;
        }
    }
}
