using System.Net.Http.Headers;
using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Files;

/// <summary>
/// Files to people. Teams lets a bot put a file into somebody's OneDrive when they agree: the bot asks by a consent card, the answer brings an
/// upload address, and after the upload the card becomes one that opens the file. Uploading the same bytes twice, after a crash, does no harm.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
/// </summary>
internal sealed partial class FileConsents(FileHosts hosts, IArtifactStore artifacts, ILogger<FileConsents> log)
{
    /// <summary>Ranges are multiples of 320 KiB.</summary>
    private const int RangeBytes = 10 * 320 * 1024;

    /// <returns>The consent card; null for a message that offers no file, or not to one person.</returns>
    public static Activity? Write(OutgoingMessage message, ConversationReference reference)
    {
        if (reference.IsShared || message.Content.Sections is not [FileDelivery { State: DeliveryState.Offered } delivery]) return null;
        var context = new { message = message.MessageId };
        return Carrying(reference, new Attachment
        {
            ContentType = ContentTypes.FileConsentCard,
            Name = delivery.File.Name,
            Content = ProtocolJson.ToElement(new { description = delivery.File.Description.ToPlainText(), sizeInBytes = delivery.File.Size, acceptContext = context, declineContext = context }),
        });
    }

    /// <returns>After the upload, the card of the file; null for a message that delivers none.</returns>
    public async Task<Activity?> DeliverAsync(OutgoingMessage message, ConversationReference reference, CancellationToken cancellation)
    {
        if (message.Content.Sections is not [FileDelivery { State: DeliveryState.Accepted, Destination: { } destination } delivery]) return null;
        var info = JsonSerializer.Deserialize<UploadInfo>(destination, ProtocolJson.Options);
        var isUploaded = info is { UploadUrl: { } url } && Uri.TryCreate(url, UriKind.Absolute, out var address) && hosts.Allows(address) && await UploadAsync(address, delivery.File, cancellation);
        if (!isUploaded)
        {
            LogNotTaken(message.MessageId);
            return new Activity { Type = ActivityTypes.Message, From = reference.Bot, TextFormat = "plain", Text = $"{delivery.File.Name} could not be put where you let me put it. Ask for it again." };
        }

        return Carrying(reference, new Attachment
        {
            ContentType = ContentTypes.FileInfoCard,
            ContentUrl = info!.ContentUrl,
            Name = info.Name ?? delivery.File.Name,
            Content = ProtocolJson.ToElement(new { uniqueId = info.UniqueId, fileType = info.FileType }),
        });
    }

    private async Task<bool> UploadAsync(Uri address, FileOffer file, CancellationToken cancellation)
    {
        await using var stream = artifacts.OpenRead(file.ArtifactHash);
        var buffer = new byte[RangeBytes];
        for (long at = 0; at < stream.Length;)
        {
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            using var content = new ByteArrayContent(buffer, 0, length);
            content.Headers.ContentRange = new ContentRangeHeaderValue(at, at + length - 1, stream.Length);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var response = await hosts.PutAsync(address, content, cancellation);
            if ((int)response.StatusCode is >= 400 and < 500 and not 429) return false;
            response.EnsureSuccessStatusCode();
            at += length;
        }

        return true;
    }

    private static Activity Carrying(ConversationReference reference, Attachment attachment) => new() { Type = ActivityTypes.Message, From = reference.Bot, Attachments = [attachment] };

    private sealed record UploadInfo(string? Name, string? UploadUrl, string? ContentUrl, string? UniqueId, string? FileType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of message {MessageId} was not taken by its destination.")]
    private partial void LogNotTaken(string messageId);
}
