using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>Where something is said: the conversation itself, or a person's own chat in its stead. In a channel the id names the thread as well.</summary>
internal sealed record ChatPlace(string ConversationId, ConversationReference Reference)
{
    /// <summary>A person's own chat, reached over the service of the conversation they were met in.</summary>
    public static ChatPlace Personal(string chatId, ConversationReference met) =>
        new(chatId, met with { ConversationType = ConversationTypes.Personal, TeamGroupId = null });
}
