using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn.Rules;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>Reads what a method is to post, and refuses what Slack would refuse.</summary>
internal static class MessageArguments
{
    private const int LongestText = 40_000;
    private const int LongestMarkdown = 12_000;

    /// <exception cref="WebApiRefusal">There is nothing to say, or the blocks are not right.</exception>
    public static MessageContent Read(WebApiCall call)
    {
        var blocks = Blocks(call);
        if (Markdown(call) is { } markdown)
        {
            if (call.Has("text") || call.Has("blocks")) throw new WebApiRefusal("markdown_text_conflict");
            return new MessageContent(markdown, BlockElements.WithIds([new JsonObject { ["type"] = "markdown", ["text"] = markdown }]));
        }

        var text = call.Text("text") ?? "";
        if (text.Length == 0 && blocks is not { Count: > 0 }) throw new WebApiRefusal("no_text");
        return new MessageContent(Truncate(text), BlockElements.WithIds(blocks ?? [])) { Metadata = call.Node("metadata", "invalid_metadata_format") };
    }

    /// <summary>What an update leaves out stays as it is.</summary>
    public static MessageContent ReadUpdate(WebApiCall call, MessageContent before)
    {
        if (!call.Has("text") && !call.Has("blocks") && !call.Has("markdown_text")) throw new WebApiRefusal("no_text");
        if (call.Has("markdown_text")) return Read(call);
        var content = new MessageContent(Truncate(call.Text("text") ?? before.Text), call.Has("blocks") ? BlockElements.WithIds(Blocks(call) ?? []) : before.Blocks)
        {
            Metadata = call.Has("metadata") ? call.Node("metadata", "invalid_metadata_format") : before.Metadata,
        };
        return content.Text.Length > 0 || content.Blocks.Count > 0 ? content : throw new WebApiRefusal("no_text");
    }

    public static string? Markdown(WebApiCall call) =>
        call.Text("markdown_text") is { } text ? text.Length <= LongestMarkdown ? text : throw new WebApiRefusal("msg_too_long") : null;

    public static JsonArray? Blocks(WebApiCall call)
    {
        var blocks = call.Node("blocks", "invalid_blocks_format");
        if (BlockRules.Check(blocks) is { } refusal) throw refusal;
        RequireFiles(blocks, call.Workspace, "/blocks");
        return blocks as JsonArray;
    }

    /// <summary>The thread that is answered in; null for a message of its own.</summary>
    public static string? Thread(WebApiCall call, StandInChannel channel, Action<string> violate)
    {
        if (call.Text("thread_ts") is not { } ts) return null;
        if (!channel.HasThread(ts))
        {
            violate($"{call.Method} named a thread that never was.");
            throw new WebApiRefusal("thread_not_found");
        }

        if (channel.Find(ts) is { ThreadTs: { } root } && root != ts) violate($"{call.Method} named an answer as if it were a thread.");
        return ts;
    }

    /// <summary>A picture from Slack's files must be one of the workspace.</summary>
    private static void RequireFiles(JsonNode? node, StandInWorkspace workspace, string pointer)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++) RequireFiles(list[i], workspace, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{pointer}/{i}"));
        }

        if (node is not JsonObject found) return;
        if (found["slack_file"]?["id"] is { } id && workspace.FindFile(id.ToString()) is null)
            throw new WebApiRefusal("invalid_blocks", $"[ERROR] invalid slack file [json-pointer:{pointer}/slack_file]");
        foreach (var (name, value) in found) RequireFiles(value, workspace, $"{pointer}/{name}");
    }

    private static string Truncate(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
