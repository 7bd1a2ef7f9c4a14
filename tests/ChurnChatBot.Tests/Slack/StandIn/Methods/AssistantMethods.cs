using System.Text.Json.Nodes;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>What an agent shows around its messages.</summary>
internal sealed class AssistantMethods(StandInSlack slack)
{
    private const int MostPrompts = 4;
    private const int MostLoadingMessages = 10;
    private static readonly string[] Sessions = ["active", "processing", "suspended", "closed"];

    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods)
    {
        methods["assistant.threads.setStatus"] = SetStatus;
        methods["assistant.threads.setSuggestedPrompts"] = SetPrompts;
        methods["assistant.threads.setTitle"] = SetTitle;
        methods["agents.sessions.setStatus"] = SetSession;
    }

    /// <exception cref="WebApiRefusal">There is no such status.</exception>
    public static void SetSession(StandInChannel channel, string threadTs, string status)
    {
        if (!Sessions.Contains(status)) throw new WebApiRefusal("invalid_arguments", $"[ERROR] must be one of {string.Join(", ", Sessions)} [json-pointer:/status]");
        channel.Assistant.SetSession(threadTs, status);
    }

    private static JsonObject SetStatus(WebApiCall call)
    {
        var channel = call.OwnChannel("channel_id");
        var loading = call.Node("loading_messages") as JsonArray ?? [];
        if (loading.Count > MostLoadingMessages) throw new WebApiRefusal("invalid_arguments", "[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]");
        if (!call.Has("status")) throw WebApiCall.Missing("status");
        channel.Assistant.Show(Thread(call, channel), call.Text("status") ?? "", [.. loading.Select(one => one!.ToString())]);
        return Done.With();
    }

    /// <summary>In an agent's messages a thread must not be named: Slack says ok then and shows nothing.</summary>
    private JsonObject SetPrompts(WebApiCall call)
    {
        var channel = call.OwnChannel("channel_id");
        var prompts = call.Node("prompts") as JsonArray ?? throw WebApiCall.Missing("prompts");
        var findings = new Rules.Findings("/prompts");
        List(1, MostPrompts, Object(Must("title", Text(75)), Must("message", Text(3000))))(prompts, findings);
        if (findings.Messages.Count > 0) throw new WebApiRefusal("invalid_arguments", [.. findings.Messages]);
        if (slack.Options.IsAgent && call.Has("thread_ts")) slack.Violate("Prompts of an agent were set with a thread, where nobody sees them.");
        else channel.Assistant.Prompts = (JsonArray)prompts.DeepClone();
        return Done.With();
    }

    private static JsonObject SetTitle(WebApiCall call)
    {
        var channel = call.OwnChannel("channel_id");
        channel.Assistant.Entitle(Thread(call, channel), call.Require("title"));
        return Done.With();
    }

    private JsonObject SetSession(WebApiCall call)
    {
        if (!slack.Options.IsAgent) throw new WebApiRefusal("not_allowed");
        var channel = call.OwnChannel("channel_id");
        SetSession(channel, Thread(call, channel), call.Require("status"));
        return Done.With();
    }

    private static string Thread(WebApiCall call, StandInChannel channel) =>
        call.Text("thread_ts") is { } ts && channel.HasThread(ts) ? ts : throw new WebApiRefusal("thread_not_found");
}
