using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What is sent when a person presses, chooses or submits something, in Slack's own words. See docs.slack.dev/reference/interaction-payloads.</summary>
internal sealed class InteractionShapes(StandInSlack slack)
{
    /// <summary>Something was pressed or chosen in a message.</summary>
    public JsonObject BlockActions(StandInUser user, StandInChannel channel, PostedMessage message, JsonObject action)
    {
        var payload = Start(user, "block_actions");
        payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = channel.Id, ["is_ephemeral"] = message.OnlyFor is not null, ["thread_ts"] = message.ThreadTs };
        payload["channel"] = Describe(channel);
        payload["state"] = new JsonObject { ["values"] = message.Inputs(user).Values(message.Blocks) };
        payload["response_url"] = slack.ResponseUrls.Open(channel, user, message).AbsoluteUri;
        payload["actions"] = new JsonArray(action);
        // An ephemeral message is not sent along.
        if (message.OnlyFor is null) payload["message"] = message.Describe(channel.Workspace, slack.Options.AppId);
        return payload;
    }

    /// <summary>Something was pressed or chosen in a modal or the Home tab.</summary>
    public JsonObject ViewActions(StandInUser user, JsonObject view, InputState inputs, JsonObject action)
    {
        var payload = Start(user, "block_actions");
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view["id"]?.DeepClone() };
        payload["view"] = WithState(view, inputs);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public JsonObject ViewSubmission(StandInUser user, JsonObject view, InputState inputs)
    {
        var payload = Start(user, "view_submission");
        payload["view"] = WithState(view, inputs);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public JsonObject ViewClosed(StandInUser user, JsonObject view)
    {
        var payload = Start(user, "view_closed");
        payload.Remove("trigger_id");
        payload["view"] = view.DeepClone();
        payload["is_cleared"] = false;
        return payload;
    }

    public JsonObject Shortcut(StandInUser user, string callbackId)
    {
        var payload = Start(user, "shortcut");
        (payload["callback_id"], payload["action_ts"]) = (callbackId, Now());
        return payload;
    }

    public JsonObject MessageShortcut(StandInUser user, StandInChannel channel, PostedMessage message, string callbackId)
    {
        var payload = Start(user, "message_action");
        (payload["callback_id"], payload["action_ts"], payload["message_ts"]) = (callbackId, Now(), message.Ts);
        payload["channel"] = Describe(channel);
        payload["message"] = message.Describe(channel.Workspace, slack.Options.AppId);
        payload["response_url"] = slack.ResponseUrls.Open(channel, user, null).AbsoluteUri;
        return payload;
    }

    /// <summary>The fields of a slash command: a form, without a thread.</summary>
    public Dictionary<string, string> Command(StandInUser user, StandInChannel channel, string command, string text) => new()
    {
        ["token"] = "deprecated",
        ["team_id"] = user.Workspace.TeamId,
        ["team_domain"] = user.Workspace.Domain,
        ["channel_id"] = channel.Id,
        ["channel_name"] = channel.IsDirect ? "directmessage" : channel.Name,
        ["user_id"] = user.Id,
        ["user_name"] = user.Handle,
        ["command"] = command,
        ["text"] = text,
        ["api_app_id"] = slack.Options.AppId,
        ["is_enterprise_install"] = "false",
        ["response_url"] = slack.ResponseUrls.Open(channel, user, null).AbsoluteUri,
        ["trigger_id"] = slack.Triggers.Give(user),
    };

    /// <summary>What the press of an element says.</summary>
    /// <param name="value">What it holds now, for what holds something.</param>
    public JsonObject Action(PlacedElement placed, JsonObject? value = null)
    {
        var action = value is null ? [] : (JsonObject)value.DeepClone();
        (action["type"], action["block_id"], action["action_id"], action["action_ts"]) = (placed.Type, placed.BlockId, placed.ActionId, Now());
        if (value is not null) return action;
        foreach (var name in (string[])["text", "value", "style"])
            if (placed.Element[name] is { } field) action[name] = field.DeepClone();
        return action;
    }

    private JsonObject Start(StandInUser user, string type) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Handle, ["name"] = user.Handle, ["team_id"] = user.Workspace.TeamId },
        ["api_app_id"] = slack.Options.AppId,
        ["token"] = "deprecated",
        ["trigger_id"] = slack.Triggers.Give(user),
        ["team"] = new JsonObject { ["id"] = user.Workspace.TeamId, ["domain"] = user.Workspace.Domain },
        ["enterprise"] = user.Workspace.EnterpriseId is { } enterprise ? new JsonObject { ["id"] = enterprise } : null,
        ["is_enterprise_install"] = false,
    };

    private static JsonObject WithState(JsonObject view, InputState inputs)
    {
        var sent = (JsonObject)view.DeepClone();
        sent["state"] = new JsonObject { ["values"] = inputs.Values((JsonArray)view["blocks"]!) };
        return sent;
    }

    private static JsonObject Describe(StandInChannel channel) => new() { ["id"] = channel.Id, ["name"] = channel.IsDirect ? "directmessage" : channel.Name };

    private string Now()
    {
        var now = slack.Options.Clock.GetUtcNow();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()}.{now.Millisecond:000}000");
    }
}
