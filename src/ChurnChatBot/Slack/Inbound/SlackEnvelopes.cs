using System.Text.Json;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// What arrives from Slack, whichever way it came: events, interactions and slash commands. Who sent it is known by now; HTTP by its signature,
/// a socket because the bot opened it. When a call returns, what was sent is stored and may be acknowledged.
/// </summary>
internal sealed class SlackEnvelopes(EventIntake events, Interactions interactions, SlashCommands commands)
{
    /// <param name="payload">The envelope of an event, of type event_callback.</param>
    public Task<EnvelopeAnswer> EventAsync(JsonElement payload, CancellationToken cancellation) => events.AcceptAsync(payload, cancellation);

    public Task<EnvelopeAnswer> InteractiveAsync(JsonElement payload, CancellationToken cancellation) => interactions.AcceptAsync(payload, cancellation);

    /// <param name="field">The fields of the command by their names: of a form over HTTP, of an object over a socket.</param>
    public Task<EnvelopeAnswer> SlashAsync(Func<string, string?> field, CancellationToken cancellation) => commands.AcceptAsync(field, cancellation);
}
