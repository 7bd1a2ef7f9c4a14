using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>
/// Brings events, actions and commands to the bot: signed, over HTTP, or through the sockets that it opened. Events are sent again where they were
/// not acknowledged; actions and commands are not.
/// </summary>
internal sealed class StandInDelivery(StandInSlack slack) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<SlackDelivery> _failures = new();

    public EventShapes Events { get; } = new(slack);

    public InteractionShapes Interactions { get; } = new(slack);

    /// <summary>How often every event is sent, at the same time: Slack may send one twice.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Deliveries that the bot did not take.</summary>
    public IReadOnlyList<SlackDelivery> Failures => [.. _failures];

    /// <summary>Delivers an event until the bot takes it, or as often as Slack tries.</summary>
    public async Task<SlackDelivery> SendEventAsync(StandInWorkspace workspace, JsonObject inner)
    {
        var payload = Events.Envelope(workspace, inner);
        var results = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => SendUntilTakenAsync(payload)));
        return results[0];
    }

    /// <summary>Delivers what a person pressed or submitted, once.</summary>
    public Task<SlackDelivery> SendInteractionAsync(JsonObject payload) => NoteAsync(slack.Options.UsesSockets
        ? slack.Sockets.SendAsync("interactive", payload, new SocketAttempt { TakesAnswer = true })
        : PostFormAsync(slack.BotAddress("interactions"), new Dictionary<string, string> { ["payload"] = payload.ToJsonString() }));

    /// <summary>Delivers a slash command, once.</summary>
    public Task<SlackDelivery> SendCommandAsync(Dictionary<string, string> fields) => NoteAsync(slack.Options.UsesSockets
        ? slack.Sockets.SendAsync("slash_commands", new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))), new SocketAttempt { TakesAnswer = true })
        : PostFormAsync(slack.BotAddress("commands"), fields));

    /// <summary>What Slack asks once, when the address is entered.</summary>
    public Task<SlackDelivery> VerifyUrlAsync(string challenge) =>
        PostJsonAsync(slack.BotAddress("events"), new JsonObject { ["token"] = "deprecated", ["challenge"] = challenge, ["type"] = "url_verification" }.ToJsonString());

    public Task<SlackDelivery> PostJsonAsync(Uri address, string body, IReadOnlyDictionary<string, string>? headers = null) => PostAsync(address, body, "application/json", headers);

    public async Task<SlackDelivery> PostFormAsync(Uri address, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await PostAsync(address, await form.ReadAsStringAsync(), "application/x-www-form-urlencoded");
    }

    /// <summary>One raw delivery, signed unless the headers say otherwise.</summary>
    public async Task<SlackDelivery> PostAsync(Uri address, string body, string mediaType, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        foreach (var (name, value) in Signed(body).Concat(headers ?? new Dictionary<string, string>()).GroupBy(header => header.Key, (_, same) => same.Last())) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.UserAgent.ParseAdd("Slackbot/1.0 (+https://api.slack.com/robots)");
        var started = Stopwatch.GetTimestamp();
        using var patience = new CancellationTokenSource(slack.Options.AckLimit);
        try
        {
            using var answer = await _http.SendAsync(request, patience.Token);
            var text = await answer.Content.ReadAsStringAsync(patience.Token);
            var forbidsRetry = answer.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1");
            return new SlackDelivery((int)answer.StatusCode, text, Stopwatch.GetElapsedTime(started)) { ForbidsRetry = forbidsRetry };
        }
        catch (OperationCanceledException)
        {
            return new SlackDelivery(null, "http_timeout", Stopwatch.GetElapsedTime(started));
        }
        catch (HttpRequestException)
        {
            return new SlackDelivery(null, "connection_failed", Stopwatch.GetElapsedTime(started));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<SlackDelivery> SendUntilTakenAsync(JsonObject payload)
    {
        var body = payload.ToJsonString();
        var result = await SendOnceAsync(payload, body, 0, null);
        for (var retry = 1; !result.IsTaken && !result.ForbidsRetry && retry <= slack.Options.RetryRests.Count; retry++)
        {
            await Task.Delay(slack.Options.RetryRests[retry - 1]);
            result = await SendOnceAsync(payload, body, retry, result.Status is null ? result.Body : "http_error") with { Deliveries = retry + 1 };
        }

        return Note(result);
    }

    private Task<SlackDelivery> SendOnceAsync(JsonObject payload, string body, int retry, string? reason)
    {
        if (slack.Options.UsesSockets) return slack.Sockets.SendAsync("events_api", payload, new SocketAttempt { Retry = retry, Reason = reason is null ? "" : "timeout" });
        var headers = reason is null ? null : new Dictionary<string, string> { ["x-slack-retry-num"] = retry.ToString(CultureInfo.InvariantCulture), ["x-slack-retry-reason"] = reason };
        return PostJsonAsync(slack.BotAddress("events"), body, headers);
    }

    private IEnumerable<KeyValuePair<string, string>> Signed(string body)
    {
        var now = slack.Options.Clock.GetUtcNow().ToUnixTimeSeconds();
        yield return new(SlackSignature.TimestampHeader, now.ToString(CultureInfo.InvariantCulture));
        yield return new(SlackSignature.Header, SlackSignature.Sign(slack.Options.SigningSecret, now, body));
    }

    private async Task<SlackDelivery> NoteAsync(Task<SlackDelivery> delivery) => Note(await delivery);

    private SlackDelivery Note(SlackDelivery delivery)
    {
        if (!delivery.IsTaken) _failures.Enqueue(delivery);
        return delivery;
    }
}

/// <param name="Status">Null where no answer came in time; 200 for an acknowledgement over a socket.</param>
/// <param name="Body">What was answered, or why nothing was.</param>
internal sealed record SlackDelivery(int? Status, string Body, TimeSpan Elapsed)
{
    public int Deliveries { get; init; } = 1;

    /// <summary>The bot asked not to be sent this again.</summary>
    public bool ForbidsRetry { get; init; }

    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>The answer as JSON; null where it is none.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
    }
}
