using ChurnChatBot.Slack.People;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// A slash command. It has no thread, and Slack does not deliver it again.
/// See https://docs.slack.dev/interactivity/implementing-slash-commands
/// </summary>
internal sealed record SlashCommand(SlackMember Member, string? EnterpriseId, string ChannelId, string Text)
{
    public required string Name { get; init; }

    /// <summary>Different for each command that is given.</summary>
    public required string TriggerId { get; init; }

    public Uri? ResponseUrl { get; init; }

    /// <param name="field">The fields of the command by their names.</param>
    /// <returns>Null for what lacks a part that every command has.</returns>
    public static SlashCommand? Read(Func<string, string?> field, SlackOptions options)
    {
        if (Id("team_id") is not { } team || Id("user_id") is not { } user || Id("channel_id") is not { } channel || Id("trigger_id", PayloadFields.LongestTrigger) is not { } trigger) return null;
        if (field("command") is not { Length: > 1 and <= 100 } command) return null;
        var name = field("user_name") is { Length: > 0 and <= 200 } given ? given : null;
        return new SlashCommand(new SlackMember(team, null, user, name), Id("enterprise_id"), channel, SaidText.Of(field("text"), bot: null))
        {
            Name = command,
            TriggerId = trigger,
            ResponseUrl = Inbound.ResponseUrl.Read(field("response_url"), options),
        };

        string? Id(string of, int longest = PayloadFields.LongestId) => field(of) is { Length: > 0 } id && id.Length <= longest && PayloadFields.IsId(id) ? id : null;
    }
}
