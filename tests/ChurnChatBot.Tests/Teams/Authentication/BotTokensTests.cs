using System.Diagnostics.CodeAnalysis;
using Azure.Identity;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Tests.Projects;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.Authentication;

public sealed class BotTokensTests : IAsyncLifetime
{
    private const string Secret = "s3cret-of-the-bot";
    private static readonly Uri Service = new(TokenForge.ServiceUrl);

    private readonly AdjustableClock _clock = new() { Now = DateTimeOffset.UtcNow };

    [AllowNull]
    private TokenEndpoint _endpoint;

    [AllowNull]
    private BotTokens _tokens;

    public async Task InitializeAsync()
    {
        _endpoint = await TokenEndpoint.StartAsync();
        // A private authority, so that nothing is asked besides tokens.
        var options = new TeamsOptions { AppId = TokenForge.AppId, ClientSecret = Secret, Authority = new Uri("https://login.gateway.example/") };
        _tokens = new BotTokens(BotCredential.Create(options, _endpoint.Transport), options.Scope, _clock);
    }

    public async Task DisposeAsync() => await _endpoint.DisposeAsync();

    [Fact]
    public async Task Token_IsKept_AndRenewedShortlyBeforeItEnds()
    {
        // Short, since the credential has a memory of its own for longer ones.
        _endpoint.Lifetime = TimeSpan.FromMinutes(4);
        Assert.Equal("token-1", await GetAsync());
        _clock.Now += TimeSpan.FromSeconds(110);
        Assert.Equal("token-1", await GetAsync());
        _clock.Now += TimeSpan.FromSeconds(20);
        Assert.Equal("token-2", await GetAsync());
        Assert.Equal(2, _endpoint.Requests.Count);
    }

    [Fact]
    public async Task ManyAskers_ShareOneRequest()
    {
        var obtained = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(GetAsync)));
        Assert.All(obtained, token => Assert.Equal("token-1", token));
        Assert.Single(_endpoint.Requests);
    }

    [Fact]
    public async Task RefusedToken_IsReplacedOnce_BothHereAndInTheCredential()
    {
        var first = await GetAsync();
        _clock.Now += TimeSpan.FromMinutes(2);
        _tokens.Invalidate(first);
        Assert.Equal("token-2", await GetAsync());
        Assert.Contains("\"nbf\"", _endpoint.Requests[1].Form["claims"], StringComparison.Ordinal);
        _clock.Now += TimeSpan.FromMinutes(2);
        // One who got the earlier token, and hears of its refusal only now.
        _tokens.Invalidate(first);
        Assert.Equal("token-2", await GetAsync());
        Assert.Equal(2, _endpoint.Requests.Count);
    }

    /// <summary>A service that refuses everything must not turn into a stream of requests to Entra ID.</summary>
    [Fact]
    public async Task RefusedToken_ThatIsQuiteNew_IsNotReplaced()
    {
        for (var call = 0; call < 20; call++) _tokens.Invalidate(await GetAsync());
        Assert.Single(_endpoint.Requests);
    }

    [Fact]
    public async Task Renewal_ThatFails_LeavesTheTokenUntilItEnds()
    {
        _endpoint.Lifetime = TimeSpan.FromMinutes(4);
        await GetAsync();
        _endpoint.Trouble = RefuseAsync;
        _clock.Now += TimeSpan.FromMinutes(3);
        Assert.Equal("token-1", await GetAsync());
        var asked = _endpoint.Requests.Count;
        Assert.Equal("token-1", await GetAsync());
        Assert.Equal(asked, _endpoint.Requests.Count);
        _clock.Now += TimeSpan.FromMinutes(2);
        await Assert.ThrowsAsync<AuthenticationFailedException>(GetAsync);
    }

    [Fact]
    public async Task Failure_IsToldToAllAskers_WithoutTheSecret_AndTheNextAskerTriesAgain()
    {
        _endpoint.Trouble = RefuseAsync;
        var problem = await Assert.ThrowsAsync<AuthenticationFailedException>(GetAsync);
        Assert.Contains("AADSTS7000215", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem.ToString(), StringComparison.Ordinal);
        _endpoint.Trouble = null;
        Assert.Equal("token-1", await GetAsync());
    }

    [Fact]
    public async Task Asker_WhoGoesAway_DoesNotEndTheRequestOfOthers()
    {
        var open = new TaskCompletionSource();
        _endpoint.Trouble = async context =>
        {
            await open.Task;
            await context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = 3600, access_token = "late" });
        };
        using var gone = new CancellationTokenSource();
        var first = _tokens.GetAsync(gone.Token).AsTask();
        var second = GetAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        open.SetResult();
        Assert.Equal("late", await second);
    }

    [Fact]
    public async Task VerifiedAddress_GetsTheToken()
    {
        Assert.Equal("token-1", await _tokens.GetForAsync(Service, wasVerified: true, CancellationToken.None));
        Assert.Equal("token-1", await _tokens.GetForAsync(new Uri("http://127.0.0.1:9000/"), wasVerified: true, CancellationToken.None));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", false)]
    [InlineData("http://127.0.0.1:9000/", false)]
    [InlineData("http://smba.trafficmanager.net/emea/", true)]
    [InlineData("ftp://127.0.0.1/", true)]
    public async Task OtherAddress_GetsNoToken(string address, bool wasVerified)
    {
        await GetAsync();
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => _tokens.GetForAsync(new Uri(address), wasVerified, CancellationToken.None).AsTask());
        Assert.DoesNotContain("token-1", problem.ToString(), StringComparison.Ordinal);
    }

    private Task<string> GetAsync() => _tokens.GetAsync(CancellationToken.None).AsTask();

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = 401;
        return context.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." });
    }
}
