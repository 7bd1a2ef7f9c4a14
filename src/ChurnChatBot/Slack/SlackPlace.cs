using ChurnChatBot.Conversations;

namespace ChurnChatBot.Slack;

/// <summary>
/// Where a thread is in Slack: a workspace, a channel or direct message, and the first message of the thread. A conversation is a thread; only in a
/// direct message of an app without threads of its own (<see cref="SlackView.Messages"/>) it is the whole of it. Everything needed to speak there
/// stands in the conversation's id, so nothing has to be noted to reach it.
/// </summary>
/// <param name="TeamId">The workspace, T….</param>
/// <param name="ChannelId">C… or G… for a channel, D… for a direct message.</param>
/// <param name="ThreadTs">The ts of the thread's first message; null for a direct message as a whole.</param>
internal sealed record SlackPlace(string TeamId, string ChannelId, string? ThreadTs)
{
    /// <summary>Whether others than one person read along.</summary>
    public bool IsShared => !ChannelId.StartsWith('D');

    public ConversationAddress Address => new(SlackNames.Channel, ThreadTs is null ? $"{TeamId}/{ChannelId}" : $"{TeamId}/{ChannelId}/{ThreadTs}");

    /// <exception cref="FormatException">The id is not one that <see cref="Address"/> gives.</exception>
    public static SlackPlace Parse(string conversationId) => conversationId.Split('/') switch
    {
        [{ Length: > 0 } team, { Length: > 0 } channel] => new SlackPlace(team, channel, null),
        [{ Length: > 0 } team, { Length: > 0 } channel, { Length: > 0 } thread] => new SlackPlace(team, channel, thread),
        _ => throw new FormatException("A conversation's id in Slack is a workspace, a channel and at most a thread, parted by slashes."),
    };
}
