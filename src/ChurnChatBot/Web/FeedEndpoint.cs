using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChurnChatBot.Web;

/// <summary>
/// What is new in a thread, as Server-Sent Events. Each message carries its change number as the event's id; a browser that lost the
/// connection names the last one it got, so nothing is missed and nothing needs to be remembered here.
/// </summary>
internal static class FeedEndpoint
{
    /// <summary>Several changes at once, such as quick progress, become one look.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(80);

    // The line is JSON inside an event stream, never inside a page, so mark-up need not be escaped a second time.
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IResult> FollowAsync(string id, HttpContext context, FeedReader reader, ThreadFeeds feeds, IHostApplicationLifetime host)
    {
        if (!ConversationId.IsValid(id)) return WebProblem.NotFound("There is no such project.");
        var subscription = feeds.Subscribe(id);
        if (subscription is null)
        {
            context.Response.Headers.RetryAfter = "10";
            return WebProblem.Result(503, "Too many open pages", "Close some of them; this one tries again by itself.");
        }
        using (subscription)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            try
            {
                await FollowAsync(context, reader.From(id, LastSeen(context.Request)), subscription, end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The page was closed, or the program ends.
            }
        }
        return Results.Empty;
    }

    private static async Task FollowAsync(HttpContext context, FeedPosition position, ThreadFeeds.Subscription subscription, CancellationToken end)
    {
        var services = context.RequestServices;
        var (options, time) = (services.GetRequiredService<WebOptions>(), services.GetRequiredService<TimeProvider>());
        var response = context.Response;
        await response.WriteAsync("retry: 2000\n\n", end);
        await response.Body.FlushAsync(end);
        var lastSign = time.GetTimestamp();
        while (true)
        {
            var events = await position.ReadAsync(end);
            foreach (var (name, change, body) in events)
            {
                var number = change is { } known ? string.Create(CultureInfo.InvariantCulture, $"id: {known}\n") : "";
                await response.WriteAsync($"{number}event: {name}\ndata: {JsonSerializer.Serialize(body, Format)}\n\n", end);
            }
            var isSilent = events.Count == 0 && time.GetElapsedTime(lastSign) >= options.Heartbeat;
            if (isSilent) await response.WriteAsync(": still here\n\n", end);
            if (events.Count > 0 || isSilent)
            {
                await response.Body.FlushAsync(end);
                lastSign = time.GetTimestamp();
                await Task.Delay(Rest, time, end);
            }
            await subscription.WaitAsync(options.FeedLook < options.Heartbeat ? options.FeedLook : options.Heartbeat, time, end);
        }
    }

    /// <summary>A browser that comes again says so in a header; one that comes first says what its page already shows.</summary>
    private static long LastSeen(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"] is [{ Length: > 0 } header] ? header : request.Query["after"].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var change) ? change : 0;
    }
}
