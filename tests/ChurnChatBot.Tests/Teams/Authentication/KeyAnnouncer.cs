using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Tests.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.Authentication;

/// <summary>Stands in for the service that announces signing keys: the two documents, over HTTP on the loopback, with whatever may go wrong.</summary>
internal sealed class KeyAnnouncer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _readings;

    private KeyAnnouncer(WebApplication app) => _app = app;

    public JsonArray Keys { get; set; } = [];

    /// <summary>Answers in place of the metadata document; null when nothing is wrong.</summary>
    public Func<HttpContext, Task>? Trouble { get; set; }

    /// <summary>What the metadata document says instead of the address of the key set.</summary>
    public string? KeySetAddress { get; set; }

    public int Readings => Volatile.Read(ref _readings);

    public Uri Metadata => new(new Uri(_app.Urls.Single()), "/v1/.well-known/openidconfiguration");

    public static async Task<KeyAnnouncer> StartAsync(params JsonNode[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var announcer = new KeyAnnouncer(app) { Keys = [.. keys] };
        app.MapGet("/v1/.well-known/openidconfiguration", announcer.AnnounceAsync);
        app.MapGet("/keys", () => Results.Text(new JsonObject { ["keys"] = announcer.Keys.DeepClone() }.ToJsonString(), "application/json"));
        await app.StartAsync();
        return announcer;
    }

    /// <summary>As the announced keys of the bot service look.</summary>
    public static JsonObject Jwk(RSA rsa, string id, params string[] endorsements)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["x5t"] = id,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements.Select(endorsement => JsonValue.Create(endorsement))]),
        };
    }

    public SigningKeys Reader(AdjustableClock clock, ILogger<SigningKeys> logger, TimeSpan? timeout = null) =>
        new(new KeySetClient(KeySetClient.NewHttpClient(), Metadata, clock) { Timeout = timeout ?? TimeSpan.FromSeconds(10) }, clock, logger);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task AnnounceAsync(HttpContext context)
    {
        Interlocked.Increment(ref _readings);
        if (Trouble is { } trouble) return trouble(context);
        var document = new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = KeySetAddress ?? new Uri(Metadata, "/keys").ToString() };
        return Results.Text(document.ToJsonString(), "application/json").ExecuteAsync(context);
    }
}
