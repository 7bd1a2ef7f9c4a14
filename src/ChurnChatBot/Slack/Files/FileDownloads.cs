using System.Net;
using System.Net.Http.Headers;
using ChurnChatBot.Conversations;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Slack.Api;
using ChurnChatBot.Slack.Install;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Slack.Files;

/// <summary>
/// Brings a file that somebody sent from Slack into the artifact store, with the bot's token, which is shown to Slack's own hosts alone. What will
/// never work is refused in sentences; what may work later is thrown, and the turn is tried again.
/// </summary>
internal sealed class FileDownloads(
    [FromKeyedServices(SlackNames.Channel)] FileHosts hosts, SlackFileInfo info, Installations installations, IArtifactStore artifacts, SlackOptions options, TimeProvider time)
{
    private const string WebPage = "text/html";
    private readonly FileReception _reception = new(artifacts, new ReceptionLimits(SlackNames.Channel, options.MaxUploadBytes, options.DownloadTimeout), time);

    /// <exception cref="HttpRequestException">The file could not be had for now.</exception>
    /// <exception cref="IOException">The file broke off.</exception>
    /// <exception cref="TimeoutException">Slack did not answer.</exception>
    /// <exception cref="SlackApiException">Slack is not to be asked for now.</exception>
    public Task<FetchedFile> FetchAsync(string source, CancellationToken cancellation) =>
        _reception.FetchAsync(async ended => SlackFileSource.Read(source) is { } file ? await FetchAsync(file, ended) : Foreign(), Foreign(), cancellation);

    private async Task<FetchedFile> FetchAsync(SlackFileSource file, CancellationToken cancellation)
    {
        if (await installations.TokenAsync(file.Team, cancellation) is not { } token) return NotInstalled();
        if (!file.MustBeAskedFor()) return await DownloadAsync(file.Url!, null, token, cancellation);
        return await info.FindAsync(file, token, cancellation) switch
        {
            { Problem: { } problem } => problem,
            { Size: var size } when _reception.Oversize(size) is { } tooLarge => tooLarge,
            var found => await DownloadAsync(found.Url ?? "", found.Name, token, cancellation),
        };
    }

    private async Task<FetchedFile> DownloadAsync(string url, string? name, BotToken token, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return Foreign();
        using var response = await hosts.GetAsync(address, cancellation, new AuthenticationHeaderValue("Bearer", token.Value));
        if (FileReception.Refusal(response) is { } status) return Gone(status);
        return IsSignIn(response.Content.Headers) ? SlackFileInfo.NoPermission() : await _reception.StoreAsync(response.Content, name, cancellation);
    }

    /// <summary>To a token without the permission to read files, Slack answers with 200 and the page to sign in. A web page that somebody sent comes as an attachment.</summary>
    private static bool IsSignIn(HttpContentHeaders headers) => headers.ContentDisposition is null && WebPage.Equals(headers.ContentType?.MediaType, StringComparison.OrdinalIgnoreCase);

    private static FetchedFile Gone(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.Gone
        ? FetchedFile.Refused("The file is not there any more.", "Send it again.")
        : FetchedFile.Refused("Slack does not hand the file out to me.", "Send the file again. If that does not help, ask whoever installed me to install me anew.");

    private static FetchedFile NotInstalled() =>
        FetchedFile.Refused("I am not installed any more in the workspace that the file is kept in.", "Ask whoever administers the workspace to install me again.");

    private FetchedFile Foreign() => FetchedFile.Refused(
        "The file is not kept by Slack itself, so I did not fetch it.",
        RichText.Of($"I read from {Wording.Names(options.FileHosts, " or ")}. Upload the file here instead of linking to it."));
}
