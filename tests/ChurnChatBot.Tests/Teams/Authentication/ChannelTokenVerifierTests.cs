using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Tests.Projects;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;

namespace ChurnChatBot.Tests.Teams.Authentication;

/// <summary>Tokens, genuine and otherwise, against keys that are announced over HTTP.</summary>
public sealed class ChannelTokenVerifierTests : IAsyncLifetime
{
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSA OtherKey = RSA.Create(2048);

    /// <summary>What is asked for: a token, an activity that comes with it, and the verdict. One row a case.</summary>
    private static readonly Dictionary<string, Attempt> Attempts = new()
    {
        ["good"] = new(forge => forge.Sign()),
        ["wrong audience"] = new(forge => forge.With("aud", "00000000-0d3a-4c55-9a3e-2b8f0f6f1d11").Sign(), CallerRefusal.WrongAudience),
        ["audience as an address"] = new(forge => forge.With("aud", "api://" + TokenForge.AppId).Sign(), CallerRefusal.WrongAudience),
        ["audience with a slash"] = new(forge => forge.With("aud", TokenForge.AppId + "/").Sign(), CallerRefusal.WrongAudience),
        ["one audience among others"] = new(forge => forge.With("aud", new JsonArray("another", TokenForge.AppId)).Sign(), CallerRefusal.WrongAudience),
        ["no audience"] = new(forge => forge.With("aud", null).Sign(), CallerRefusal.WrongAudience),
        ["wrong issuer"] = new(forge => forge.With("iss", "https://sts.windows.net/8d1a/").Sign(), CallerRefusal.WrongIssuer),
        ["issuer with a slash"] = new(forge => forge.With("iss", "https://api.botframework.com/").Sign(), CallerRefusal.WrongIssuer),
        ["no issuer"] = new(forge => forge.With("iss", null).Sign(), CallerRefusal.WrongIssuer),
        ["expired for 4 minutes"] = new(forge => forge.At("exp", -4).At("nbf", -60).Sign()),
        ["expired for 6 minutes"] = new(forge => forge.At("exp", -6).At("nbf", -60).Sign(), CallerRefusal.Expired),
        ["begins in 4 minutes"] = new(forge => forge.At("nbf", 4).Sign()),
        ["begins in 6 minutes"] = new(forge => forge.At("nbf", 6).Sign(), CallerRefusal.NotYetValid),
        ["no end"] = new(forge => forge.With("exp", null).Sign(), CallerRefusal.MissingLifetime),
        ["no beginning"] = new(forge => forge.With("nbf", null).Sign(), CallerRefusal.MissingLifetime),
        ["end as text"] = new(forge => forge.With("exp", "4102444800").Sign(), CallerRefusal.MissingLifetime),
        ["end beyond all time"] = new(forge => forge.With("exp", 1e30).Sign(), CallerRefusal.MissingLifetime),
        ["signed by another key"] = new(forge => forge.Sign(data => OtherKey.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), CallerRefusal.WrongSignature),
        ["unknown key id"] = new(forge => forge.WithHeader("kid", "key-9").Sign(), CallerRefusal.UnknownKey),
        ["no key id"] = new(forge => forge.WithHeader("kid", null).Sign(), CallerRefusal.UnknownKey),
        ["key announced for encryption"] = new(forge => forge.WithHeader("kid", "key-enc").Sign(), CallerRefusal.UnknownKey),
        ["wrong service address"] = new(forge => forge.With("serviceurl", "https://smba.trafficmanager.net/amer/8d1a/").Sign(), CallerRefusal.WrongServiceUrl),
        ["service address without the slash"] = new(forge => forge.Sign()) { ServiceUrl = TokenForge.ServiceUrl[..^1] },
        ["service address with two slashes"] = new(forge => forge.Sign(), CallerRefusal.WrongServiceUrl) { ServiceUrl = TokenForge.ServiceUrl + "/" },
        ["service address in other case"] = new(forge => forge.Sign(), CallerRefusal.WrongServiceUrl) { ServiceUrl = TokenForge.ServiceUrl.ToUpperInvariant() },
        ["activity without service address"] = new(forge => forge.Sign(), CallerRefusal.WrongServiceUrl) { ServiceUrl = null },
        ["no service address in the token"] = new(forge => forge.With("serviceurl", null).Sign(), CallerRefusal.MissingServiceUrl),
        ["service address is no text"] = new(forge => forge.With("serviceurl", new JsonArray(TokenForge.ServiceUrl)).Sign(), CallerRefusal.MissingServiceUrl),
        ["channel not endorsed"] = new(forge => forge.Sign(), CallerRefusal.ChannelNotEndorsed) { ChannelId = "webchat" },
        ["channel in other case"] = new(forge => forge.Sign(), CallerRefusal.ChannelNotEndorsed) { ChannelId = "MSTEAMS" },
        ["no channel"] = new(forge => forge.Sign(), CallerRefusal.ChannelNotEndorsed) { ChannelId = null },
        ["key without endorsements"] = new(forge => forge.WithHeader("kid", "key-any").Sign()) { ChannelId = "webchat" },
        ["RS384"] = new(forge => forge.WithHeader("alg", "RS384").Sign(data => Key.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)), CallerRefusal.WrongAlgorithm),
        ["PS256"] = new(forge => forge.WithHeader("alg", "PS256").Sign(data => Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)), CallerRefusal.WrongAlgorithm),
        ["PS256 that says RS256"] = new(forge => forge.Sign(data => Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)), CallerRefusal.WrongSignature),
        ["HS256 with the public key as secret"] = new(forge => forge.WithHeader("alg", "HS256").Sign(data => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.ExportSubjectPublicKeyInfoPem()), data)), CallerRefusal.WrongAlgorithm),
        ["algorithm none"] = new(forge => forge.WithHeader("alg", "none").Sign(_ => []), CallerRefusal.WrongAlgorithm),
        ["no signature"] = new(forge => forge.Sign(_ => []), CallerRefusal.WrongSignature),
        ["algorithm in other case"] = new(forge => forge.WithHeader("alg", "rs256").Sign(), CallerRefusal.WrongAlgorithm),
        ["critical extension"] = new(forge => forge.WithHeader("crit", new JsonArray("exp")).Sign(), CallerRefusal.MalformedToken),
        ["other claims behind the signature"] = new(Tampered, CallerRefusal.WrongSignature),
        ["half a character in a claim"] = new(forge => WithClaims(forge, ",\"x\":\"\\ud800\"}")),
        ["half a character as service address"] = new(forge => WithClaims(forge.With("serviceurl", null), ",\"serviceurl\":\"\\ud800\"}"), CallerRefusal.MalformedToken),
        ["half a character as a claim's name"] = new(forge => WithClaims(forge.With("serviceurl", null), ",\"\\ud800\":1}"), CallerRefusal.MalformedToken),
        ["a claim twice"] = new(forge => WithClaims(forge, ",\"aud\":\"another\"}"), CallerRefusal.MalformedToken),
        ["deep claims"] = new(forge => forge.With("x", Deep(40)).Sign(), CallerRefusal.MalformedToken),
        ["encrypted, five parts"] = new(forge => forge.Sign() + ".e.f", CallerRefusal.MalformedToken),
        ["two parts"] = new(forge => forge.Sign()[..forge.Sign().LastIndexOf('.')], CallerRefusal.MalformedToken),
        ["claims are no object"] = new(forge => $"{TokenForge.Part(forge.Header)}.{TokenForge.Part("[1]")}.AAAA", CallerRefusal.MalformedToken),
        ["oversized"] = new(forge => forge.With("x", new string('x', 20_000)).Sign(), CallerRefusal.OversizedToken),
        ["garbage"] = new(_ => "ÿ§$%.<>.{}", CallerRefusal.MalformedToken),
        ["two tokens in one"] = new(forge => forge.Sign() + " " + forge.Sign(), CallerRefusal.MalformedToken),
        ["nothing behind the scheme"] = new(_ => "", CallerRefusal.MissingToken),
    };

    private readonly AdjustableClock _clock = new();
    private readonly CapturingLogger<SigningKeys> _log = new();

    [AllowNull]
    private KeyAnnouncer _announcer;

    [AllowNull]
    private ChannelTokenVerifier _verifier;

    public static TheoryData<string> Cases => [.. Attempts.Keys];

    public async Task InitializeAsync()
    {
        var forEncryption = KeyAnnouncer.Jwk(Key, "key-enc");
        forEncryption["use"] = "enc";
        _announcer = await KeyAnnouncer.StartAsync(KeyAnnouncer.Jwk(Key, "key-1", "msteams", "skype"), KeyAnnouncer.Jwk(Key, "key-any"), forEncryption);
        _verifier = new ChannelTokenVerifier(new TeamsOptions { AppId = TokenForge.AppId }, _announcer.Reader(_clock, _log), _clock);
    }

    public async Task DisposeAsync() => await _announcer.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Token_IsAccepted_OnlyWhenAllOfItIsRight(string name)
    {
        var attempt = Attempts[name];
        var text = attempt.Token(NewForge());
        // Twice, since the second may be answered from memory.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var (caller, refusal) = await _verifier.VerifyAsync("Bearer " + text, CancellationToken.None);
            Assert.Equal(caller is null, refusal is not null);
            Assert.Equal(attempt.Expected, refusal ?? caller!.Matches(attempt.ServiceUrl, attempt.ChannelId));
        }

        if (text.Length > 0) Assert.DoesNotContain(text, _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("")]
    public async Task OtherAuthorization_IsMissing(string header) => Assert.Equal(CallerRefusal.MissingToken, await RefusalOfAsync(header));

    [Fact]
    public async Task Authorization_Absent_IsMissing() => Assert.Equal(CallerRefusal.MissingToken, await RefusalOfAsync(StringValues.Empty));

    [Fact]
    public async Task Authorization_Twice_IsRefused()
    {
        var good = "Bearer " + NewForge().Sign();
        Assert.Equal(CallerRefusal.SeveralTokens, await RefusalOfAsync(new StringValues([good, good])));
    }

    [Fact]
    public async Task Scheme_InLowerCase_IsTheSame() => Assert.Null(await RefusalOfAsync("bearer " + NewForge().Sign()));

    [Fact]
    public async Task GoodToken_IsVerifiedOnce()
    {
        var good = "Bearer " + NewForge().Sign();
        var (first, _) = await _verifier.VerifyAsync(good, CancellationToken.None);
        var (second, _) = await _verifier.VerifyAsync(good, CancellationToken.None);
        Assert.NotNull(first);
        Assert.Same(first, second);
    }

    [Fact]
    public async Task RememberedToken_Ends_WhenItExpires()
    {
        var good = "Bearer " + NewForge().Sign();
        Assert.Null(await RefusalOfAsync(good));
        _clock.Now += TimeSpan.FromMinutes(63);
        Assert.Null(await RefusalOfAsync(good));
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(CallerRefusal.Expired, await RefusalOfAsync(good));
    }

    [Fact]
    public async Task RememberedToken_Ends_WhenItsKeyIsNoLongerAnnounced()
    {
        var good = "Bearer " + NewForge().At("exp", 3 * 24 * 60).Sign();
        Assert.Null(await RefusalOfAsync(good));
        _announcer.Keys = [KeyAnnouncer.Jwk(OtherKey, "key-2", "msteams")];
        _clock.Now += TimeSpan.FromHours(23);
        Assert.Null(await RefusalOfAsync(good));
        _clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(CallerRefusal.UnknownKey, await RefusalOfAsync(good));
    }

    [Fact]
    public async Task RememberedToken_IsVerifiedAnew_WhenItsKeyIdMeansAnotherKey()
    {
        var good = "Bearer " + NewForge().At("exp", 3 * 24 * 60).Sign();
        Assert.Null(await RefusalOfAsync(good));
        _announcer.Keys = [KeyAnnouncer.Jwk(OtherKey, "key-1", "msteams")];
        _clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(CallerRefusal.WrongSignature, await RefusalOfAsync(good));
    }

    [Fact]
    public async Task Token_WithoutAnyKeysRead_IsNotCalledWrong()
    {
        _announcer.Trouble = context => Task.FromResult(context.Response.StatusCode = 503);
        Assert.Equal(CallerRefusal.KeysUnavailable, await RefusalOfAsync("Bearer " + NewForge().Sign()));
    }

    /// <summary>A change of any one character of a good token is refused, whatever it makes of it, and never by an exception.</summary>
    [Fact]
    public void ChangedToken_IsRefused_WhereverItIsChanged()
    {
        var good = NewForge().Sign();
        // The last character of each part may carry bits that no byte is made of.
        var significant = Enumerable.Range(0, good.Length).Where(at => at < good.Length - 1 && good[at + 1] != '.').ToArray();
        var change = from at in Gen.Elements(significant)
                     from with in Gen.Elements("AZaz09-_.=+ é\0{".ToCharArray())
                     where good[at] != with
                     select (at, with);
        Prop.ForAll(change.ToArbitrary(), pair =>
        {
            var changed = string.Concat(good.AsSpan(0, pair.at), [pair.with], good.AsSpan(pair.at + 1));
            return RefusalOfAsync("Bearer " + changed).GetAwaiter().GetResult() is not null;
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The library parses before it verifies, so what strangers write must not make it throw.</summary>
    [Fact]
    public void OddValues_WithAWrongSignature_AreRefused_WithoutAnException()
    {
        string[] oddities = ["null", "true", "-1", "1e400", "9223372036854775807", "0.5", "\"\"", "\"2023-09-01T00:00:00Z\"", "[]", "[null,{}]", "{}", "{\"a\":[1]}"];
        string[] names = ["iss", "aud", "iat", "sub", "jti", "nonce", "actort", "typ", "cty", "x5t", "x5c", "jku", "jwk", "enc", "zip", "b64", ""];
        foreach (var (name, oddity) in names.SelectMany(name => oddities.Select(oddity => (name, oddity))))
        {
            Assert.NotNull(RefusalOf(NewForge().WithHeader(name, JsonNode.Parse(oddity))));
            Assert.NotNull(RefusalOf(NewForge().With(name, JsonNode.Parse(oddity))));
        }

        CallerRefusal? RefusalOf(TokenForge forge) => RefusalOfAsync("Bearer " + forge.Sign(_ => new byte[256])).GetAwaiter().GetResult();
    }

    private TokenForge NewForge() => new(Key, _clock.Now);

    private async Task<CallerRefusal?> RefusalOfAsync(StringValues authorization) => (await _verifier.VerifyAsync(authorization, CancellationToken.None)).Refusal;

    private static string Tampered(TokenForge forge)
    {
        var parts = forge.Sign().Split('.');
        return $"{parts[0]}.{TokenForge.Part(forge.With("serviceurl", "https://attacker.example/").Claims)}.{parts[2]}";
    }

    /// <summary>With an end to its claims that no JSON writer would make.</summary>
    private static string WithClaims(TokenForge forge, string end)
    {
        var claims = forge.Claims.ToJsonString()[..^1] + end;
        var signed = $"{TokenForge.Part(forge.Header)}.{TokenForge.Part(claims)}";
        var signature = Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static JsonNode Deep(int depth) => JsonNode.Parse(new string('[', depth) + new string(']', depth))!;

    private sealed record Attempt(Func<TokenForge, string> Token, CallerRefusal? Expected = null)
    {
        public string? ServiceUrl { get; init; } = TokenForge.ServiceUrl;

        public string? ChannelId { get; init; } = "msteams";
    }
}
