using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>
/// Stands in for Microsoft Teams on this machine's loopback: the service that signs activities, the token endpoint, the connector service,
/// file storage, the parts of Graph that a bot asks, and the people who use it all. It answers as the real ones were seen to answer, their
/// oddities included, and notes in <see cref="Violations"/> what a bot should never do.
/// </summary>
internal sealed class StandInTeams : IAsyncDisposable
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly WebApplication _app;
    private readonly StandInCertificate _certificate;
    private Uri _root = null!;
    private Uri _authority = null!;

    private StandInTeams(StandInOptions options)
    {
        Options = options;
        _certificate = new StandInCertificate(options.Clock);
        Identity = new StandInIdentity(options, () => _root);
        Tokens = new StandInTokens(options, () => _authority);
        Files = new StandInFiles(() => _root, Violate);
        Graph = new StandInGraph(Tokens);
        People = new StandInPeople(this);
        Delivery = new StandInDelivery(this);
        _app = Build();
        Identity.Map(_app);
        Tokens.Map(_app);
        Files.Map(_app);
        Graph.Map(_app);
        new ConnectorEndpoints(this).Map(_app);
    }

    public StandInOptions Options { get; }

    public StandInIdentity Identity { get; }

    public StandInTokens Tokens { get; }

    public StandInFaults Faults { get; } = new();

    public StandInFiles Files { get; }

    public StandInGraph Graph { get; }

    /// <summary>The people and their conversations.</summary>
    public StandInPeople People { get; }

    public StandInDelivery Delivery { get; }

    /// <summary>The address of the connector service as activities name it.</summary>
    public string ServiceUrl => Options.IsRegistered ? new Uri(_root, $"emea/{Options.TenantId}/").AbsoluteUri : new Uri(_root, "_connector").AbsoluteUri;

    /// <summary>The bot's endpoint: …/api/messages.</summary>
    public Uri? Bot { get; set; }

    public Uri Root => _root;

    /// <summary>Where tokens are obtained, over TLS.</summary>
    public Uri Authority => _authority;

    /// <summary>A PEM file with the certificate that <see cref="Authority"/> shows.</summary>
    public string CertificateFile => _certificate.PemFile;

    /// <summary>What a bot did that it should never do.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>What a bot in a process of its own is told in its environment.</summary>
    public IReadOnlyDictionary<string, string> BotSettings
    {
        get
        {
            var settings = new Dictionary<string, string> { ["Teams__FileHosts__0"] = _root.Host, ["Teams__Graph"] = _root.AbsoluteUri };
            if (!Options.IsRegistered) return settings;
            settings["Teams__AppId"] = Options.AppId;
            settings["Teams__ClientSecret"] = Options.ClientSecret;
            settings["Teams__OpenIdMetadata"] = Identity.Metadata.AbsoluteUri;
            settings["Teams__Authority"] = _authority.AbsoluteUri;
            settings["SSL_CERT_FILE"] = CertificateFile;
            if (Options.IsSingleTenant) settings["Teams__TenantId"] = Options.TenantId;
            return settings;
        }
    }

    public static async Task<StandInTeams> StartAsync(StandInOptions? options = null)
    {
        var teams = new StandInTeams(options ?? new StandInOptions());
        await teams._app.StartAsync();
        teams._root = new Uri(teams._app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));
        teams._authority = new Uri(teams._app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));
        teams.Identity.ServiceUrl = teams.ServiceUrl;
        return teams;
    }

    public void Violate(string what) => _violations.Enqueue(what);

    /// <summary>Hands over what was noted, and forgets it: for a test that provokes it.</summary>
    public IReadOnlyList<string> TakeViolations()
    {
        var taken = new List<string>();
        while (_violations.TryDequeue(out var violation)) taken.Add(violation);
        return taken;
    }

    /// <exception cref="InvalidOperationException">The bot did what it should never do, and nobody took note.</exception>
    public async ValueTask DisposeAsync()
    {
        Delivery.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Identity.Dispose();
        _certificate.Dispose();
        if (!_violations.IsEmpty) throw new InvalidOperationException("The bot broke rules of Teams:\n" + string.Join('\n', TakeViolations()));
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Calls that hang by order hold up no test's end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(_certificate.Certificate));
        });
        var app = builder.Build();
        app.Use(RefuseLostAsync);
        return app;
    }

    // Whatever no endpoint knows is a page, as behind a gateway.
    private static async Task RefuseLostAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!context.Response.HasStarted && context.Response.StatusCode == 404 && context.GetEndpoint() is null)
            await ConnectorAnswer.Page(404, "Not Found").ExecuteAsync(context);
    }
}
