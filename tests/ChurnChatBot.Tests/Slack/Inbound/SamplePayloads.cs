using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Slack.Blocks;

namespace ChurnChatBot.Tests.Slack.Inbound;

/// <summary>What Slack sends, in the shapes of its documentation.</summary>
internal static class SamplePayloads
{
    public static JsonObject Message(string text, string channel = "C1", string ts = "100.1", string? thread = null, string type = "message", string user = "U1")
    {
        var message = new JsonObject { ["type"] = type, ["user"] = user, ["text"] = text, ["ts"] = ts, ["channel"] = channel, ["team"] = "T1", ["event_ts"] = ts };
        if (thread is not null) message["thread_ts"] = thread;
        return message;
    }

    public static JsonObject Changed(JsonObject now, JsonObject? before, string subtype = "message_changed", string channel = "C1")
    {
        var changed = new JsonObject { ["type"] = "message", ["subtype"] = subtype, ["channel"] = channel, ["ts"] = "999.9", ["event_ts"] = "999.9" };
        if (subtype == "message_changed") changed["message"] = now;
        if (before is not null) changed["previous_message"] = before;
        return changed;
    }

    public static JsonObject Envelope(JsonObject happened, string id = "Ev1", string team = "T1") => new()
    {
        ["token"] = "x",
        ["team_id"] = team,
        ["api_app_id"] = "A1",
        ["type"] = "event_callback",
        ["event_id"] = id,
        ["event_time"] = 100,
        ["event"] = happened.DeepClone(),
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = team, ["user_id"] = "UBOT", ["is_bot"] = true, ["is_enterprise_install"] = false }),
    };

    public static JsonObject With(this JsonObject payload, string name, JsonNode? value)
    {
        payload[name] = value;
        return payload;
    }

    public static JsonObject File(string name, string type = "text/csv", string id = "F1") => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["mimetype"] = type,
        ["size"] = 12,
        ["url_private"] = $"https://files.slack.com/files-pri/T1-{id}/x",
        ["url_private_download"] = $"https://files.slack.com/files-pri/T1-{id}/download/x",
    };

    public static JsonObject Press(WebApiRecorder api, string value, string type = "button", string team = "T1", string channel = "C1", string user = "U1") => new()
    {
        ["type"] = "block_actions",
        ["team"] = new JsonObject { ["id"] = team, ["domain"] = "acme" },
        ["user"] = new JsonObject { ["id"] = user, ["username"] = "ada", ["name"] = "ada", ["team_id"] = team },
        ["enterprise"] = null,
        ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "200.1", ["channel_id"] = channel, ["is_ephemeral"] = false },
        ["channel"] = new JsonObject { ["id"] = channel, ["name"] = "data" },
        ["message"] = new JsonObject { ["ts"] = "200.1", ["thread_ts"] = "100.1", ["bot_id"] = "B1" },
        ["trigger_id"] = "13.37.abc",
        ["response_url"] = api.ResponseUrl,
        ["state"] = new JsonObject { ["values"] = new JsonObject() },
        ["actions"] = new JsonArray(new JsonObject { ["type"] = type, ["action_id"] = "a", ["block_id"] = "b", ["value"] = value, ["action_ts"] = "300.1" }),
    };

    public static JsonObject State(params (string Name, JsonNode Value)[] inputs)
    {
        var values = new JsonObject();
        foreach (var (name, value) in inputs) values[name] = new JsonObject { [name] = value };
        return new JsonObject { ["values"] = values };
    }

    public static JsonObject Ticked(params string[] ids) =>
        new() { ["type"] = "checkboxes", ["selected_options"] = new JsonArray([.. ids.Select(id => new JsonObject { ["value"] = id })]) };

    public static JsonObject Typed(string text) => new() { ["type"] = "plain_text_input", ["value"] = text };

    public static string Button(string message, string verb, params (string Key, string Value)[] data) => ButtonValue.Write(new ActionCommand(verb, data), message);
}
