using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Install;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.Install;

/// <summary>
/// Stands in for the methods of Slack that are about tokens: oauth.v2.access and auth.test. A code and a refresh token work once, as there; a new
/// pair ends the one before.
/// </summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string ClientId = "1234.5678";
    public const string ClientSecret = "the-client-secret";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _used = new();
    private readonly ConcurrentQueue<TokenCall> _calls = new();
    private int _pairs;

    private TokenIssuer(WebApplication app) => _app = app;

    public Uri Api => new(_app.Urls.Single() + "/api/");

    /// <summary>What an exchanged code is answered with, besides the tokens.</summary>
    public JsonObject Installed { get; set; } = Workspace("T1", "Acme");

    public JsonObject Test { get; set; } = new() { ["ok"] = true, ["team_id"] = "T1", ["user_id"] = "UBOT", ["bot_id"] = "B1" };

    public string Scopes { get; set; } = "chat:write,commands";

    public bool Rotates { get; set; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Answers in place of everything else; null when nothing is wrong.</summary>
    public Func<HttpContext, Task>? Trouble { get; set; }

    public IReadOnlyList<TokenCall> Calls => [.. _calls];

    public IEnumerable<TokenCall> Renewals => _calls.Where(call => call.Form.GetValueOrDefault("grant_type") == "refresh_token");

    public SlackOptions Options => new() { Api = Api, ClientId = ClientId, ClientSecret = ClientSecret, SigningSecret = "s", PublicAddress = new Uri("https://churn.example.com") };

    public OAuthClient Client(SlackOptions? options = null) => new(OAuthClient.NewHttpClient(options ?? Options), options ?? Options);

    public static JsonObject Workspace(string team, string name, string? enterprise = null) => new()
    {
        ["team"] = new JsonObject { ["id"] = team, ["name"] = name },
        ["enterprise"] = enterprise is null ? null : new JsonObject { ["id"] = enterprise, ["name"] = "All of " + name },
        ["is_enterprise_install"] = false,
    };

    public static JsonObject Organisation(string enterprise, string name) => new()
    {
        ["team"] = null,
        ["enterprise"] = new JsonObject { ["id"] = enterprise, ["name"] = name },
        ["is_enterprise_install"] = true,
    };

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        TokenIssuer? issuer = null;
        app.MapPost("/api/{method}", (string method, HttpContext context) => issuer!.AnswerAsync(method, context));
        await app.StartAsync();
        return issuer = new TokenIssuer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(string method, HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        _calls.Enqueue(new TokenCall(method, context.Request.Headers.Authorization.ToString(), form));
        if (Trouble is { } trouble)
        {
            await trouble(context);
            return;
        }

        context.Response.Headers["x-oauth-scopes"] = Scopes;
        await context.Response.WriteAsJsonAsync(method == "auth.test" ? Test : Access(context, form));
    }

    private JsonObject Access(HttpContext context, Dictionary<string, string> form)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));
        if (context.Request.Headers.Authorization != expected) return Refusal("bad_client_secret");
        var isRenewal = form.GetValueOrDefault("grant_type") == "refresh_token";
        var shown = form.GetValueOrDefault(isRenewal ? "refresh_token" : "code", "");
        if (!shown.StartsWith(isRenewal ? "xoxe-" : "code-", StringComparison.Ordinal) || !_used.TryAdd(shown, true)) return Refusal(isRenewal ? "invalid_refresh_token" : "invalid_code");
        var number = Interlocked.Increment(ref _pairs);
        var answer = (JsonObject)Installed.DeepClone();
        answer["ok"] = true;
        answer["token_type"] = "bot";
        answer["access_token"] = $"xoxb-access-{number}";
        answer["scope"] = Scopes;
        answer["bot_user_id"] = "UBOT";
        answer["app_id"] = "A1";
        if (!Rotates) return answer;
        answer["refresh_token"] = $"xoxe-refresh-{number}";
        answer["expires_in"] = (int)Lifetime.TotalSeconds;
        return answer;
    }

    private static JsonObject Refusal(string error) => new() { ["ok"] = false, ["error"] = error };
}

internal sealed record TokenCall(string Method, string Authorization, Dictionary<string, string> Form);
