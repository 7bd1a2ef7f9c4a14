using System.Net;
using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Files;

/// <summary>
/// Brings a file that somebody sent from SharePoint or OneDrive into the artifact store: from an address that needs no sign-in, or, where that is
/// permitted, by a link that the bot opens with its own permission. What will never work is refused in sentences; what may work later is thrown,
/// and the turn is tried again. Addresses are keys, and stand in no log and no sentence.
/// </summary>
internal sealed class FileDownloads(FileHosts hosts, SharedLinks links, IArtifactStore artifacts, TeamsOptions options, TimeProvider time)
{
    private readonly FileReception _reception = new(artifacts, new ReceptionLimits(TeamsNames.Channel, options.MaxUploadBytes, options.DownloadTimeout), time);

    /// <exception cref="HttpRequestException">The file could not be had for now.</exception>
    /// <exception cref="IOException">The file broke off.</exception>
    /// <exception cref="TimeoutException">The file's host did not answer.</exception>
    public Task<FetchedFile> FetchAsync(string source, CancellationToken cancellation)
    {
        var file = JsonSerializer.Deserialize<SentFiles.FileSource>(source, ProtocolJson.Options);
        return _reception.FetchAsync(async ended => file switch
        {
            { Kind: "download" } when Uri.TryCreate(file.Url, UriKind.Absolute, out var address) => await DownloadAsync(address, file.Name, ended),
            { Kind: "link" } when links.AreRead => await FollowAsync(file.Url, ended),
            { Kind: "link" } => FetchedFile.Refused("I do not open links to files here.", "Drop the file into our personal chat."),
            _ => Foreign(),
        }, Foreign(), cancellation);
    }

    private async Task<FetchedFile> DownloadAsync(Uri address, string? name, CancellationToken cancellation)
    {
        using var response = await hosts.GetAsync(address, cancellation);
        return FileReception.Refusal(response) is { } status ? Gone(status) : await _reception.StoreAsync(response.Content, name, cancellation);
    }

    private async Task<FetchedFile> FollowAsync(string link, CancellationToken cancellation) => await links.FindAsync(link, cancellation) switch
    {
        null => FetchedFile.Refused("I may not open this link, or there is no file behind it.", "Share the file with me, or send it in our personal chat."),
        { Address: null } => FetchedFile.Refused("There is no single file behind this link.", "Link to the file itself, not to a folder."),
        { Size: var size } when _reception.Oversize(size) is { } tooLarge => tooLarge,
        { Address: { } address, Name: var name } => await DownloadAsync(address, name, cancellation),
    };

    private static FetchedFile Gone(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone
        ? FetchedFile.Refused("The link to the file has expired, or I may not open it.", "Send the file again.")
        : FetchedFile.Refused("The place where the file is kept does not hand it out.", "Send the file again.");

    private FetchedFile Foreign() => FetchedFile.Refused(
        "The file is not where files of Teams are kept, so I did not fetch it.",
        RichText.Of($"I read from {Wording.Names(options.FileHosts, " or ")}. Drop the file into our personal chat."));
}
