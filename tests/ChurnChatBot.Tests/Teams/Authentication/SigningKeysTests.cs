using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Tests.Projects;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.Authentication;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private const string Secret = "do-not-write-me-down";
    private static readonly RSA Key = RSA.Create(2048);

    private static readonly Dictionary<string, Func<HttpContext, Task>> Troubles = new()
    {
        ["failing"] = context => Task.FromResult(context.Response.StatusCode = 500),
        ["slow"] = context => Task.Delay(Timeout.Infinite, context.RequestAborted),
        ["endless"] = async context =>
        {
            var filling = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(filling, context.RequestAborted);
        },
        ["a page"] = context => context.Response.WriteAsync($"<html>{Secret}</html>"),
        ["JSON of another kind"] = context => context.Response.WriteAsync($"[\"{Secret}\"]"),
        ["half a character"] = context => context.Response.WriteAsync("{\"jwks_uri\":\"\\ud800\"}"),
        ["nothing"] = context => Task.FromResult(context.Response.StatusCode = 204),
        ["elsewhere"] = context =>
        {
            context.Response.Redirect($"/keys?{Secret}");
            return Task.CompletedTask;
        },
        ["cut off"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
    };

    private readonly AdjustableClock _clock = new();
    private readonly CapturingLogger<SigningKeys> _log = new();

    [AllowNull]
    private KeyAnnouncer _announcer;

    [AllowNull]
    private SigningKeys _keys;

    public static TheoryData<string> Failures => [.. Troubles.Keys];

    public async Task InitializeAsync()
    {
        _announcer = await KeyAnnouncer.StartAsync(KeyAnnouncer.Jwk(Key, "key-1", "msteams"));
        _keys = _announcer.Reader(_clock, _log, TimeSpan.FromSeconds(1));
    }

    public async Task DisposeAsync() => await _announcer.DisposeAsync();

    [Fact]
    public async Task Keys_AreHeld_ForADay()
    {
        Assert.NotNull(await FindAsync("key-1"));
        _clock.Now += TimeSpan.FromHours(23.9);
        Assert.NotNull(await FindAsync("key-1"));
        Assert.Equal(1, _announcer.Readings);
        _clock.Now += TimeSpan.FromHours(0.2);
        Assert.NotNull(await FindAsync("key-1"));
        Assert.Equal(2, _announcer.Readings);
    }

    [Fact]
    public async Task UnknownId_ReadsAnew_OnceAnHourAtMost()
    {
        Assert.Null(await FindAsync("key-2"));
        Assert.Equal(1, _announcer.Readings);
        _announcer.Keys = [KeyAnnouncer.Jwk(Key, "key-2", "msteams")];
        _clock.Now += TimeSpan.FromMinutes(59);
        Assert.Null(await FindAsync("key-2"));
        Assert.Equal(1, _announcer.Readings);
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.NotNull(await FindAsync("key-2"));
        Assert.Null(await FindAsync("key-1"));
        Assert.Null(await FindAsync("key-3"));
        Assert.Equal(2, _announcer.Readings);
    }

    [Fact]
    public async Task ManyAskers_ShareOneReading()
    {
        var open = new TaskCompletionSource();
        _announcer.Trouble = async context =>
        {
            await open.Task;
            await context.Response.WriteAsync(new JsonObject { ["jwks_uri"] = new Uri(_announcer.Metadata, "/keys").ToString() }.ToJsonString());
        };
        var asked = Enumerable.Range(0, 50).Select(_ => FindAsync("key-1")).ToArray();
        open.SetResult();
        Assert.All(await Task.WhenAll(asked), Assert.NotNull);
        Assert.Equal(1, _announcer.Readings);
    }

    [Fact]
    public async Task Asker_WhoGoesAway_DoesNotEndTheReadingOfOthers()
    {
        var open = new TaskCompletionSource();
        _announcer.Trouble = async context =>
        {
            await open.Task;
            await context.Response.WriteAsync(new JsonObject { ["jwks_uri"] = new Uri(_announcer.Metadata, "/keys").ToString() }.ToJsonString());
        };
        using var gone = new CancellationTokenSource();
        var first = _keys.FindAsync("key-1", gone.Token).AsTask();
        var second = FindAsync("key-1");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        open.SetResult();
        Assert.NotNull(await second);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task FailedReading_LeavesTheHeldKeys_AndIsTriedAgain(string trouble)
    {
        var before = await FindAsync("key-1");
        _clock.Now += TimeSpan.FromHours(25);
        _announcer.Trouble = Troubles[trouble];
        Assert.Same(before, await FindAsync("key-1"));
        Assert.Same(before, await FindAsync("key-1"));
        Assert.Equal(2, _announcer.Readings);
        Assert.Contains("1 keys are held", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, _log.Text, StringComparison.Ordinal);

        _announcer.Trouble = null;
        _announcer.Keys = [KeyAnnouncer.Jwk(Key, "key-2", "msteams")];
        _clock.Now += TimeSpan.FromSeconds(31);
        Assert.NotNull(await FindAsync("key-2"));
        Assert.Null(await FindAsync("key-1"));
    }

    /// <summary>Once it is known that the announcer is down, nobody whose key is held waits for it again.</summary>
    [Fact]
    public async Task SecondTryAfterAFailure_LetsNobodyWait()
    {
        await FindAsync("key-1");
        _clock.Now += TimeSpan.FromHours(25);
        _announcer.Trouble = Troubles["failing"];
        await FindAsync("key-1");
        _announcer.Trouble = Troubles["slow"];
        _clock.Now += TimeSpan.FromSeconds(31);
        Assert.True(FindAsync("key-1").IsCompletedSuccessfully);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task FailedReading_WithNoKeysHeld_FindsNothing_UntilItSucceeds(string trouble)
    {
        _announcer.Trouble = Troubles[trouble];
        Assert.Null(await FindAsync("key-1"));
        Assert.False(_keys.AreKnown);
        _announcer.Trouble = null;
        Assert.Null(await FindAsync("key-1"));
        _clock.Now += SigningKeys.FailureRest;
        Assert.NotNull(await FindAsync("key-1"));
    }

    [Theory]
    [InlineData("http://keys.example/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/keys")]
    [InlineData("")]
    public async Task KeySetAddress_NeitherHttpsNorLocal_IsNotFollowed(string address)
    {
        _announcer.KeySetAddress = address;
        Assert.Null(await FindAsync("key-1"));
        Assert.False(_keys.AreKnown);
    }

    [Fact]
    public async Task KeySet_WithOddKeys_KeepsThoseThatCanVerify()
    {
        using var small = RSA.Create(1024);
        var elliptic = new JsonObject { ["kty"] = "EC", ["kid"] = "ec", ["crv"] = "P-256", ["x"] = "AA", ["y"] = "AA" };
        var padded = KeyAnnouncer.Jwk(Key, "padded");
        padded["n"] = "AAAA" + padded["n"];
        var broken = KeyAnnouncer.Jwk(Key, "broken");
        broken["n"] = "not*base64";
        var noUse = KeyAnnouncer.Jwk(Key, "no-use");
        noUse.Remove("use");
        var even = KeyAnnouncer.Jwk(Key, "even");
        even["e"] = "AAQ";
        var otherAlgorithm = KeyAnnouncer.Jwk(Key, "ps");
        otherAlgorithm["alg"] = "PS256";
        _announcer.Keys = [KeyAnnouncer.Jwk(small, "small"), elliptic, padded, broken, noUse, even, otherAlgorithm, JsonValue.Create(7), KeyAnnouncer.Jwk(Key, "key-1", "msteams")];
        foreach (var usable in new[] { "padded", "no-use", "key-1" }) Assert.NotNull(await FindAsync(usable));
        foreach (var odd in new[] { "small", "ec", "broken", "even", "ps" }) Assert.Null(await FindAsync(odd));
        Assert.Equal(["msteams"], (await FindAsync("key-1"))!.Endorsements);
    }

    [Fact]
    public async Task KeySet_WithoutUsableKeys_ReplacesNothing()
    {
        await FindAsync("key-1");
        _announcer.Keys = [];
        _clock.Now += TimeSpan.FromHours(25);
        Assert.NotNull(await FindAsync("key-1"));
    }

    private Task<SigningKey?> FindAsync(string id) => _keys.FindAsync(id, CancellationToken.None).AsTask();
}
