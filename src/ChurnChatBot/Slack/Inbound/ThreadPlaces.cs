using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>Which conversation something in Slack belongs to, and whether the bot takes part in it.</summary>
internal sealed class ThreadPlaces(ProjectDatabase database, SlackOptions options)
{
    /// <summary>A message begins a thread or is part of one; only the direct messages of an app without threads of its own are one conversation.</summary>
    public SlackPlace Of(string team, string channel, string ts, string? threadTs) => channel.StartsWith('D') && options.View == SlackView.Messages
        ? new SlackPlace(team, channel, null)
        : new SlackPlace(team, channel, threadTs ?? ts);

    /// <summary>Something was said there to the bot or by it, or is about to be answered.</summary>
    public async Task<bool> IsKnownAsync(SlackPlace place, CancellationToken cancellation)
    {
        var key = new ConversationKey(SlackNames.Channel, place.Address.ConversationId);
        return await database.FindProjectAsync(key, cancellation) is not null
            || await database.LastMessageAsync(key, cancellation) is not null
            || await database.NextTurnAsync(key, cancellation) is not null;
    }

    /// <summary>Whether a message is meant for the bot: it is mentioned, spoken to alone, or in a thread where it speaks already.</summary>
    public async Task<bool> IsForBotAsync(MessageEvent message, SlackPlace place, CancellationToken cancellation)
    {
        // What was never heard here cannot be taken back here.
        if (message.Change == MessageChange.Deleted) return await IsKnownAsync(place, cancellation);
        if (message.IsDirect || message.IsMention) return true;
        return (message.ThreadTs is not null || message.Change == MessageChange.Corrected) && await IsKnownAsync(place, cancellation);
    }
}
