using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>Where blocks are shown.</summary>
internal enum Surface
{
    Message,
    Modal,
    Home,
}

/// <summary>
/// Refuses blocks as strictly as Slack does: an unknown field anywhere refuses the whole message. Where it is not known what Slack does, the stricter is taken.
/// </summary>
internal static class BlockRules
{
    /// <summary>What all blocks of a message may hold together: not documented, and seen to lie about here.</summary>
    public const int MostCharacters = 13_200;

    private const int MostMarkdown = 12_000;

    private static readonly HashSet<string> OnlyInMessages =
        ["card", "carousel", "container", "context_actions", "data_table", "data_visualization", "file", "markdown", "plan", "table", "task_card"];

    /// <returns>Null where Slack would take them.</returns>
    public static WebApiRefusal? Check(JsonNode? blocks, Surface surface = Surface.Message, string pointer = "/blocks")
    {
        if (blocks is null) return null;
        if (blocks is not JsonArray list) return new WebApiRefusal("invalid_blocks_format");
        var findings = new Findings(pointer);
        Shape.List(0, surface == Surface.Message ? 50 : 100, BlockShapes.Block)(list, findings);
        for (var i = 0; i < list.Count; i++) CheckPlace(list[i] as JsonObject, surface, findings.At(i));
        CheckIds(list, findings);
        CheckMarkdown(list, findings);
        if (findings.Messages.Count > 0) return new WebApiRefusal("invalid_blocks", [.. findings.Messages]);
        if (Types(list).Count(type => type == "table") > 1) return new WebApiRefusal("invalid_attachments", "[ERROR] only_one_table_allowed");
        return surface == Surface.Message && ShownText.Length(list) > MostCharacters ? new WebApiRefusal("msg_blocks_too_long") : null;
    }

    private static void CheckPlace(JsonObject? block, Surface surface, Findings findings)
    {
        var type = block?["type"]?.ToString() ?? "";
        if (surface != Surface.Message && OnlyInMessages.Contains(type)) findings.At("type").Add($"unsupported type: {type}");
        if (surface != Surface.Modal && type == "alert") findings.At("type").Add("unsupported type: alert");
    }

    /// <summary>A block's id is used once, and an action's id once in its block.</summary>
    private static void CheckIds(JsonArray blocks, Findings findings)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i]?["block_id"]?.ToString() is { } id && !seen.Add(id)) findings.At(i).At("block_id").Add($"block_id already exists: {id}");
            var byBlock = BlockElements.Of(new JsonArray(blocks[i]?.DeepClone())).Where(one => one.ActionId.Length > 0).GroupBy(one => one.Block, one => one.ActionId);
            if (byBlock.Any(ids => ids.Distinct().Count() < ids.Count())) findings.At(i).Add("action_id already exists in this block");
        }
    }

    private static void CheckMarkdown(JsonArray blocks, Findings findings)
    {
        var length = blocks.Where(block => block?["type"]?.ToString() == "markdown").Sum(block => block?["text"]?.ToString().Length ?? 0);
        if (length > MostMarkdown) findings.Add($"markdown blocks must be less than {MostMarkdown + 1} characters in total");
    }

    private static IEnumerable<string> Types(JsonArray blocks) =>
        blocks.OfType<JsonObject>().SelectMany(block => Types(block["child_blocks"] as JsonArray ?? []).Prepend(block["type"]?.ToString() ?? ""));
}
