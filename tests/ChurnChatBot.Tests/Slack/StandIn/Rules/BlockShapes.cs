using static ChurnChatBot.Tests.Slack.StandIn.Rules.CompositionShapes;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>The blocks and their fields. See docs.slack.dev/reference/block-kit/blocks.</summary>
internal static class BlockShapes
{
    private static readonly Field BlockId = May("block_id", Id);

    private static readonly Check Card = Of(
        "card", BlockId, May("hero_image", Picture), May("icon", Picture), May("title", Markdown(150)), May("subtitle", Markdown(150)), May("body", Markdown(200)), May("actions", List(1, 5, ElementShapes.Button)))
        .WithOneOf(false, "hero_image", "title", "actions", "body");

    private static readonly Check TaskCard = Of(
        "task_card",
        BlockId,
        Must("task_id", Id),
        Must("title", Text(255)),
        Must("status", OneOf("pending", "in_progress", "complete", "error")),
        May("details", RichTextShapes.Block),
        May("output", RichTextShapes.Block),
        May("sources", List(0, 50, Of("url", Must("url", Address), Must("text", Text(255))))));

    private static readonly Dictionary<string, Check> Nested = new()
    {
        ["actions"] = Of("actions", BlockId, Must("elements", List(1, 25, ElementShapes.InActions))),
        ["context"] = Of("context", BlockId, Must("elements", List(1, 10, ElementShapes.InContext))),
        ["divider"] = Of("divider", BlockId),
        ["file"] = Of("file", BlockId, Must("source", OneOf("remote")), Must("external_id", Id)),
        ["header"] = Of("header", BlockId, Must("text", Plain(150)), May("level", Integer(1, 4))),
        ["image"] = Of("image", [BlockId, May("title", Plain(2000)), .. PictureSource]).WithOneOf(true, "image_url", "slack_file"),
        ["input"] = Of("input", BlockId, Must("label", Plain(2000)), May("hint", Plain(2000)), May("optional", Bool), May("dispatch_action", Bool), Must("element", ElementShapes.InInput)),
        ["rich_text"] = RichTextShapes.Block,
        ["section"] = Of("section", BlockId, May("text", Any(3000)), May("fields", List(1, 10, Any(2000))), May("accessory", ElementShapes.InSection), May("expand", Bool)).WithOneOf(false, "text", "fields"),
        ["table"] = TableShapes.Table,
        ["video"] = Of(
            "video", BlockId, Must("video_url", Address), Must("thumbnail_url", Address), Must("alt_text", Text(2000)), Must("title", Plain(199)), May("title_url", Address), May("author_name", Text(49)),
            May("provider_name", Text(49)), May("provider_icon_url", Address), May("description", Plain(199))),
    };

    private static readonly Check Container = Of(
        "container",
        BlockId,
        May("title", Plain(150)),
        May("rich_text_title", RichTextShapes.Block),
        May("subtitle", Any(150)),
        Must("child_blocks", List(1, 10, Typed(Nested))),
        May("width", OneOf("narrow", "standard", "wide", "full")),
        May("icon", Picture),
        May("is_collapsible", Bool),
        May("default_collapsed", Bool),
        May("has_header_divider", Bool)).WithOneOf(true, "title", "rich_text_title");

    public static Check Block { get; } = Typed(new Dictionary<string, Check>(Nested)
    {
        ["alert"] = Of("alert", BlockId, Must("text", Any(200)), May("level", OneOf("default", "info", "warning", "error", "success"))),
        ["card"] = Card,
        ["carousel"] = Of("carousel", BlockId, Must("elements", List(1, 10, Card))),
        ["container"] = Container,
        ["context_actions"] = Of("context_actions", BlockId, Must("elements", List(1, 5, ElementShapes.InContextActions))),
        ["data_table"] = TableShapes.DataTable,
        ["data_visualization"] = TableShapes.Chart,
        ["markdown"] = Of("markdown", BlockId, Must("text", Text(12_000))),
        ["plan"] = Of("plan", BlockId, Must("title", Text(255)), May("tasks", List(0, 50, TaskCard))),
        ["task_card"] = TaskCard,
    });
}
