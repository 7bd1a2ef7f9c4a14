using Azure.Core;
using ChurnChatBot.Conversations.Transfers;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// The token that the bot shows to the connector service, obtained once and kept until shortly before it ends. Those who ask at the same
/// time share one request. It goes only where a verified token of the channel pointed, so that an invented activity cannot lure it away.
/// </summary>
internal sealed class BotTokens(TokenCredential credential, string scope, TimeProvider time)
{
    /// <summary>How long before its end a token is renewed; half its life, where that is less.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Least age at which a refused token is replaced. A younger one was refused for another reason, which a new one shares.</summary>
    public static readonly TimeSpan InvalidationRest = TimeSpan.FromMinutes(1);

    /// <summary>Time after a renewal that failed while the token still holds.</summary>
    public static readonly TimeSpan FailureRest = TimeSpan.FromSeconds(30);

    /// <summary>Time for obtaining a token, repetitions included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Lock _gate = new();
    private HeldToken? _held;
    private Task<HeldToken>? _request;
    private DateTimeOffset? _refusedAt;

    /// <exception cref="Azure.Identity.AuthenticationFailedException">Entra ID gives none; the inner exception says why.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="OperationCanceledException">The asker went away; the request goes on for the others.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        Task<HeldToken> request;
        lock (_gate)
        {
            if (_held is { } held && time.GetUtcNow() < held.RenewAt) return held.Text;
            if (_request is not { IsCompleted: false }) _request = Task.Run(RequestAsync, CancellationToken.None);
            request = _request;
        }

        return (await request.WaitAsync(cancellation).ConfigureAwait(false)).Text;
    }

    /// <param name="wasVerified">Whether a verified token of the channel named the address (<see cref="Caller.IsVerified"/>).</param>
    /// <exception cref="InvalidOperationException">The token must not go there. Thrown, since going on without it would look like a sick service.</exception>
    public ValueTask<string> GetForAsync(Uri serviceAddress, bool wasVerified, CancellationToken cancellation)
    {
        if (!wasVerified) throw new InvalidOperationException("The bot's token is not sent to a service address that no verified token named.");
        if (!Loopback.IsSecure(serviceAddress)) throw new InvalidOperationException("The bot's token is sent over https only.");
        return GetAsync(cancellation);
    }

    /// <summary>Says that a service answered 401 to a token. The next who asks gets another one, unless this one was replaced already or is quite new.</summary>
    public void Invalidate(string refused)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_held is not { } held || held.Text != refused || now - held.ObtainedAt < InvalidationRest) return;
            (_held, _refusedAt) = (null, now);
        }
    }

    private async Task<HeldToken> RequestAsync()
    {
        HeldToken? earlier;
        DateTimeOffset? refusedAt;
        lock (_gate) (earlier, refusedAt) = (_held, _refusedAt);
        HeldToken obtained;
        try
        {
            obtained = Hold(await ObtainAsync(refusedAt).ConfigureAwait(false));
        }
        // Whatever kept a new one away, the earlier one is as good as before until it ends.
        catch (Exception) when (earlier is not null && time.GetUtcNow() < earlier.Expires)
        {
            obtained = earlier with { RenewAt = time.GetUtcNow() + FailureRest };
        }

        lock (_gate) (_held, _refusedAt) = (obtained, _refusedAt == refusedAt ? null : _refusedAt);
        return obtained;
    }

    private async Task<AccessToken> ObtainAsync(DateTimeOffset? refusedAt)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        // The credential keeps tokens too. A claims challenge for one that is not older than the refusal makes it ask anew.
        var claims = refusedAt is { } at ? ClaimsFor(at) : null;
        try
        {
            return await credential.GetTokenAsync(new TokenRequestContext([scope], claims: claims), patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException("No token for the connector service could be obtained in time.");
        }
    }

    private static string ClaimsFor(DateTimeOffset notBefore) =>
        """{"access_token":{"nbf":{"essential":true,"value":"SECONDS"}}}""".Replace("SECONDS", $"{notBefore.ToUnixTimeSeconds()}", StringComparison.Ordinal);

    private HeldToken Hold(AccessToken token)
    {
        var now = time.GetUtcNow();
        var half = (token.ExpiresOn - now) / 2;
        var renewAt = token.ExpiresOn - (half < Margin ? half : Margin);
        return new HeldToken(token.Token, now, token.RefreshOn is { } sooner && sooner > now && sooner < renewAt ? sooner : renewAt, token.ExpiresOn);
    }

    private sealed record HeldToken(string Text, DateTimeOffset ObtainedAt, DateTimeOffset RenewAt, DateTimeOffset Expires)
    {
        public override string ToString() => nameof(HeldToken);
    }
}
