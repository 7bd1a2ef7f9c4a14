using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>
/// Who signs the activities: OpenID metadata, the public keys with their endorsements, and tokens minted by hand, so that a wrong one can
/// have any fault.
/// </summary>
internal sealed class StandInIdentity(StandInOptions options, Func<Uri> root) : IDisposable
{
    public const string Issuer = "https://api.botframework.com";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private RSA _key = RSA.Create(2048);
    private string _keyId = Guid.NewGuid().ToString("N");
    private (string Token, DateTimeOffset Until)? _current;
    private int _keyRequests;

    public Uri Metadata => new(root(), "v1/.well-known/openidconfiguration");

    public string ServiceUrl { get; set; } = "";

    /// <summary>The channels whose activities the key may sign.</summary>
    public IReadOnlyList<string> Endorsements { get; set; } = ["msteams"];

    public int KeyRequests => Volatile.Read(ref _keyRequests);

    /// <summary>Signs with a new key from now on; the old one is no longer announced.</summary>
    public void RotateKey()
    {
        lock (_lock) (_key, _keyId, _current) = (RSA.Create(2048), Guid.NewGuid().ToString("N"), null);
    }

    /// <summary>A token as the channel signs it; the same one for some minutes, as the channel does.</summary>
    public string Token()
    {
        lock (_lock)
        {
            var now = options.Clock.GetUtcNow();
            if (_current is not { } current || current.Until < now) _current = current = (Token(new TokenClaims()), now + (Lifetime / 4));
            return current.Token;
        }
    }

    public string Token(TokenClaims claims)
    {
        lock (_lock)
        {
            var header = new JsonObject { ["alg"] = claims.Algorithm, ["kid"] = claims.KeyId ?? _keyId, ["typ"] = "JWT" };
            var signed = Part(header) + "." + Part(Payload(claims));
            return signed + "." + Base64Url.EncodeToString(Sign(claims.Algorithm, Encoding.ASCII.GetBytes(signed), claims.Key ?? _key));
        }
    }

    public void Map(WebApplication app)
    {
        app.MapGet("/v1/.well-known/openidconfiguration", () => Results.Json(new JsonObject
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = new Uri(root(), "v1/.well-known/keys").AbsoluteUri,
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        }));
        app.MapGet("/v1/.well-known/keys", () =>
        {
            Interlocked.Increment(ref _keyRequests);
            return Results.Json(new JsonObject { ["keys"] = new JsonArray(PublicKey()) });
        });
    }

    public void Dispose() => _key.Dispose();

    private JsonObject PublicKey()
    {
        lock (_lock)
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = _keyId,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
                ["endorsements"] = new JsonArray([.. Endorsements.Select(channel => JsonValue.Create(channel))]),
            };
        }
    }

    private JsonObject Payload(TokenClaims claims)
    {
        var now = options.Clock.GetUtcNow();
        var payload = new JsonObject
        {
            ["iss"] = claims.Issuer ?? Issuer,
            ["aud"] = claims.Audience ?? options.AppId,
            ["nbf"] = (claims.NotBefore ?? now - TimeSpan.FromMinutes(1)).ToUnixTimeSeconds(),
            ["exp"] = (claims.Expires ?? now + Lifetime).ToUnixTimeSeconds(),
            ["serviceurl"] = claims.ServiceUrl ?? ServiceUrl,
        };
        foreach (var name in claims.Without) payload.Remove(name);
        return payload;
    }

    private static byte[] Sign(string algorithm, byte[] text, RSA key) => algorithm switch
    {
        "RS256" => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => key.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => key.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        // The public key as if it were a shared secret: what a verifier accepts that lets the token choose.
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), text),
        "none" => [],
        _ => throw new ArgumentException($"No signature is known for '{algorithm}'.", nameof(algorithm)),
    };

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}

/// <summary>What differs from a good token; null is as it should be.</summary>
internal sealed record TokenClaims
{
    public string Algorithm { get; init; } = "RS256";

    public string? Issuer { get; init; }

    public string? Audience { get; init; }

    public string? ServiceUrl { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public string? KeyId { get; init; }

    public RSA? Key { get; init; }

    /// <summary>Claims that are left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
}
