using System.Text.Json;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// An event as Slack delivers it: what happened, inside an envelope that says in which workspace and for which installation of the app.
/// See https://docs.slack.dev/apis/events-api
/// </summary>
internal sealed record EventEnvelope
{
    /// <summary>Ev…; the same at every delivery of it.</summary>
    public required string EventId { get; init; }

    /// <summary>The workspace whose token answers: that of the installation, which in a shared channel is not that of who spoke.</summary>
    public required string TeamId { get; init; }

    public string? EnterpriseId { get; init; }

    /// <summary>The bot as a person, U…, as it is mentioned.</summary>
    public string? BotUserId { get; init; }

    /// <summary>The workspace of who did it, where the channel is shared with other companies; else null.</summary>
    public string? PersonTeamId { get; init; }

    public required string Type { get; init; }

    /// <summary>Slack's own time of it, in whole seconds; null where it does not tell.</summary>
    public DateTimeOffset? HappenedAt { get; init; }

    /// <summary>The event itself. Valid as long as the document that it was read from.</summary>
    public required JsonElement Body { get; init; }

    /// <returns>Null for what lacks a part that every event has.</returns>
    public static EventEnvelope? Read(JsonElement envelope)
    {
        var installation = envelope.Items("authorizations").FirstOrDefault();
        var team = installation.Id("team_id") ?? envelope.Id("team_id") ?? installation.Id("enterprise_id") ?? envelope.Id("enterprise_id");
        if (team is null || envelope.Id("event_id") is not { } id || envelope.At("event") is not { } body || body.Id("type") is not { } type) return null;
        return new EventEnvelope
        {
            EventId = id,
            TeamId = team,
            EnterpriseId = installation.Id("enterprise_id") ?? envelope.Id("enterprise_id"),
            BotUserId = installation.IsTrue("is_bot") ? installation.Id("user_id") : null,
            PersonTeamId = envelope.IsTrue("is_ext_shared_channel") ? body.Id("user_team") ?? body.Id("source_team") ?? body.Id("team") : null,
            Type = type,
            HappenedAt = envelope.At("event_time") is { ValueKind: JsonValueKind.Number } at && at.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            Body = body,
        };
    }
}
