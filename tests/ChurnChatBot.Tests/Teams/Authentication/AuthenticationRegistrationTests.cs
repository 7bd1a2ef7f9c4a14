using System.Net;
using System.Security.Cryptography;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Tests.Projects;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.Authentication;

public sealed class AuthenticationRegistrationTests
{
    [Fact]
    public async Task RegisteredApp_AnswersTokens_AndNobodyElse_EvenOnThisMachine()
    {
        using var key = RSA.Create(2048);
        await using var announcer = await KeyAnnouncer.StartAsync(KeyAnnouncer.Jwk(key, "key-1", "msteams"));
        var clock = new AdjustableClock();
        var log = new CapturingLogger<InboundCallers>();
        await using var services = Services(new TeamsOptions { AppId = TokenForge.AppId, ClientSecret = "secret", OpenIdMetadata = announcer.Metadata }, clock, log);
        var callers = services.GetRequiredService<InboundCallers>();
        Assert.NotNull(services.GetRequiredService<BotTokens>());

        var forge = new TokenForge(key, clock.Now);
        var (caller, refusal) = await callers.AdmitAsync(LocalRequest("Bearer " + forge.Sign()), CancellationToken.None);
        Assert.Null(refusal);
        Assert.True(caller!.IsVerified);
        Assert.Null(callers.Match(caller, TokenForge.ServiceUrl, "msteams"));
        Assert.Equal(CallerRefusal.WrongServiceUrl, callers.Match(caller, "https://attacker.example/", "msteams"));

        Assert.Equal(CallerRefusal.MissingToken, (await callers.AdmitAsync(LocalRequest(null), CancellationToken.None)).Refusal);
        var forged = forge.With("aud", "another").Sign();
        Assert.Equal(CallerRefusal.WrongAudience, (await callers.AdmitAsync(LocalRequest("Bearer " + forged), CancellationToken.None)).Refusal);
        Assert.Contains("WrongServiceUrl", log.Text, StringComparison.Ordinal);
        Assert.Contains("WrongAudience", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("attacker", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnregisteredApp_AnswersThisMachine_AndHasNoTokenToGive()
    {
        await using var services = Services(new TeamsOptions(), new AdjustableClock(), new CapturingLogger<InboundCallers>());
        var (caller, refusal) = await services.GetRequiredService<InboundCallers>().AdmitAsync(LocalRequest(null), CancellationToken.None);
        Assert.Null(refusal);
        Assert.IsType<LocalCaller>(caller);
        Assert.Null(services.GetService<BotTokens>());
    }

    [Fact]
    public void KeysOverAnOpenConnection_AreRefusedAtStart() => Assert.Throws<ArgumentException>(() =>
        new ServiceCollection().AddTeamsAuthentication(new TeamsOptions { AppId = TokenForge.AppId, ClientSecret = "secret", OpenIdMetadata = new Uri("http://keys.example/") }));

    private static ServiceProvider Services(TeamsOptions options, TimeProvider clock, ILogger<InboundCallers> log)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddTeamsAuthentication(options);
        return services.AddSingleton(log).BuildServiceProvider(validateScopes: true);
    }

    private static HttpRequest LocalRequest(string? authorization)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Host = new HostString("localhost:3978");
        if (authorization is not null) context.Request.Headers.Authorization = authorization;
        return context.Request;
    }
}
