using System.Collections.Frozen;

namespace ChurnChatBot.Slack.Api;

/// <summary>
/// Keeps calls below what Slack takes: so many a minute of each method in each workspace, and about one message a second in each channel. Slack
/// promises its tiers as a least, so a refusal is rare; after one, the method rests in that workspace for as long as Slack says.
/// https://docs.slack.dev/apis/web-api/rate-limits
/// </summary>
internal sealed class RateLimits(TimeProvider time)
{
    /// <summary>Whoever would have to wait longer fails at once, and is tried again later by whoever keeps the message.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>The same for what is worth nothing later.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(250);

    private const string PostMessage = "chat.postMessage";
    private const int MostBuckets = 10_000;

    /// <summary>Calls a minute, where they are not the fifty of tier 3.</summary>
    private static readonly FrozenDictionary<string, int> Tiers = new Dictionary<string, int>
    {
        ["apps.connections.open"] = 1,
        ["chat.startStream"] = 20,
        ["chat.stopStream"] = 20,
        ["files.getUploadURLExternal"] = 100,
        ["files.completeUploadExternal"] = 100,
        ["files.info"] = 100,
        ["chat.postEphemeral"] = 100,
        ["chat.appendStream"] = 100,
        ["assistant.threads.setStatus"] = 100,
        ["users.info"] = 100,
        ["views.open"] = 100,
        ["views.update"] = 100,
        ["views.publish"] = 100,
        ["auth.test"] = 100,
        ["oauth.v2.access"] = 100,
    }.ToFrozenDictionary();

    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Returns when the call may be made.</summary>
    /// <exception cref="SlackApiException">That would be too long from now.</exception>
    public async Task WaitAsync(SlackCall call, CancellationToken cancellation)
    {
        TimeSpan? wait;
        lock (_buckets) wait = Bucket(call).Take(time.GetUtcNow(), call.IsRepeated ? LongestWait : ShortWait);
        if (wait is not { } until) throw new SlackApiException(call.Method, SlackApiException.RateLimited, [], LongestWait);
        if (until > TimeSpan.Zero) await Task.Delay(until, time, cancellation);
    }

    public void Pause(SlackCall call, TimeSpan wait)
    {
        lock (_buckets) Bucket(call).Pause(time.GetUtcNow() + wait);
    }

    private TokenBucket Bucket(SlackCall call)
    {
        var isPost = call.Method == PostMessage && call.ChannelId is not null;
        var key = isPost ? $"{call.Method}\n{call.TeamId}\n{call.ChannelId}" : $"{call.Method}\n{call.TeamId}";
        if (_buckets.TryGetValue(key, out var bucket)) return bucket;
        var now = time.GetUtcNow();
        // A full bucket says nothing: the same call would get the same new one.
        if (_buckets.Count >= MostBuckets) foreach (var full in _buckets.Where(pair => pair.Value.IsFull(now)).Select(pair => pair.Key).ToList()) _buckets.Remove(full);
        return _buckets[key] = isPost ? new TokenBucket(3, TimeSpan.FromSeconds(1), now) : OfTier(Tiers.GetValueOrDefault(call.Method, 50), now);
    }

    /// <summary>Slack counts by the minute, so half of one may come at once.</summary>
    private static TokenBucket OfTier(int aMinute, DateTimeOffset now) => new(Math.Max(1, aMinute / 2), TimeSpan.FromMinutes(1) / aMinute, now);
}
