using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The two things a bot asks Microsoft Graph here: which groups a person is in, and what stands behind a link to a file.</summary>
internal sealed class StandInGraph(StandInTokens tokens)
{
    private const int MostGroups = 20;
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SharedFile> _shares = new();
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Status that every call is answered with; null for the true answer.</summary>
    public int? Outage { get; set; }

    public void Put(StandInPerson person, params string[] groups) => _groups[person.AadObjectId] = groups;

    /// <param name="link">As people copy it from SharePoint.</param>
    /// <param name="content">Where its bytes are; null where the bot has no permission.</param>
    public void Share(string link, string name, long size, Uri? content) => _shares["u!" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(link))] = new SharedFile(name, size, content);

    public void Map(WebApplication app)
    {
        app.MapPost("/v1.0/users/{id}/checkMemberGroups", CheckAsync);
        app.MapGet("/v1.0/shares/{id}/driveItem", (string id, HttpRequest request) => Refuse(request) ?? Item(id));
    }

    private async Task<IResult> CheckAsync(string id, HttpRequest request)
    {
        if (Refuse(request) is { } refusal) return refusal;
        var body = await JsonNode.ParseAsync(request.Body) as JsonObject;
        if (body?["groupIds"] is not JsonArray { Count: > 0 and <= MostGroups } asked) return Error(400, "Request_BadRequest");
        if (!_groups.TryGetValue(id, out var groups)) return Error(404, "Request_ResourceNotFound");
        var found = asked.Select(group => (string)group!).Where(group => groups.Contains(group, StringComparer.OrdinalIgnoreCase));
        return Results.Json(new JsonObject { ["value"] = new JsonArray([.. found.Select(group => JsonValue.Create(group))]) });
    }

    private IResult Item(string id)
    {
        if (!_shares.TryGetValue(id, out var file)) return Error(404, "itemNotFound");
        if (file.Content is null) return Error(403, "accessDenied");
        return Results.Json(new JsonObject
        {
            ["id"] = "01" + id[2..],
            ["name"] = file.Name,
            ["size"] = file.Size,
            ["file"] = new JsonObject { ["mimeType"] = "application/octet-stream" },
            ["@microsoft.graph.downloadUrl"] = file.Content.AbsoluteUri,
        });
    }

    private IResult? Refuse(HttpRequest request)
    {
        Interlocked.Increment(ref _requests);
        if (!tokens.OpensGraph(request.Headers.Authorization)) return Error(401, "InvalidAuthenticationToken");
        return Outage is { } status ? Error(status, "serviceNotAvailable") : null;
    }

    private static IResult Error(int status, string code) => ConnectorAnswer.Error(status, code, "The request was refused.");

    private sealed record SharedFile(string Name, long Size, Uri? Content);
}
