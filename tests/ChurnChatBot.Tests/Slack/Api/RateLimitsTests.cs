using System.Diagnostics;
using ChurnChatBot.Slack.Api;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Slack.Api;

/// <summary>Calls come no faster than Slack takes them, and those that may not wait for long are told so.</summary>
public sealed class RateLimitsTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static SlackCall Post(string channel, string team = "T1") => new("chat.postMessage", "xoxb", []) { TeamId = team, ChannelId = channel };

    /// <summary>Whatever the pauses between the askings: in no stretch of time are more calls made than the bucket holds and what drips into it meanwhile.</summary>
    [Fact]
    public void Bucket_AskedInAnyRhythm_NeverGivesMoreThanItsRate()
    {
        var rhythms = from capacity in Gen.Choose(1, 6) from pauses in Gen.ArrayOf(Gen.Choose(0, 4_000), 60) select (capacity, pauses);
        Prop.ForAll(rhythms.ToArbitrary(), rhythm =>
        {
            var bucket = new TokenBucket(rhythm.capacity, TimeSpan.FromSeconds(1), Start);
            var (now, made) = (Start, new List<DateTimeOffset>());
            foreach (var pause in rhythm.pauses)
            {
                now += TimeSpan.FromMilliseconds(pause);
                made.Add(now + bucket.Take(now, TimeSpan.MaxValue)!.Value);
            }

            return made.SequenceEqual(made.Order()) && Enumerable.Range(rhythm.capacity, made.Count - rhythm.capacity)
                .All(later => made[later] - made[later - rhythm.capacity] >= TimeSpan.FromSeconds(1));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Bucket_AfterARest_GivesAFewAtOnceAndThenOneASecond()
    {
        var bucket = new TokenBucket(3, TimeSpan.FromSeconds(1), Start);

        var waits = Enumerable.Range(0, 6).Select(_ => bucket.Take(Start.AddMinutes(5), TimeSpan.FromSeconds(2))).ToArray();

        Assert.Equal([0, 0, 0, 1, 2, null], waits.Select(wait => wait?.TotalSeconds));
        Assert.Equal(0, bucket.Take(Start.AddMinutes(6), TimeSpan.Zero)!.Value.TotalSeconds);
    }

    [Fact]
    public void Bucket_Paused_GivesOneWhenThePauseEnds()
    {
        var bucket = new TokenBucket(3, TimeSpan.FromSeconds(1), Start);

        bucket.Pause(Start.AddSeconds(30));

        Assert.Equal(30, bucket.Take(Start, TimeSpan.FromMinutes(1))!.Value.TotalSeconds);
        Assert.Equal(31, bucket.Take(Start, TimeSpan.FromMinutes(1))!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Messages_IntoOneChannel_WaitForEachOtherAndNotForOthers()
    {
        var limits = new RateLimits(TimeProvider.System);
        var clock = Stopwatch.StartNew();

        for (var post = 0; post < 3; post++) await limits.WaitAsync(Post("C1"), default);
        for (var post = 0; post < 3; post++) await limits.WaitAsync(Post("C2"), default);
        for (var post = 0; post < 3; post++) await limits.WaitAsync(Post("C1", "T2"), default);
        var before = clock.Elapsed;
        await limits.WaitAsync(Post("C1"), default);

        Assert.True(before < TimeSpan.FromSeconds(0.9));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Calls_FarTooMany_AreRefusedAtOnce()
    {
        var limits = new RateLimits(TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 80).Select(_ => limits.WaitAsync(Post("C1"), stop.Token)).ToArray();

        var refused = waiting.Where(wait => wait.IsFaulted).Select(wait => wait.Exception!.InnerException).ToArray();
        await stop.CancelAsync();
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.InRange(refused.Length, 15, 17);
        Assert.All(refused, problem => Assert.True(Assert.IsType<SlackApiException>(problem).IsTransient));
    }
}
