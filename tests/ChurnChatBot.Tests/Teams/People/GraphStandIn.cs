using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Teams.People;

/// <summary>Answers checkMemberGroups on the loopback, as Microsoft Graph does: of the groups that are asked about, those the person is in.</summary>
internal sealed class GraphStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<GraphCall> _calls = new();

    private GraphStandIn(WebApplication app) => (_app, Address) = (app, new Uri(app.Urls.Single() + "/"));

    public Uri Address { get; }

    /// <summary>Groups of each person.</summary>
    public ConcurrentDictionary<string, string[]> Memberships { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers in place of memberships; null when nothing is wrong.</summary>
    public Func<HttpContext, Task>? Trouble { get; set; }

    public IReadOnlyList<GraphCall> Calls => [.. _calls];

    public static async Task<GraphStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        GraphStandIn? graph = null;
        app.MapPost("/v1.0/users/{id}/checkMemberGroups", (HttpContext context, string id) => graph!.AnswerAsync(context, id));
        await app.StartAsync();
        return graph = new GraphStandIn(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, string id)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var asked = body.RootElement.GetProperty("groupIds").EnumerateArray().Select(group => group.GetString()!).ToArray();
        _calls.Enqueue(new GraphCall(id, context.Request.Headers.Authorization.ToString(), asked));
        if (Trouble is { } trouble) await trouble(context);
        else if (asked.Length > 20) context.Response.StatusCode = 400;
        else await context.Response.WriteAsJsonAsync(new { value = asked.Intersect(Memberships.GetValueOrDefault(id, []), StringComparer.OrdinalIgnoreCase) });
    }
}

internal sealed record GraphCall(string Person, string Authorization, IReadOnlyList<string> Groups);
