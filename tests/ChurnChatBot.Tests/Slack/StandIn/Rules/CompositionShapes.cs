using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>Composition objects of Block Kit: texts, options, confirmations, pictures. See docs.slack.dev/reference/block-kit/composition-objects.</summary>
internal static class CompositionShapes
{
    public static Check Address { get; } = Text(3000);

    public static Check Style { get; } = OneOf("primary", "danger");

    public static Check Id { get; } = Text(255);

    public static Check Confirm { get; } = Object(May("title", Plain(100)), Must("text", Any(300)), May("confirm", Plain(30)), May("deny", Plain(30)), May("style", Style));

    public static Check DispatchConfig { get; } = Object(May("trigger_actions_on", List(1, 2, OneOf("on_enter_pressed", "on_character_entered"))));

    /// <summary>An option of checkboxes and radio buttons, which may be marked up.</summary>
    public static Check Option { get; } = Object(Must("text", Any(75)), May("value", Text(75)), May("description", Any(75)));

    public static Check PlainOption { get; } = Object(Must("text", Plain(75)), May("value", Text(75)), May("description", Plain(75)));

    /// <summary>Only an overflow menu's options may lead somewhere.</summary>
    public static Check OverflowOption { get; } = Object(Must("text", Plain(75)), May("value", Text(75)), May("description", Plain(75)), May("url", Address));

    public static Check OptionGroup { get; } = Object(Must("label", Plain(75)), Must("options", List(1, 100, PlainOption)));

    public static Check Placeholder { get; } = Plain(150);

    public static Field[] PictureSource { get; } =
    [
        Must("alt_text", Text(2000)), May("image_url", Address), May("slack_file", Object(May("id", Id), May("url", Address)).WithOneOf(true, "id", "url")),
    ];

    public static Check Picture { get; } = Of("image", PictureSource).WithOneOf(true, "image_url", "slack_file");

    public static Check Plain(int longest) => Of("plain_text", Must("text", Text(longest)), May("emoji", Bool));

    public static Check Markdown(int longest) => Of("mrkdwn", Must("text", Text(longest)), May("verbatim", Bool));

    public static Check Any(int longest) => Typed(new Dictionary<string, Check> { ["plain_text"] = Plain(longest), ["mrkdwn"] = Markdown(longest) });
}
