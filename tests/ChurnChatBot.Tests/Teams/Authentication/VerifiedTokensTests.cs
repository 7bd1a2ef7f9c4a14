using ChurnChatBot.Teams.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace ChurnChatBot.Tests.Teams.Authentication;

public sealed class VerifiedTokensTests
{
    private static readonly DateTimeOffset Now = new(2023, 9, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly RsaSecurityKey Key = new(System.Security.Cryptography.RSA.Create(2048));

    [Fact]
    public void Memory_WhenFull_DropsTheExpiredFirst_ThenTheOneThatExpiresFirst()
    {
        var tokens = new VerifiedTokens();
        tokens.Add("expired", Caller(-10), Now);
        tokens.Add("soon", Caller(1), Now);
        for (var at = 2; at < VerifiedTokens.MaxCount; at++) tokens.Add($"token {at}", Caller(60), Now);
        tokens.Add("one more", Caller(60), Now);
        Assert.Null(tokens.Find("expired"));
        Assert.NotNull(tokens.Find("soon"));
        tokens.Add("and another", Caller(60), Now);
        Assert.Null(tokens.Find("soon"));
        Assert.NotNull(tokens.Find("and another"));
        Assert.Equal(VerifiedTokens.MaxCount, tokens.Count);
    }

    private static VerifiedCaller Caller(double minutes) =>
        new(TokenForge.ServiceUrl, new SigningKey("key-1", Key, []), new TokenLifetime(Now.AddHours(-1), Now.AddMinutes(minutes)));
}
