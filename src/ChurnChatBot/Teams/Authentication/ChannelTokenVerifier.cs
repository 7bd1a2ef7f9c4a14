using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// Verifies that a request comes from the channel service and is meant for this bot: a token signed with RS256 by an announced key, of the
/// channel's issuer, for exactly this app, within its lifetime. Tokens of Entra ID, as an emulator would send, are of another issuer and
/// are not taken. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
/// </summary>
internal sealed class ChannelTokenVerifier(TeamsOptions options, SigningKeys keys, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly VerifiedTokens _verified = new();

    /// <summary>The first of two steps, before the body is read. What the body then holds must fit by <see cref="Caller.Matches"/>.</summary>
    /// <returns>The caller, or why he is refused; never both.</returns>
    public async ValueTask<(VerifiedCaller? Caller, CallerRefusal? Refusal)> VerifyAsync(StringValues authorization, CancellationToken cancellation)
    {
        var (text, refusal) = CompactToken.Bearer(authorization);
        if (text is null) return (null, refusal);
        var id = VerifiedTokens.IdOf(text);
        if (_verified.Find(id) is { } known)
        {
            if (known.Lifetime.At(time.GetUtcNow()) is { } ended) return (null, ended);
            // After the keys were read anew the key is another object: then the token is verified once more, if there still is one for it.
            if (ReferenceEquals(await keys.FindAsync(known.Key.Id, cancellation).ConfigureAwait(false), known.Key)) return (known, null);
            _verified.Remove(id);
        }

        var (caller, problem) = await VerifyNewAsync(text, cancellation).ConfigureAwait(false);
        if (caller is not null) _verified.Add(id, caller, time.GetUtcNow());
        return (caller, problem);
    }

    private async ValueTask<(VerifiedCaller? Caller, CallerRefusal? Refusal)> VerifyNewAsync(string text, CancellationToken cancellation)
    {
        var (token, refusal) = CompactToken.Read(text);
        if (token is null) return (null, refusal);
        var key = await keys.FindAsync(token.KeyId, cancellation).ConfigureAwait(false);
        if (key is null) return (null, keys.AreKnown ? CallerRefusal.UnknownKey : CallerRefusal.KeysUnavailable);
        var now = time.GetUtcNow();
        var result = _handler.ValidateToken(text, Parameters(token, key, now));
        if (result.IsValid) return (new VerifiedCaller(token.ServiceUrl, key, token.Lifetime), null);
        return (null, Reason(result.Exception, token.Lifetime, now));
    }

    private TokenValidationParameters Parameters(CompactToken token, SigningKey key, DateTimeOffset now) => new()
    {
        IssuerSigningKey = key.Rsa,
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidIssuer = options.Issuer,
        // The library's own comparison would also take a list of audiences in which the bot is one among others.
        AudienceValidator = (audiences, _, _) => audiences.Take(2).ToArray() is [var audience] && string.Equals(audience, options.AppId, StringComparison.Ordinal),
        // The library would ask the clock of the machine.
        LifetimeValidator = (_, _, _, _) => token.Lifetime.At(now) is null,
    };

    private static CallerRefusal Reason(Exception? problem, TokenLifetime lifetime, DateTimeOffset now) => problem switch
    {
        SecurityTokenInvalidIssuerException => CallerRefusal.WrongIssuer,
        SecurityTokenInvalidAudienceException => CallerRefusal.WrongAudience,
        SecurityTokenInvalidLifetimeException => lifetime.At(now) ?? CallerRefusal.Expired,
        SecurityTokenInvalidAlgorithmException => CallerRefusal.WrongAlgorithm,
        SecurityTokenInvalidSignatureException => CallerRefusal.WrongSignature,
        _ => CallerRefusal.MalformedToken,
    };
}
