using System.Text;
using System.Text.Json.Nodes;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.CompositionShapes;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>What a modal and a Home tab may hold. See docs.slack.dev/reference/views.</summary>
internal static class ViewRules
{
    private const int LargestView = 250_000;

    private static readonly Field[] Common =
    [
        Must("blocks", (_, _) => { }), May("private_metadata", Text(3000, 0)), May("callback_id", Text(255, 0)), May("external_id", Text(255, 0)),
    ];

    private static readonly Check View = Typed(new Dictionary<string, Check>
    {
        ["modal"] = Of("modal", [.. Common, Must("title", Plain(24)), May("submit", Plain(24)), May("close", Plain(24)), May("clear_on_close", Bool), May("notify_on_close", Bool), May("submit_disabled", Bool)]),
        ["home"] = Of("home", Common),
    });

    /// <exception cref="WebApiRefusal">Slack would refuse it.</exception>
    public static void Require(JsonObject view, string type)
    {
        var findings = new Findings("/view");
        View(view, findings);
        if (view["type"]?.ToString() != type) findings.At("type").Add($"must be {type}");
        var blocks = BlockRules.Check(view["blocks"], type == "home" ? Surface.Home : Surface.Modal, "/view/blocks");
        if (view["blocks"] is not JsonArray) findings.At("blocks").Add("must be an array");
        else if (type == "modal" && view["submit"] is null && HasInput((JsonArray)view["blocks"]!)) findings.Add("missing required field: submit");
        var all = findings.Messages.Concat(blocks?.Messages ?? []).ToArray();
        if (all.Length > 0) throw new WebApiRefusal("invalid_arguments", all);
        if (Encoding.UTF8.GetByteCount(view.ToJsonString()) > LargestView) throw new WebApiRefusal("view_too_large");
    }

    private static bool HasInput(JsonArray blocks) => blocks.Any(block => block?["type"]?.ToString() == "input");
}
