using System.Text.Json;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Buttons, forms and shortcuts, each to whom it concerns. A type that nobody here knows is acknowledged and does nothing.</summary>
internal sealed class Interactions(PressedButtons buttons, SentForms forms, Shortcuts shortcuts, Whispers whispers, SlackOptions options)
{
    public const string NotAnswered = "I do not answer people of your workspace here. Ask those who run me to allow it.";

    public async Task<EnvelopeAnswer> AcceptAsync(JsonElement payload, CancellationToken cancellation)
    {
        if (Interaction.Read(payload, options) is not { } done) return EnvelopeAnswer.Malformed;
        if (!TeamRules.Allows(options, done.TeamId, done.Member.HomeTeamId, done.EnterpriseId))
        {
            whispers.Say(done, NotAnswered);
            return EnvelopeAnswer.Taken;
        }

        return done.Type switch
        {
            "block_actions" => await buttons.AcceptAsync(done, cancellation),
            "view_submission" => await forms.AcceptAsync(done, cancellation),
            "message_action" => await shortcuts.AskAboutAsync(done, cancellation),
            "shortcut" => shortcuts.Begin(done),
            // A form that was closed (view_closed) changes nothing, like whatever else Slack may send.
            _ => EnvelopeAnswer.Taken,
        };
    }
}
