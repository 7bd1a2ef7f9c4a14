using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn.Rules;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>A message that is written before the person's eyes. After five minutes Slack takes no more of it.</summary>
internal sealed class StreamMethods(StandInSlack slack)
{
    private static readonly Check Chunks = List(1, 100, Typed(new Dictionary<string, Check>
    {
        ["markdown_text"] = Of("markdown_text", Must("text", Text(12_000))),
        ["plan_update"] = Of("plan_update", Must("title", Text(256))),
        ["blocks"] = Of("blocks", Must("blocks", List(1, 50, BlockShapes.Block))),
        ["task_update"] = Of(
            "task_update",
            Must("id", Text(255)),
            Must("title", Text(256)),
            Must("status", OneOf("pending", "in_progress", "complete", "error")),
            May("details", Text(256)),
            May("output", Text(256)),
            May("sources", List(0, 50, Of("url", Must("url", Text(3000)), Must("text", Text(255)))))),
    }));

    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods)
    {
        methods["chat.startStream"] = Start;
        methods["chat.appendStream"] = Append;
        methods["chat.stopStream"] = Stop;
    }

    private JsonObject Start(WebApiCall call)
    {
        var channel = call.OwnChannel();
        var thread = MessageArguments.Thread(call, channel, slack.Violate) ?? throw new WebApiRefusal("invalid_arguments", "[ERROR] missing required field: thread_ts [json-pointer:/thread_ts]");
        if (!channel.IsDirect) RequireRecipient(call, channel);
        if (call.Text("task_display_mode") is not (null or "timeline" or "plan")) throw new WebApiRefusal("invalid_arguments", "[ERROR] must be one of timeline, plan [json-pointer:/task_display_mode]");
        var now = slack.Options.Clock.GetUtcNow();
        var stream = new StandInStream(now);
        Write(call, stream);
        var message = new PostedMessage(channel.NextTs(), null, stream.Content(), now) { ThreadTs = thread, Stream = stream };
        channel.Add(message);
        return Done.With(("channel", channel.Id), ("ts", message.Ts));
    }

    private JsonObject Append(WebApiCall call)
    {
        var (channel, message, stream) = Running(call);
        if (!Write(call, stream)) throw new WebApiRefusal("no_text");
        message.Update(stream.Content(), slack.Options.Clock.GetUtcNow());
        return Done.With(("channel", channel.Id), ("ts", message.Ts));
    }

    private JsonObject Stop(WebApiCall call)
    {
        var (channel, message, stream) = Running(call);
        var blocks = MessageArguments.Blocks(call);
        Write(call, stream);
        stream.Stop();
        message.Update(stream.Content(blocks) with { Metadata = call.Node("metadata", "invalid_metadata_format") }, slack.Options.Clock.GetUtcNow());
        if (call.Text("session_status") is { } status) AssistantMethods.SetSession(channel, message.ThreadTs!, status);
        return Done.With(("channel", channel.Id), ("ts", message.Ts), ("message", message.Describe(call.Workspace, slack.Options.AppId)));
    }

    private (StandInChannel Channel, PostedMessage Message, StandInStream Stream) Running(WebApiCall call)
    {
        var channel = call.OwnChannel();
        if (channel.Find(call.Require("ts")) is not { OnlyFor: null } message) throw new WebApiRefusal("message_not_found");
        if (!message.IsBot) throw new WebApiRefusal("message_not_owned_by_app");
        if (message.Stream?.IsAlive(slack.Options.Clock.GetUtcNow()) != true) throw new WebApiRefusal("message_not_in_streaming_state");
        return (channel, message, message.Stream);
    }

    private static void RequireRecipient(WebApiCall call, StandInChannel channel)
    {
        if (call.Text("recipient_user_id") is not { } user) throw new WebApiRefusal("missing_recipient_user_id");
        if (call.Text("recipient_team_id") is null) throw new WebApiRefusal("missing_recipient_team_id");
        if (channel.Members.All(member => member.Id != user)) throw new WebApiRefusal("user_not_in_channel");
    }

    /// <returns>Whether there was anything to write.</returns>
    private static bool Write(WebApiCall call, StandInStream stream)
    {
        var text = MessageArguments.Markdown(call);
        var chunks = call.Node("chunks", "invalid_chunks");
        if (chunks is not null)
        {
            var findings = new Findings("/chunks");
            Chunks(chunks, findings);
            if (findings.Messages.Count > 0) throw new WebApiRefusal("invalid_chunks", [.. findings.Messages]);
        }

        if (text is not null) stream.Append(text);
        foreach (var chunk in (chunks as JsonArray ?? []).OfType<JsonObject>()) stream.Append((JsonObject)chunk.DeepClone());
        return text is not null || chunks is not null;
    }
}
