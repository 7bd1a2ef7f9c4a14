using System.Collections.Concurrent;
using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Files;

/// <summary>
/// Files to people. Teams lets a bot put a file into somebody's OneDrive when they agree: the bot asks by a consent card, the answer brings an
/// upload address, and after the upload the card becomes one that opens the file.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
/// </summary>
internal sealed partial class FileConsents(FileHosts hosts, FileUploads uploads, ILogger<FileConsents> log)
{
    private const int MostRemembered = 1_000;

    // A session ends with its last byte. When the card could not be replaced after that, the repeat finds here that the file is there.
    private readonly ConcurrentDictionary<string, bool> _delivered = new(StringComparer.Ordinal);

    /// <returns>The consent card; null for a message that offers no file, or not to one person.</returns>
    public static Activity? Write(OutgoingMessage message, ConversationReference reference)
    {
        if (reference.IsShared || message.Content.Sections is not [FileDelivery { State: DeliveryState.Offered } delivery]) return null;
        var context = new { message = message.MessageId };
        var content = new { description = CardText.Defused(delivery.File.Description.ToPlainText()), sizeInBytes = delivery.File.Size, acceptContext = context, declineContext = context };
        return Carrying(reference, new Attachment { ContentType = ContentTypes.FileConsentCard, Name = delivery.File.Name, Content = ProtocolJson.ToElement(content) });
    }

    /// <returns>After the upload, the card of the file, or a sentence on why it is not there; null for a message that delivers none.</returns>
    /// <exception cref="HttpRequestException">The file could not be written for now.</exception>
    public async Task<Activity?> DeliverAsync(OutgoingMessage message, ConversationReference reference, CancellationToken cancellation)
    {
        if (message.Content.Sections is not [FileDelivery { State: DeliveryState.Accepted, Destination: { } destination } delivery]) return null;
        var info = Read(destination);
        if (!_delivered.ContainsKey(message.MessageId))
        {
            if (await UploadAsync(info, delivery.File, cancellation) is { } problem)
            {
                LogNotTaken(message.MessageId);
                return new Activity { Type = ActivityTypes.Message, From = reference.Bot, TextFormat = "plain", Text = CardText.Defused(problem) };
            }

            if (_delivered.Count >= MostRemembered) _delivered.Clear();
            _delivered[message.MessageId] = true;
        }

        var content = new { uniqueId = info!.UniqueId, fileType = info.FileType };
        return Carrying(reference, new Attachment { ContentType = ContentTypes.FileInfoCard, ContentUrl = info.ContentUrl, Name = info.Name ?? delivery.File.Name, Content = ProtocolJson.ToElement(content) });
    }

    /// <returns>Null when the file is there; else a sentence.</returns>
    private async Task<string?> UploadAsync(UploadInfo? info, FileOffer file, CancellationToken cancellation)
    {
        var foreign = $"{file.Name} was not sent: the place that was named is not one where files of Teams are kept. Ask for it again.";
        // The card will link to where the file can be opened: that address is held to the same rules.
        if (!IsAllowed(info?.UploadUrl, out var session) || !IsAllowed(info?.ContentUrl, out _)) return foreign;
        try
        {
            return await uploads.WriteAsync(session, file, cancellation)
                ? null
                : $"{file.Name} could not be written where you let me put it: that permission is used up or has expired. If the file is not in your OneDrive, ask for it again.";
        }
        catch (ForeignAddressException)
        {
            return foreign;
        }
        catch (FileNotFoundException)
        {
            return $"{file.Name} is not kept any more, so I cannot send it.";
        }
    }

    private bool IsAllowed(string? url, out Uri address) => Uri.TryCreate(url, UriKind.Absolute, out address!) && hosts.Allows(address);

    private static UploadInfo? Read(string destination)
    {
        try
        {
            return JsonSerializer.Deserialize<UploadInfo>(destination, ProtocolJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Activity Carrying(ConversationReference reference, Attachment attachment) => new() { Type = ActivityTypes.Message, From = reference.Bot, Attachments = [attachment] };

    private sealed record UploadInfo(string? Name, string? UploadUrl, string? ContentUrl, string? UniqueId, string? FileType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of message {MessageId} was not taken by its destination.")]
    private partial void LogNotTaken(string messageId);
}
