using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// What is for one person in a conversation that others read: said in their personal chat with the bot. Where that cannot be opened, the thread
/// is told that there is something, and nothing of what it is. A message in the thread that only one person is shown would be nearer, but it
/// rests on a parameter of the address (isTargetedActivity): a service that does not know it would show the message to all.
/// </summary>
internal sealed partial class PrivateMessages(PersonalChats chats, ConnectorClient connector, ActivityPoster poster, ILogger<PrivateMessages> log)
{
    private const string NotReached = "I have an answer that is for one person alone. Write to me in our personal chat, then ask again here.";
    private const string FileIsThere = "The file is in our personal chat, where you say whether I may put it into your files.";

    /// <returns>The handle.</returns>
    /// <exception cref="ConnectorException">The bot may not speak in the thread, or the service fails.</exception>
    public async Task<string> SendAsync(ChatPlace thread, string personId, OutgoingMessage message, CancellationToken cancellation)
    {
        if (await chats.OpenAsync(thread.Reference, new ChannelAccount(ObjectIdOf(personId)), cancellation) is { } chat)
        {
            try
            {
                var handle = Handles.Write(chat, await poster.PostAsync(ChatPlace.Personal(chat, thread.Reference), message, cancellation));
                await PointAsync(thread, message.Content, cancellation);
                return handle;
            }
            catch (ConnectorException refused) when (refused.IsClosed)
            {
                LogNotSaid(message.MessageId, (int)refused.Status, refused.Code);
            }
        }

        await SayAsync(thread, NotReached, cancellation);
        return Handles.Unsaid;
    }

    /// <returns>The handle from now on.</returns>
    public async Task<string> UpdateAsync(ChatPlace chat, string handle, OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            return Handles.Write(chat.ConversationId, await poster.UpdateAsync(chat, handle, message, cancellation));
        }
        // The person removed the bot from their chat. That is no reason to leave the thread.
        catch (ConnectorException refused) when (refused.IsClosed)
        {
            LogNotSaid(message.MessageId, (int)refused.Status, refused.Code);
            return Handles.Unsaid;
        }
    }

    /// <summary>A file was asked for in the thread and waits elsewhere. What was said to the person stands, whether the thread can be told or not.</summary>
    private async Task PointAsync(ChatPlace thread, ReplyMessage message, CancellationToken cancellation)
    {
        if (message.Sections is not [FileDelivery { State: DeliveryState.Offered }]) return;
        try
        {
            await SayAsync(thread, FileIsThere, cancellation);
        }
        catch (Exception problem) when (problem is ConnectorException or HttpRequestException or IOException or TimeoutException)
        {
            LogNotPointed(problem.GetType().Name);
        }
    }

    private Task SayAsync(ChatPlace thread, string words, CancellationToken cancellation) => connector.SendAsync(
        thread.Reference,
        thread.ConversationId,
        new Activity { Type = ActivityTypes.Message, From = thread.Reference.Bot, TextFormat = "plain", Text = words },
        cancellation);

    /// <summary>People are known as teams:tenant:object id, and the connector service finds them by the latter.</summary>
    private static string ObjectIdOf(string personId) => personId[(personId.LastIndexOf(':') + 1)..];

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} could not be said in a personal chat ({Status} {Code}).")]
    private partial void LogNotSaid(string messageId, int status, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A thread could not be told where its file is ({Problem}).")]
    private partial void LogNotPointed(string problem);
}
