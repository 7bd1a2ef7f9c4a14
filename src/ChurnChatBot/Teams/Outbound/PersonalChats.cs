using System.Text.Json;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

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
            var body = JsonSerializer.Serialize(ChatPlace.Personal(chat, reference).Reference, ProtocolJson.Options);
            if (await database.ReferenceAsync(key, cancellation) is null) await database.SaveReferenceAsync(key, body, time.GetUtcNow(), cancellation);
            return chat;
        }
        catch (ConnectorException refused) when ((int)refused.Status is >= 400 and < 500 && !refused.IsPassing)
        {
            LogNotOpened((int)refused.Status, refused.Code);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A personal chat could not be opened ({Status} {Code}).")]
    private partial void LogNotOpened(int status, string code);
}
