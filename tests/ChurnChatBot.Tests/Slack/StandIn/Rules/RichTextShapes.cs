using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>The rich_text block and everything in it. See docs.slack.dev/reference/block-kit/blocks/rich-text-block.</summary>
internal static class RichTextShapes
{
    private const int Longest = 12_000;
    private static readonly Field Style = May("style", Object(May("bold", Bool), May("code", Bool), May("italic", Bool), May("strike", Bool), May("underline", Bool)));
    private static readonly Field Border = May("border", Integer(0, 1));
    private static readonly Check TextRun = Of("text", Must("text", Text(Longest)), Style);
    private static readonly Check Link = Of("link", Must("url", Text(3000)), May("text", Text(Longest)), May("unsafe", Bool), Style);

    private static readonly Check Run = Typed(new Dictionary<string, Check>
    {
        ["text"] = TextRun,
        ["link"] = Link,
        ["user"] = Of("user", Must("user_id", CompositionShapes.Id), Style),
        ["usergroup"] = Of("usergroup", Must("usergroup_id", CompositionShapes.Id), Style),
        ["channel"] = Of("channel", Must("channel_id", CompositionShapes.Id), Style),
        ["team"] = Of("team", Must("team_id", CompositionShapes.Id), Style),
        ["broadcast"] = Of("broadcast", Must("range", OneOf("here", "channel", "everyone")), Style),
        ["date"] = Of("date", Must("timestamp", Integer(0, int.MaxValue)), Must("format", Text(255)), May("url", Text(3000)), May("fallback", Text(255)), Style),
        ["emoji"] = Of("emoji", Must("name", Text(255)), May("unicode", Text(255)), May("url", Text(3000)), Style),
        ["color"] = Of("color", Must("value", Text(255)), Style),
    });

    private static readonly Check Section = Of("rich_text_section", Must("elements", List(0, 1000, Run)));

    public static Check Block { get; } = Of("rich_text", May("block_id", CompositionShapes.Id), Must("elements", List(1, 1000, Typed(new Dictionary<string, Check>
    {
        ["rich_text_section"] = Section,
        ["rich_text_list"] = Of("rich_text_list", Must("elements", List(1, 1000, Section)), Must("style", OneOf("bullet", "ordered")), May("indent", Integer(0, 8)), May("offset", Integer(0, 1_000_000)), Border),
        ["rich_text_quote"] = Of("rich_text_quote", Must("elements", List(0, 1000, Run)), Border),
        ["rich_text_preformatted"] = Of("rich_text_preformatted", Must("elements", List(0, 1000, Typed(new Dictionary<string, Check> { ["text"] = TextRun, ["link"] = Link }))), May("language", Text(255)), Border),
    }))));
}
