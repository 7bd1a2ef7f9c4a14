using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The connector service: what a bot calls to speak in a conversation. Each call is noted, may fail by order, and is authorised, in that order.</summary>
internal sealed class ConnectorEndpoints(StandInTeams teams)
{
    private const int LargestBody = 100 * 1000;

    // What Teams keeps of one activity; a larger one is refused there, sooner or later.
    private const int LargestActivity = 28 * 1024;
    private readonly ConnectorActions _actions = new(teams);

    public void Map(WebApplication app)
    {
        foreach (var prefix in (string[])["/emea/{tenant}", "/_connector"])
        {
            var group = app.MapGroup(prefix + "/v3/conversations");
            group.MapPost("/", context => RunAsync(context, _actions.Create));
            group.MapPost("/{conversation}/activities", context => RunAsync(context, _actions.Post));
            group.MapPost("/{conversation}/activities/{activity}", context => RunAsync(context, _actions.Post));
            group.MapPut("/{conversation}/activities/{activity}", context => RunAsync(context, _actions.Put));
            group.MapDelete("/{conversation}/activities/{activity}", context => RunAsync(context, _actions.Delete));
            group.MapGet("/{conversation}/members", context => RunAsync(context, _actions.Members));
            group.MapGet("/{conversation}/pagedmembers", context => RunAsync(context, _actions.PagedMembers));
            group.MapGet("/{conversation}/members/{member}", context => RunAsync(context, _actions.Member));
        }
    }

    private async Task RunAsync(HttpContext context, Func<ConnectorCall, IResult?> act)
    {
        var body = await ReadAsync(context.Request);
        var call = new ConnectorCall(context, Parse(body));
        var noted = new StandInCall(context.Request.Method, context.Request.Path, call.ActivityType, teams.Options.Clock.GetUtcNow());
        var fault = teams.Faults.Take(noted);
        if (fault is not null && await StandInFaults.AnswerAsync(context, fault)) return;
        var answer = Refuse(context, body, call) ?? act(call);
        switch (fault?.Kind)
        {
            case FaultKind.ResetAfterwards:
                context.Abort();
                break;
            case FaultKind.EmptyBody:
                context.Response.StatusCode = (answer as IStatusCodeHttpResult)?.StatusCode ?? 200;
                break;
            default:
                if (answer is null) await StandInFaults.HangAsync(context);
                else await answer.ExecuteAsync(context);
                break;
        }
    }

    private IResult? Refuse(HttpContext context, byte[] body, ConnectorCall call)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (teams.Options.IsRegistered && !teams.Tokens.OpensConnector(header))
            return ConnectorAnswer.Error(401, "Unauthorized", "Authorization has been denied for this request.");
        if (body.Length > LargestBody) return ConnectorAnswer.Page(413, "Payload Too Large");
        if (body.Length > LargestActivity) teams.Violate($"An activity of {body.Length} bytes was sent; {LargestActivity} are the most.");
        return body.Length > 0 && call.Body is null ? ConnectorAnswer.Page(400, "Bad Request") : null;
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, request.HttpContext.RequestAborted);
        return copy.ToArray();
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A call of the connector service with its body, which is null where there is none.</summary>
internal sealed record ConnectorCall(HttpContext Context, JsonObject? Body)
{
    public string ConversationId => Route("conversation");

    public string ActivityId => Route("activity");

    public string MemberId => Route("member");

    public string? ActivityType => Body?["type"] is JsonValue type && type.TryGetValue<string>(out var name) ? name : null;

    public bool IsTargeted => Context.Request.Query["isTargetedActivity"] == "true";

    private string Route(string name) => Context.Request.RouteValues[name] as string ?? "";
}
