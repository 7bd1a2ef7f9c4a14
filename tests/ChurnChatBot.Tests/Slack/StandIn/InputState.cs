using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What a person chose and filled in among the blocks of one message or view, in the form in which interactions carry it.</summary>
internal sealed class InputState
{
    private readonly ConcurrentDictionary<(string BlockId, string ActionId), JsonObject> _given = new();

    public void Give(PlacedElement placed, JsonObject value) => _given[(placed.BlockId, placed.ActionId)] = value;

    /// <summary>state.values: block id, action id, and what is there.</summary>
    public JsonObject Values(JsonArray blocks)
    {
        var values = new JsonObject();
        foreach (var placed in BlockElements.Of(blocks))
        {
            if (Value(placed) is not { } value) continue;
            if (values[placed.BlockId] is not JsonObject block) values[placed.BlockId] = block = [];
            block[placed.ActionId] = value;
        }

        return values;
    }

    /// <returns>Null for what holds nothing, such as a button.</returns>
    public JsonObject? Value(PlacedElement placed) =>
        _given.TryGetValue((placed.BlockId, placed.ActionId), out var given) ? (JsonObject)given.DeepClone() : Initial(placed.Element);

    /// <param name="chosen">Whole options.</param>
    public static JsonObject Options(string type, IEnumerable<JsonNode> chosen) => new() { ["type"] = type, ["selected_options"] = new JsonArray([.. chosen.Select(option => option.DeepClone())]) };

    /// <summary>What a person writes or picks, for elements that hold one thing.</summary>
    /// <param name="text">The text, the date, or the value of the option.</param>
    public static JsonObject Filled(JsonObject element, string text)
    {
        var type = (string)element["type"]!;
        var field = Field(type) ?? throw new ArgumentException($"Nothing is filled into a {type}.", nameof(element));
        return field switch
        {
            "selected_option" => new JsonObject { ["type"] = type, [field] = Option(element, text) },
            "selected_options" => Options(type, text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => Option(element, one))),
            "selected_date_time" => new JsonObject { ["type"] = type, [field] = long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) },
            _ => new JsonObject { ["type"] = type, [field] = text },
        };
    }

    private static JsonObject? Initial(JsonObject element)
    {
        var type = element["type"]?.ToString() ?? "";
        return Field(type) switch
        {
            null => null,
            "selected_options" => Options(type, (element["initial_options"] as JsonArray ?? []).OfType<JsonNode>()),
            "selected_option" => new JsonObject { ["type"] = type, ["selected_option"] = element["initial_option"]?.DeepClone() },
            var field => new JsonObject { ["type"] = type, [field] = element[InitialField(type)]?.DeepClone() },
        };
    }

    private static JsonNode Option(JsonObject element, string value) =>
        (element["options"] as JsonArray ?? []).Concat((element["option_groups"] as JsonArray ?? []).SelectMany(group => group?["options"] as JsonArray ?? []))
            .FirstOrDefault(option => (string?)option?["value"] == value)?.DeepClone() ?? throw new ArgumentException($"No option has the value {value}.", nameof(value));

    private static string? Field(string type) => type switch
    {
        "checkboxes" or "multi_static_select" or "multi_external_select" => "selected_options",
        "radio_buttons" or "static_select" or "external_select" => "selected_option",
        "plain_text_input" or "email_text_input" or "url_text_input" or "number_input" => "value",
        "rich_text_input" => "rich_text_value",
        "datepicker" => "selected_date",
        "timepicker" => "selected_time",
        "datetimepicker" => "selected_date_time",
        "users_select" => "selected_user",
        "multi_users_select" => "selected_users",
        "channels_select" => "selected_channel",
        "multi_channels_select" => "selected_channels",
        "conversations_select" => "selected_conversation",
        "multi_conversations_select" => "selected_conversations",
        "file_input" => "files",
        _ => null,
    };

    private static string InitialField(string type) => type switch
    {
        "datepicker" => "initial_date",
        "timepicker" => "initial_time",
        "datetimepicker" => "initial_date_time",
        "users_select" => "initial_user",
        "multi_users_select" => "initial_users",
        "channels_select" => "initial_channel",
        "multi_channels_select" => "initial_channels",
        "conversations_select" => "initial_conversation",
        "multi_conversations_select" => "initial_conversations",
        _ => "initial_value",
    };
}
