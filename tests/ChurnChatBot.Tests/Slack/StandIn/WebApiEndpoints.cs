using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn.Methods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The Web API: each call is read, noted, may fail by order, is authorised and then done, in that order. Whatever is refused is answered with 200 and ok: false.</summary>
internal sealed class WebApiEndpoints
{
    private readonly StandInSlack _slack;
    private readonly Dictionary<string, Func<WebApiCall, JsonObject>> _methods = [];
    private readonly Dictionary<string, Func<WebApiCall, JsonObject>> _openMethods = [];

    public WebApiEndpoints(StandInSlack slack)
    {
        _slack = slack;
        new ChatMethods(slack).Register(_methods);
        new StreamMethods(slack).Register(_methods);
        new ConversationMethods(slack).Register(_methods);
        new FileMethods(slack).Register(_methods);
        new ViewMethods(slack).Register(_methods);
        new AssistantMethods(slack).Register(_methods);
        new AccessMethods(slack).Register(_methods, _openMethods);
    }

    public void Map(WebApplication app) => app.MapMethods("/api/{method}", ["GET", "POST"], RunAsync);

    public static JsonObject Answer(WebApiRefusal refusal)
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = refusal.Error };
        if (refusal.Messages.Count == 0) return answer;
        answer["errors"] = new JsonArray([.. refusal.Messages.Select(message => JsonValue.Create(message.Replace("[ERROR] ", "", StringComparison.Ordinal)))]);
        answer["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. refusal.Messages.Select(message => JsonValue.Create(message))]) };
        return answer;
    }

    private async Task RunAsync(HttpContext context, string method)
    {
        WebApiCall? call = null;
        WebApiRefusal? unreadable = null;
        try
        {
            call = new WebApiCall(method, await WebApiRequest.ReadAsync(context.Request), WebApiRequest.Token(context.Request));
            call = call with { Token = call.Token ?? call.Text("token") };
        }
        catch (WebApiRefusal refusal)
        {
            unreadable = refusal;
        }

        var noted = new SlackCall(method, call?.Arguments ?? [], _slack.Options.Clock.GetUtcNow());
        var fault = _slack.Faults.Take(noted);
        if (fault is not null && await StandInFaults.AnswerAsync(context, fault)) return;
        var answer = unreadable is null ? Run(call!) : Answer(unreadable);
        noted.Answer = answer;
        if (fault?.Kind == FaultKind.ResetAfterwards) context.Abort();
        else await RespondAsync(context, answer);
    }

    private JsonObject Run(WebApiCall call)
    {
        try
        {
            if (_openMethods.TryGetValue(call.Method, out var open)) return open(call);
            var authorised = call with { Workspace = _slack.Tokens.Require(call.Token) };
            return _methods.TryGetValue(call.Method, out var run) ? run(authorised) : throw new WebApiRefusal("unknown_method");
        }
        catch (WebApiRefusal refusal)
        {
            return Answer(refusal);
        }
        // A value of another kind than the method reads.
        catch (Exception problem) when (problem is InvalidOperationException or FormatException)
        {
            return Answer(new WebApiRefusal("invalid_arguments", $"[ERROR] {problem.Message}"));
        }
    }

    private async Task RespondAsync(HttpContext context, JsonObject answer)
    {
        context.Response.Headers["x-oauth-scopes"] = _slack.Tokens.Scopes;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
    }
}
