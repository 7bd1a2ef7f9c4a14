using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.People;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChurnChatBot.Teams.Tab;

/// <summary>
/// Who looks at the tab: the token that Teams obtains from Microsoft Entra for the person and this app, RS256 only, from the tenant it names,
/// for this app, and in time. It proves the same person as the activities of the chat do, by tenant and object id.
/// https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
/// </summary>
internal sealed class TabSignIn(TeamsOptions options, SigningKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = CompactToken.MaxLength };

    /// <summary>Where the keys of Entra tokens are announced.</summary>
    public static Uri Metadata(TeamsOptions options) => new(options.Authority, "common/v2.0/.well-known/openid-configuration");

    /// <returns>The person's id as the chat knows it, or null.</returns>
    public async Task<string?> PersonIdAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!options.IsRegistered) return null;
        var (text, _) = CompactToken.Bearer(request.Headers.Authorization);
        if (text is null || Read(text) is not { Alg: SecurityAlgorithms.RsaSha256, Kid: { Length: > 0 and <= CompactToken.MaxKeyIdLength } keyId } token) return null;
        if (await keys.FindAsync(keyId, cancellation) is not { } key) return null;
        var signature = _handler.ValidateToken(text, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = key.Rsa,
            // Claims are looked at below, by our own clock.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return signature.IsValid && IsForThisApp(token) && IsInTime(token) ? PersonOf(token) : null;
    }

    private string? PersonOf(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<string>("tid", out var tenant) || !token.TryGetPayloadValue<string>("oid", out var person)) return null;
        return token.Issuer == new Uri(options.Authority, $"{tenant}/v2.0").AbsoluteUri && TenantRules.Allows(options, tenant) ? TeamsPeople.IdOf(tenant, person) : null;
    }

    private bool IsForThisApp(JsonWebToken token) => token.Audiences.ToArray() is [var audience]
        && (audience == options.AppId || audience == $"api://{options.PublicAddress?.Host}/{options.AppId}");

    private bool IsInTime(JsonWebToken token) => token.TryGetPayloadValue<long>("nbf", out var from) && token.TryGetPayloadValue<long>("exp", out var to)
        && time.GetUtcNow().ToUnixTimeSeconds() is var now && now >= from - Skew.TotalSeconds && now < to + Skew.TotalSeconds;

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return new JsonWebToken(text);
        }
        // The reader throws whatever its parts throw: that is its way of saying that this is no token.
        catch (Exception)
        {
            return null;
        }
    }
}
