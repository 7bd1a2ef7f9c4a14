using System.Text.Json;
using ChurnChatBot.Slack.People;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Something a person did with what Slack shows: a pressed button, a sent form, a shortcut.
/// See https://docs.slack.dev/reference/interaction-payloads
/// </summary>
internal sealed record Interaction
{
    public required string Type { get; init; }

    public required SlackMember Member { get; init; }

    public string? EnterpriseId { get; init; }

    /// <summary>Null where it happened in a form or on the Home tab.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The thread of the message that it is about, or the message itself.</summary>
    public string? MessageTs { get; init; }

    public string? ThreadTs { get; init; }

    /// <summary>Opens one form, within three seconds.</summary>
    public string? TriggerId { get; init; }

    public Uri? ResponseUrl { get; init; }

    /// <summary>Whether the message is seen by one person only; then it is changed through <see cref="ResponseUrl"/> alone.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>All of it. Valid as long as the document that it was read from.</summary>
    public required JsonElement Body { get; init; }

    public string TeamId => Member.TeamId;

    /// <returns>Null for what lacks a part that every interaction has.</returns>
    public static Interaction? Read(JsonElement payload, SlackOptions options)
    {
        var enterprise = payload.Id("enterprise", "id") ?? payload.Id("team", "enterprise_id");
        var home = payload.Id("user", "team_id");
        // An installation for a whole organisation names no workspace.
        var team = payload.Id("team", "id") ?? home ?? enterprise;
        if (payload.Id("type") is not { } type || payload.Id("user", "id") is not { } user || team is null) return null;
        var name = payload.Text("user", "name") ?? payload.Text("user", "username");
        return new Interaction
        {
            Type = type,
            Member = new SlackMember(team, enterprise is null && home != team ? home : null, user, name is { Length: <= 200 } ? name : null),
            EnterpriseId = enterprise,
            ChannelId = payload.Id("channel", "id") ?? payload.Id("container", "channel_id"),
            MessageTs = payload.Id("container", "message_ts") ?? payload.Id("message", "ts") ?? payload.Id("message_ts"),
            ThreadTs = payload.Id("message", "thread_ts") ?? payload.Id("container", "thread_ts"),
            TriggerId = payload.Trigger(),
            ResponseUrl = Inbound.ResponseUrl.Read(payload.Text("response_url"), options),
            IsEphemeral = payload.IsTrue("container", "is_ephemeral"),
            Body = payload,
        };
    }
}
