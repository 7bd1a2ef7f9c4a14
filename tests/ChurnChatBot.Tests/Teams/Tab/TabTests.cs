using System.Net;
using System.Security.Cryptography;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Teams.Tab;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Teams.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace ChurnChatBot.Tests.Teams.Tab;

/// <summary>The tab of projects: who is let in by which token, and that each person sees their own projects alone.</summary>
public sealed class TabTests : IAsyncLifetime
{
    private const string Tenant = "0a9c6c36-93b5-4d0e-8f0e-6f3a3f7d1c11";
    private const string Ada = "11111111-0000-0000-0000-000000000001";
    private const string Ben = "11111111-0000-0000-0000-000000000002";
    private readonly RSA _key = RSA.Create(2048);
    private KeyAnnouncer _announcer = null!;
    private TeamsHost _host = null!;

    public async Task InitializeAsync()
    {
        _announcer = await KeyAnnouncer.StartAsync(KeyAnnouncer.Jwk(_key, "key-1"));
        var options = new TeamsOptions { AppId = TokenForge.AppId, UsesManagedIdentity = true, AllowedTenants = [Tenant], PublicAddress = new Uri("https://churn.example.com/") };
        _host = await TeamsHost.StartAsync(options, configure: services =>
            services.AddSingleton(new TabSignIn(options, _announcer.Reader(new AdjustableClock(), new CapturingLogger<SigningKeys>()), TimeProvider.System)));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _announcer.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Frame_MayBeShownByTeamsAlone_AndHoldsNothing()
    {
        using var answer = await _host.Client.GetAsync("/teams/tab");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors https://teams.microsoft.com", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("integrity=\"sha384-", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_OfThePersonInTheToken_AreListed_AndNobodyElsesAre()
    {
        await ProjectAsync("p1", "adas <b>customers</b>.csv", Ada);
        await ProjectAsync("p2", "bens customers.csv", Ben);

        var page = await ReadAsync("/teams/tab/projects", Token().Sign());

        Assert.Contains("adas &lt;b&gt;customers&lt;/b&gt;.csv", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bens", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/teams/tab/projects/p2", Token().Sign()));
    }

    [Fact]
    public async Task Project_IsShownToRead_WithoutWhatIsForSomebodyElse()
    {
        await ProjectAsync("p1", "customers.csv", Ada);
        var page = await ReadAsync("/teams/tab/projects/p1", Token().Sign());

        Assert.Contains("Everybody may read this", page, StringComparison.Ordinal);
        Assert.Contains("Only Ada", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Only Ben", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_ForTheAddressOfThePage_IsTakenToo() =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/teams/tab/projects", Token().With("aud", $"api://churn.example.com/{TokenForge.AppId}").Sign()));

    public static TheoryData<string> Wrong => [.. WrongTokens.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Token_ThatIsWrong_LetsNobodyIn(string wrong) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/teams/tab/projects", WrongTokens[wrong](this)));

    private static Dictionary<string, Func<TabTests, string?>> WrongTokens { get; } = new()
    {
        ["none"] = _ => null,
        ["no token"] = _ => "a.b.c",
        ["for another app"] = test => test.Token().With("aud", Guid.NewGuid().ToString()).Sign(),
        ["for the page of another host"] = test => test.Token().With("aud", $"api://evil.example.com/{TokenForge.AppId}").Sign(),
        ["from an issuer that is not its tenant"] = test => test.Token().With("iss", $"https://login.microsoftonline.com/{Guid.NewGuid()}/v2.0").Sign(),
        ["of a tenant that is not allowed"] = test => test.Token("22222222-2222-2222-2222-222222222222").Sign(),
        ["expired"] = test => test.Token().At("exp", -6).Sign(),
        ["not yet valid"] = test => test.Token().At("nbf", 6).Sign(),
        ["without a person"] = test => test.Token().With("oid", null).Sign(),
        ["without a tenant"] = test => test.Token().With("tid", null).Sign(),
        ["without an end"] = test => test.Token().With("exp", null).Sign(),
        ["signed by somebody else"] = _ => Foreign(),
        ["of an unknown key"] = test => test.Token().WithHeader("kid", "key-2").Sign(),
        ["unsigned"] = test => test.Token().WithHeader("alg", "none").Sign(_ => []),
        ["signed with the public key as a secret"] = test => test.Token().WithHeader("alg", "HS256").Sign(signed => HMACSHA256.HashData(test._key.ExportSubjectPublicKeyInfo(), signed)),
    };

    private static string Foreign()
    {
        using var key = RSA.Create(2048);
        return new TokenForge(key, TimeProvider.System.GetUtcNow()).With("tid", Tenant).With("oid", Ada).With("iss", $"https://login.microsoftonline.com/{Tenant}/v2.0").Sign();
    }

    private TokenForge Token(string tenant = Tenant) => new TokenForge(_key, TimeProvider.System.GetUtcNow())
        .With("tid", tenant).With("oid", Ada).With("iss", $"https://login.microsoftonline.com/{tenant}/v2.0");

    private async Task ProjectAsync(string id, string name, string person)
    {
        var key = new ConversationKey("teams", "19:" + id);
        var now = TimeProvider.System.GetUtcNow();
        await _host.Database.CommitAsync(new ProjectCommit
        {
            ProjectId = id,
            ExpectedVersion = 0,
            Name = name,
            StateJson = "{}",
            LinkConversation = key,
            At = now,
            Messages =
            [
                Message(key, id + "-all", new ReplyMessage(new Heading("Everybody may read this"), new Choices([new Choice("Press", new ActionCommand("say", ("text", "x")))]))),
                Message(key, id + "-ada", new ReplyMessage(new Heading("Only Ada")) { OnlyFor = $"teams:{Tenant}:{Ada}" }),
                Message(key, id + "-ben", new ReplyMessage(new Heading("Only Ben")) { OnlyFor = $"teams:{Tenant}:{Ben}" }),
            ],
            Audit = [new NewAudit(now, $"teams:{Tenant}:{person}", "Somebody", "upload")],
        });
    }

    private static MessageWrite Message(ConversationKey key, string id, ReplyMessage content) => new(id, key, MessageRow.BotAuthor, StoredJson.Write(content));

    private async Task<string> ReadAsync(string path, string token)
    {
        using var answer = await GetAsync(path, token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string? token)
    {
        using var answer = await GetAsync(path, token);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return await _host.Client.SendAsync(request);
    }
}
