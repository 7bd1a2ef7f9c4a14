using static ChurnChatBot.Tests.Slack.StandIn.Rules.CompositionShapes;
using static ChurnChatBot.Tests.Slack.StandIn.Rules.Shape;

namespace ChurnChatBot.Tests.Slack.StandIn.Rules;

/// <summary>Everything that can be pressed, chosen or filled in. See docs.slack.dev/reference/block-kit/block-elements.</summary>
internal static class ElementShapes
{
    private static readonly Field ActionId = May("action_id", Id);
    private static readonly Field Asks = May("confirm", Confirm);
    private static readonly Field Focus = May("focus_on_load", Bool);
    private static readonly Field Hint = May("placeholder", Placeholder);
    private static readonly Field Dispatch = May("dispatch_action_config", DispatchConfig);
    private static readonly Field MostChosen = May("max_selected_items", Integer(1, 100));
    private static readonly Check Date = Matching(@"^\d{4}-\d{2}-\d{2}$", "a date as YYYY-MM-DD");
    private static readonly Check Hour = Matching(@"^([01]\d|2[0-3]):[0-5]\d$", "a time as HH:mm");
    private static readonly Check Numeral = Matching(@"^-?\d+(\.\d+)?$", "a number in a string");

    private static readonly Check Filter = Object(
        May("include", List(1, 4, OneOf("im", "mpim", "private", "public"))), May("exclude_external_shared_channels", Bool), May("exclude_bot_users", Bool));

    private static readonly Check FeedbackButton = Object(Must("text", Plain(75)), Must("value", Text(2000)), May("accessibility_label", Text(75)));

    private static readonly Check Parameters = List(0, 50, Object(Must("name", Text(255)), Must("value", Text(3000))));
    private static readonly Check Workflow = Object(Must("trigger", Object(Must("url", Address), May("customizable_input_parameters", Parameters))));

    private static readonly Dictionary<string, Check> Pressed = new()
    {
        ["button"] = Of("button", Must("text", Plain(75)), May("value", Text(2000)), May("url", Address), May("style", Style), May("accessibility_label", Text(75)), ActionId, Asks),
        ["overflow"] = Of("overflow", Must("options", List(1, 5, OverflowOption)), ActionId, Asks),
        ["workflow_button"] = Of("workflow_button", Must("text", Plain(75)), Must("workflow", Workflow), May("style", Style), May("accessibility_label", Text(75)), ActionId, Asks),
    };

    private static readonly Dictionary<string, Check> Chosen = new()
    {
        ["checkboxes"] = Of("checkboxes", Must("options", List(1, 10, Option)), May("initial_options", List(1, 10, Option)), ActionId, Asks, Focus).Then(ChoiceRules.Check),
        ["radio_buttons"] = Of("radio_buttons", Must("options", List(1, 10, Option)), May("initial_option", Option), ActionId, Asks, Focus).Then(ChoiceRules.Check),
        ["datepicker"] = Of("datepicker", May("initial_date", Date), ActionId, Asks, Focus, Hint),
        ["timepicker"] = Of("timepicker", May("initial_time", Hour), May("timezone", Text(255)), ActionId, Asks, Focus, Hint),
        ["datetimepicker"] = Of("datetimepicker", May("initial_date_time", Integer(0, int.MaxValue)), ActionId, Asks, Focus),
        ["static_select"] = Select("static_select", false, May("options", List(1, 100, PlainOption)), May("option_groups", List(1, 100, OptionGroup)), May("initial_option", PlainOption))
            .WithOneOf(true, "options", "option_groups").Then(ChoiceRules.Check),
        ["multi_static_select"] = Select("multi_static_select", true, May("options", List(1, 100, PlainOption)), May("option_groups", List(1, 100, OptionGroup)), May("initial_options", List(1, 100, PlainOption)))
            .WithOneOf(true, "options", "option_groups").Then(ChoiceRules.Check),
        ["external_select"] = Select("external_select", false, May("initial_option", PlainOption), May("min_query_length", Integer(0, 100))),
        ["multi_external_select"] = Select("multi_external_select", true, May("initial_options", List(1, 100, PlainOption)), May("min_query_length", Integer(0, 100))),
        ["users_select"] = Select("users_select", false, May("initial_user", Id)),
        ["multi_users_select"] = Select("multi_users_select", true, May("initial_users", List(1, 100, Id))),
        ["channels_select"] = Select("channels_select", false, May("initial_channel", Id), May("response_url_enabled", Bool)),
        ["multi_channels_select"] = Select("multi_channels_select", true, May("initial_channels", List(1, 100, Id))),
        ["conversations_select"] = Select("conversations_select", false, May("initial_conversation", Id), May("default_to_current_conversation", Bool), May("filter", Filter), May("response_url_enabled", Bool)),
        ["multi_conversations_select"] = Select("multi_conversations_select", true, May("initial_conversations", List(1, 100, Id)), May("default_to_current_conversation", Bool), May("filter", Filter)),
    };

    private static readonly Dictionary<string, Check> Written = new()
    {
        ["plain_text_input"] = Of("plain_text_input", May("initial_value", Text(3000)), May("multiline", Bool), May("min_length", Integer(0, 3000)), May("max_length", Integer(1, 3000)), ActionId, Dispatch, Focus, Hint),
        ["number_input"] = Of("number_input", Must("is_decimal_allowed", Bool), May("initial_value", Numeral), May("min_value", Numeral), May("max_value", Numeral), ActionId, Dispatch, Focus, Hint),
        ["email_text_input"] = Of("email_text_input", May("initial_value", Text(3000)), ActionId, Dispatch, Focus, Hint),
        ["url_text_input"] = Of("url_text_input", May("initial_value", Address), ActionId, Dispatch, Focus, Hint),
        ["rich_text_input"] = Of("rich_text_input", May("initial_value", RichTextShapes.Block), May("min_lines", Integer(1, 100)), May("max_lines", Integer(1, 100)), ActionId, Dispatch, Focus, Hint),
        ["file_input"] = Of("file_input", May("filetypes", List(1, 100, Text(255))), May("max_files", Integer(1, 10)), ActionId),
    };

    private static readonly Dictionary<string, Check> Rated = new()
    {
        ["feedback_buttons"] = Of("feedback_buttons", Must("positive_button", FeedbackButton), Must("negative_button", FeedbackButton), ActionId),
        ["icon_button"] = Of("icon_button", Must("icon", OneOf("trash")), Must("text", Plain(75)), May("accessibility_label", Text(75)), May("value", Text(2000)), May("visible_to_user_ids", List(1, 100, Id)), ActionId, Asks),
    };

    public static Check Button { get; } = Typed(Only(Pressed, "button"));

    public static Check InActions { get; } = Typed(Join(Pressed, Chosen, Only(Written, "rich_text_input")));

    public static Check InSection { get; } = Typed(Join(Pressed, Chosen, new Dictionary<string, Check> { ["image"] = Picture }));

    public static Check InInput { get; } = Typed(Join(Chosen, Written));

    public static Check InContext { get; } = Typed(new Dictionary<string, Check> { ["image"] = Picture, ["plain_text"] = Plain(3000), ["mrkdwn"] = Markdown(3000) });

    public static Check InContextActions { get; } = Typed(Rated);

    private static Check Select(string type, bool isMultiple, params Field[] fields) => Of(type, [ActionId, Asks, Focus, Hint, .. fields, .. isMultiple ? (Field[])[MostChosen] : []]);

    private static Dictionary<string, Check> Only(Dictionary<string, Check> shapes, string type) => new() { [type] = shapes[type] };

    private static Dictionary<string, Check> Join(params Dictionary<string, Check>[] shapes) => shapes.SelectMany(some => some).ToDictionary();
}
