using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>
/// Stands in for Slack on this machine's loopback: the Web API, what it sends to a bot (signed over HTTP, or through sockets), its files, the
/// installation, and the people who use it all. It refuses what Slack refuses, and notes in <see cref="Violations"/> what a bot should never do.
/// </summary>
internal sealed class StandInSlack : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, StandInWorkspace> _workspaces = new();
    private readonly WebApplication _app;
    private Uri _root = null!;

    private StandInSlack(StandInSlackOptions options)
    {
        Options = options;
        Tokens = new StandInTokens(options);
        Triggers = new StandInTriggers(options.Clock);
        Files = new StandInFiles(this);
        ResponseUrls = new ResponseUrls(this);
        Sockets = new StandInSockets(this);
        Delivery = new StandInDelivery(this);
        Workspace = AddWorkspace("Acme");
        BotToken = Tokens.Issue(Workspace);
        _app = Build();
        Files.Map(_app);
        ResponseUrls.Map(_app);
        Sockets.Map(_app);
        new WebApiEndpoints(this).Map(_app);
        new InstallPage(this).Map(_app);
    }

    public StandInSlackOptions Options { get; }

    public StandInTokens Tokens { get; }

    public StandInFaults Faults { get; } = new();

    public StandInFiles Files { get; }

    public StandInTriggers Triggers { get; }

    public StandInLinks Links { get; } = new();

    public ResponseUrls ResponseUrls { get; }

    public StandInSockets Sockets { get; }

    public StandInDelivery Delivery { get; }

    /// <summary>The workspace in which the bot is installed by hand.</summary>
    public StandInWorkspace Workspace { get; }

    public IReadOnlyList<StandInWorkspace> Workspaces => [.. _workspaces.Values];

    /// <summary>The bot's token in <see cref="Workspace"/>.</summary>
    public string BotToken { get; }

    /// <summary>Where the bot is: what it answers at is below it, at slack/events, slack/interactions and slack/commands.</summary>
    public Uri? Bot { get; set; }

    public Uri Root => _root;

    /// <summary>The address of the Web API.</summary>
    public Uri Api => new(_root, "api/");

    /// <summary>What a bot did that it should never do.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>What a bot in a process of its own is told in its environment.</summary>
    public IReadOnlyDictionary<string, string> BotSettings
    {
        get
        {
            var settings = new Dictionary<string, string>
            {
                ["Slack__BotToken"] = BotToken,
                ["Slack__Api"] = Api.AbsoluteUri,
                ["Slack__FileHosts__0"] = _root.Host,
                ["Slack__View"] = Options.IsAgent ? "Agent" : "Assistant",
            };
            if (Options.UsesSockets) settings["Slack__AppToken"] = Options.AppToken;
            else settings["Slack__SigningSecret"] = Options.SigningSecret;
            return settings;
        }
    }

    public static async Task<StandInSlack> StartAsync(StandInSlackOptions? options = null)
    {
        var slack = new StandInSlack(options ?? new StandInSlackOptions());
        await slack._app.StartAsync();
        slack._root = new Uri(slack._app.Urls.Single());
        return slack;
    }

    public StandInWorkspace AddWorkspace(string name)
    {
        var workspace = new StandInWorkspace(name, $"T{_workspaces.Count + 1:000000}{_workspaces.Count + 1:00}", Options);
        return _workspaces[workspace.TeamId] = workspace;
    }

    /// <param name="what">events, interactions or commands.</param>
    public Uri BotAddress(string what) => new(Bot ?? throw new InvalidOperationException("The stand-in does not know the bot's address."), $"slack/{what}");

    /// <summary>Lets the bot say something.</summary>
    /// <param name="onlyFor">The only person who sees it.</param>
    public PostedMessage Post(StandInChannel channel, MessageContent content, string? threadTs, StandInUser? onlyFor = null)
    {
        var message = new PostedMessage(channel.NextTs(), null, content, Options.Clock.GetUtcNow()) { ThreadTs = threadTs, OnlyFor = onlyFor?.Id };
        channel.Add(message);
        return message;
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
        Sockets.Drop();
        Delivery.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_violations.IsEmpty) throw new InvalidOperationException("The bot broke rules of Slack:\n" + string.Join('\n', TakeViolations()));
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Calls that hang by order hold up no test's end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(5), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        app.Use(RefuseLostAsync);
        return app;
    }

    // Whatever no endpoint knows is a page.
    private static async Task RefuseLostAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!context.Response.HasStarted && context.Response.StatusCode == 404 && context.GetEndpoint() is null) await StandInFaults.Page(404, "Not found").ExecuteAsync(context);
    }
}
