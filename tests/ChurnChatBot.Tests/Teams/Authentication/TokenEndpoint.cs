using System.Collections.Concurrent;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.Authentication;

/// <summary>
/// Stands in for Entra ID and for the identity endpoint of a machine in Azure. Every host leads here, over HTTP on the loopback; which one
/// was meant is kept with the request. Each token is another one.
/// </summary>
internal sealed class TokenEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TokenRequest> _requests = new();
    private int _tokens;

    private TokenEndpoint(WebApplication app)
    {
        _app = app;
        Transport = new HttpClientTransport(new HttpClient(new Detour(new Uri(app.Urls.Single()))));
    }

    public HttpPipelineTransport Transport { get; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Answers in place of a token; null when nothing is wrong.</summary>
    public Func<HttpContext, Task>? Trouble { get; set; }

    /// <summary>What tokens were asked for.</summary>
    public IReadOnlyList<TokenRequest> Requests => [.. _requests];

    public static async Task<TokenEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        TokenEndpoint? endpoint = null;
        app.Run(context => endpoint!.AnswerAsync(context));
        await app.StartAsync();
        return endpoint = new TokenEndpoint(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value!.EndsWith("/discovery/instance", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(new { tenant_discovery_endpoint = "https://login.microsoftonline.com/x/v2.0/.well-known/openid-configuration", metadata = Array.Empty<object>() });
            return;
        }

        var form = request.HasFormContentType ? (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString()) : [];
        foreach (var (name, value) in request.Query) form[name] = value.ToString();
        _requests.Enqueue(new TokenRequest($"https://{request.Headers[Detour.MeantHost]}{request.Path}", form));
        if (Trouble is { } trouble)
        {
            await trouble(context);
            return;
        }

        var token = $"token-{Interlocked.Increment(ref _tokens)}";
        var seconds = (int)Lifetime.TotalSeconds;
        var end = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();
        await context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = seconds, expires_on = $"{end}", access_token = token });
    }

    private sealed class Detour(Uri way) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        public const string MeantHost = "X-Meant-Host";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(MeantHost, request.RequestUri!.Host);
            request.RequestUri = new Uri(way, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

internal sealed record TokenRequest(string Address, Dictionary<string, string> Form);
