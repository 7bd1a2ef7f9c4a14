using ChurnChatBot.Conversations;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Files;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// What is for one person in a conversation that others read: said in their personal chat with the bot. Where that cannot be opened, the thread
/// is told that there is something, and nothing of what it is.
/// </summary>
internal sealed class PrivateMessages(PersonalChats chats, ConnectorClient connector)
{
    /// <returns>The handle, or null where it could not be said to the person.</returns>
    public async Task<string?> SendAsync(string conversationId, ConversationReference reference, string personId, OutgoingMessage message, CancellationToken cancellation)
    {
        var personal = reference with { ConversationType = ConversationTypes.Personal };
        if (await chats.OpenAsync(reference, new ChannelAccount(ObjectIdOf(personId)), cancellation) is { } chat)
        {
            var activity = FileConsents.Write(message, personal) ?? ActivityWriter.Write(message, personal);
            return await connector.SendAsync(personal, chat, activity, cancellation) is { } id ? Handles.Write(chat, id) : null;
        }

        await connector.SendAsync(reference, conversationId, new Activity
        {
            Type = ActivityTypes.Message,
            From = reference.Bot,
            TextFormat = "plain",
            Text = "I have an answer that is for one person alone. Write to me in our personal chat, then ask again here.",
        }, cancellation);
        return null;
    }

    /// <summary>People are known as teams:tenant:object id, and the connector service finds them by the latter.</summary>
    private static string ObjectIdOf(string personId) => personId[(personId.LastIndexOf(':') + 1)..];
}

/// <summary>Personal chats with people whom the bot met elsewhere.</summary>
internal sealed partial class PersonalChats(ConnectorClient connector, ProjectDatabase database, TimeProvider time, ILogger<PersonalChats> log)
{
    /// <returns>The chat's id, with its reference noted; null where the person has not installed the bot.</returns>
    public async Task<string?> OpenAsync(ConversationReference reference, ChannelAccount person, CancellationToken cancellation)
    {
        try
        {
            if (await connector.OpenPersonalAsync(reference, person.Id!, cancellation) is not { Length: > 0 } chat) return null;
            var key = new ConversationKey(TeamsNames.Channel, chat);
            var body = System.Text.Json.JsonSerializer.Serialize(reference with { ConversationType = ConversationTypes.Personal, TeamGroupId = null }, ProtocolJson.Options);
            if (await database.ReferenceAsync(key, cancellation) is null) await database.SaveReferenceAsync(key, body, time.GetUtcNow(), cancellation);
            return chat;
        }
        catch (ConnectorException refused) when ((int)refused.Status is >= 400 and < 500 and not 429)
        {
            LogNotOpened((int)refused.Status, refused.Code);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A personal chat could not be opened ({Status} {Code}).")]
    private partial void LogNotOpened(int status, string code);
}
