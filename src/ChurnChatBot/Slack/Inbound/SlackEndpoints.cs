using System.Text;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// POST /slack/events, /slack/interactions and /slack/commands: where Slack delivers over HTTP. Who calls is checked over the raw bytes before
/// anything in them is read; what was sent is stored before it is acknowledged. Nothing of a request is logged but why it was refused.
/// </summary>
internal sealed partial class SlackEndpoints(SlackEnvelopes envelopes, SlackOptions options, TimeProvider time, ILogger<SlackEndpoints> log)
{
    private const int LongestSslCheck = 1_000;

    public async Task<IResult> EventsAsync(HttpContext context)
    {
        var (body, refusal) = await ReadAsync(context, isForm: false);
        if (body is null) return Refused(refusal!);
        using var json = RequestBody.Json(body);
        if (json is null) return Refused(Refusal.Malformed);
        switch (json.RootElement.Text("type"))
        {
            case "url_verification":
                return json.RootElement.Text("challenge") is { Length: <= 1_000 } challenge ? Results.Text(challenge) : Refused(Refusal.Malformed);
            case "event_callback":
                return Answer(await envelopes.EventAsync(json.RootElement, context.RequestAborted));
            case "app_rate_limited":
                LogRateLimited();
                return Results.Ok();
            default:
                return Results.Ok();
        }
    }

    public async Task<IResult> InteractionsAsync(HttpContext context)
    {
        var (body, refusal) = await ReadAsync(context, isForm: true);
        if (body is null) return Refused(refusal!);
        if (RequestBody.Form(body) is not { } form || !form.TryGetValue("payload", out var payload)) return Refused(Refusal.Malformed);
        using var json = RequestBody.Json(Encoding.UTF8.GetBytes(payload));
        return json is null ? Refused(Refusal.Malformed) : Answer(await envelopes.InteractiveAsync(json.RootElement, context.RequestAborted));
    }

    public async Task<IResult> CommandsAsync(HttpContext context)
    {
        var (body, refusal) = await ReadAsync(context, isForm: true);
        if (body is null) return Refused(refusal!);
        return RequestBody.Form(body) is { } form
            ? Answer(await envelopes.SlashAsync(name => form.GetValueOrDefault(name), context.RequestAborted))
            : Refused(Refusal.Malformed);
    }

    /// <returns>The bytes of a request of Slack, or why it is not taken.</returns>
    private async Task<(byte[]? Body, Refusal? Refusal)> ReadAsync(HttpContext context, bool isForm)
    {
        var request = context.Request;
        if (isForm ? !RequestBody.IsForm(request) : !request.HasJsonContentType()) return (null, new Refusal("media type", StatusCodes.Status415UnsupportedMediaType));
        var (body, status) = await RequestBody.ReadAsync(request, options.MaxRequestBytes, context.RequestAborted);
        if (body is null) return (null, new Refusal("size", status));
        if (RequestSignature.Check(request.Headers, body, options.SigningSecret!, time.GetUtcNow()) is not { } unsigned) return (body, null);
        return (null, isForm && IsSslCheck(body) ? Refusal.SslCheck : new Refusal(unsigned.ToString(), StatusCodes.Status401Unauthorized));
    }

    /// <summary>Slack tries from time to time whether the certificate is good, without a signature. Nothing else in such a form is read.</summary>
    private static bool IsSslCheck(byte[] body) => body.Length <= LongestSslCheck && RequestBody.Form(body)?.GetValueOrDefault("ssl_check") == "1";

    private IResult Refused(Refusal refusal)
    {
        if (refusal.Status != StatusCodes.Status200OK) LogRefused(refusal.Reason, refusal.Status);
        return Results.StatusCode(refusal.Status);
    }

    private IResult Answer(EnvelopeAnswer answer) => answer switch
    {
        { IsTaken: false } => Refused(Refusal.Malformed),
        { Body: { } body } => Results.Text(body.ToJsonString(), "application/json"),
        _ => Results.Ok(),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to Slack's endpoints was refused ({Reason}) with {Status}.")]
    private partial void LogRefused(string reason, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack holds events back: a workspace sends more of them than an app may get.")]
    private partial void LogRateLimited();

    /// <summary>Why a request is not handled, and the status that says so.</summary>
    private sealed record Refusal(string Reason, int Status)
    {
        public static readonly Refusal Malformed = new("body", StatusCodes.Status400BadRequest);

        public static readonly Refusal SslCheck = new("ssl check", StatusCodes.Status200OK);
    }
}
