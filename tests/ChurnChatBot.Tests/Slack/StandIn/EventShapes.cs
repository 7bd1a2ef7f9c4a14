using System.Globalization;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>The events that Slack sends to a bot, in its own words. See docs.slack.dev/reference/events.</summary>
internal sealed class EventShapes(StandInSlack slack)
{
    private int _lastEvent;

    /// <summary>What is around every event.</summary>
    public JsonObject Envelope(StandInWorkspace workspace, JsonObject inner) => new()
    {
        ["token"] = "deprecated",
        ["team_id"] = workspace.TeamId,
        ["context_team_id"] = workspace.TeamId,
        ["context_enterprise_id"] = workspace.EnterpriseId,
        ["api_app_id"] = slack.Options.AppId,
        ["event"] = inner,
        ["type"] = "event_callback",
        ["event_id"] = $"Ev{Interlocked.Increment(ref _lastEvent):00000000}{workspace.TeamId[^2..]}",
        ["event_time"] = slack.Options.Clock.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = workspace.EnterpriseId,
            ["team_id"] = workspace.TeamId,
            ["user_id"] = workspace.BotUserId,
            ["is_bot"] = true,
            ["is_enterprise_install"] = false,
        }),
        ["is_ext_shared_channel"] = false,
        ["event_context"] = "4-" + Guid.NewGuid().ToString("N"),
    };

    /// <summary>Something a person wrote, as message.im and message.channels carry it.</summary>
    public static JsonObject Message(StandInChannel channel, PostedMessage message)
    {
        var inner = Written(channel, message, "message");
        inner["channel_type"] = channel.IsDirect ? "im" : "channel";
        if (message.Files.Count == 0) return inner;
        inner["subtype"] = "file_share";
        inner["upload"] = false;
        return inner;
    }

    public static JsonObject Mention(StandInChannel channel, PostedMessage message) => Written(channel, message, "app_mention");

    /// <summary>An edit or a deletion, which are messages about a message.</summary>
    public JsonObject Changed(StandInChannel channel, PostedMessage message, JsonObject before)
    {
        var inner = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["channel_type"] = channel.IsDirect ? "im" : "channel", ["hidden"] = true, ["previous_message"] = before };
        inner["subtype"] = message.IsDeleted ? "message_deleted" : "message_changed";
        if (message.IsDeleted) inner["deleted_ts"] = message.Ts;
        else inner["message"] = message.Describe(channel.Workspace, slack.Options.AppId);
        return Stamp(inner, channel);
    }

    /// <summary>What the bot itself said, as it is told to it again.</summary>
    public JsonObject Echo(StandInChannel channel, PostedMessage message)
    {
        var inner = message.Describe(channel.Workspace, slack.Options.AppId);
        (inner["channel"], inner["channel_type"], inner["event_ts"]) = (channel.Id, channel.IsDirect ? "im" : "channel", message.Ts);
        return inner;
    }

    /// <param name="tab">home or messages.</param>
    public static JsonObject HomeOpened(StandInChannel direct, string tab) =>
        Stamp(new JsonObject { ["type"] = "app_home_opened", ["user"] = direct.Members[0].Id, ["channel"] = direct.Id, ["tab"] = tab }, direct);

    /// <summary>The earlier form, for an app that is an assistant.</summary>
    public static JsonObject AssistantThreadStarted(StandInChannel direct, string threadTs) => Stamp(new JsonObject
    {
        ["type"] = "assistant_thread_started",
        ["assistant_thread"] = new JsonObject { ["user_id"] = direct.Members[0].Id, ["context"] = new JsonObject(), ["channel_id"] = direct.Id, ["thread_ts"] = threadTs },
    }, direct);

    public static JsonObject SessionStopped(StandInChannel channel, StandInUser user, string threadTs) =>
        Stamp(new JsonObject { ["type"] = "agent_session_stopped", ["user"] = user.Id, ["user_id"] = user.Id, ["channel"] = channel.Id, ["channel_id"] = channel.Id, ["thread_ts"] = threadTs }, channel);

    public static JsonObject FileShared(StandInChannel channel, StandInFile file) => Stamp(new JsonObject
    {
        ["type"] = "file_shared",
        ["channel_id"] = channel.Id,
        ["file_id"] = file.Id,
        ["user_id"] = file.UserId,
        ["file"] = new JsonObject { ["id"] = file.Id },
    }, channel);

    public static JsonObject LinkShared(StandInChannel channel, PostedMessage message, Uri link, string unfurlId) => Stamp(new JsonObject
    {
        ["type"] = "link_shared",
        ["user"] = message.User!.Id,
        ["channel"] = channel.Id,
        ["message_ts"] = message.Ts,
        ["thread_ts"] = message.ThreadTs,
        ["unfurl_id"] = unfurlId,
        ["source"] = StandInLinks.Source,
        ["links"] = new JsonArray(new JsonObject { ["domain"] = link.Host, ["url"] = link.AbsoluteUri }),
    }, channel);

    public static JsonObject Reaction(StandInChannel channel, StandInUser user, PostedMessage message, string name) => Stamp(new JsonObject
    {
        ["type"] = "reaction_added",
        ["user"] = user.Id,
        ["reaction"] = name,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["ts"] = message.Ts },
    }, channel);

    public static JsonObject Uninstalled() => new() { ["type"] = "app_uninstalled" };

    public static JsonObject TokensRevoked(StandInWorkspace workspace) =>
        new() { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(workspace.BotUserId) } };

    private static JsonObject Written(StandInChannel channel, PostedMessage message, string type)
    {
        var inner = new JsonObject
        {
            ["type"] = type,
            ["user"] = message.User!.Id,
            ["ts"] = message.Ts,
            ["client_msg_id"] = Guid.NewGuid().ToString(),
            ["text"] = message.Text,
            ["team"] = channel.Workspace.TeamId,
            ["blocks"] = message.Blocks.DeepClone(),
            ["channel"] = channel.Id,
            ["event_ts"] = message.Ts,
        };
        if (message.ThreadTs is not null) (inner["thread_ts"], inner["parent_user_id"]) = (message.ThreadTs, channel.Find(message.ThreadTs)?.User?.Id ?? channel.Workspace.BotUserId);
        if (message.Files.Count > 0) inner["files"] = new JsonArray([.. message.Files.Select(file => file.Describe())]);
        return inner;
    }

    private static JsonObject Stamp(JsonObject inner, StandInChannel channel)
    {
        var now = channel.Clock.GetUtcNow();
        inner["event_ts"] = string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds()}.{now.Millisecond:000}000");
        return inner;
    }
}
