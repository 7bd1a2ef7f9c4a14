using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Core;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using ChurnChatBot.Teams.Inbound;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Files;

/// <summary>
/// Brings a file that somebody sent from SharePoint or OneDrive into the artifact store: from an address that needs no sign-in, or, where that is
/// permitted, by a link that the bot opens with its own permission. No token or cookie goes to a download address; addresses stand in no log.
/// </summary>
internal sealed class FileDownloads(FileHosts hosts, IArtifactStore artifacts, TeamsOptions options, TimeProvider time, IServiceProvider services)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public async Task<FetchedFile> FetchAsync(string source, CancellationToken cancellation)
    {
        var file = JsonSerializer.Deserialize<SentFiles.FileSource>(source, ProtocolJson.Options);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.DownloadTimeout);
        try
        {
            return file switch
            {
                { Kind: "download" } when Uri.TryCreate(file.Url, UriKind.Absolute, out var address) => await DownloadAsync(address, file.Name, limit.Token),
                { Kind: "link" } when options.ReadsLinkedFiles => await FollowAsync(file.Url, limit.Token),
                _ => Foreign(),
            };
        }
        catch (ArtifactTooLargeException)
        {
            return TooLarge();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return FetchedFile.Refused("The file did not arrive in time.", "Send it again, or a smaller one.");
        }
    }

    private async Task<FetchedFile> DownloadAsync(Uri address, string? name, CancellationToken cancellation)
    {
        using var response = await hosts.GetAsync(address, cancellation);
        if (response is null) return Foreign();
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return FetchedFile.Refused("The link to the file has expired, or I may not open it.", "Send the file again.");
        response.EnsureSuccessStatusCode();
        if (response.Content.Headers.ContentLength > options.MaxUploadBytes) return TooLarge();
        await using var content = new IdleLimit(await response.Content.ReadAsStreamAsync(cancellation), Idle, time);
        var stored = await artifacts.SaveAsync(content, options.MaxUploadBytes, cancellation);
        if (response.Content.Headers.ContentLength is { } promised && promised != stored.Size) throw new HttpRequestException("The file did not arrive whole.");
        return new FetchedFile { ArtifactHash = stored.Hash, Size = stored.Size, Name = name is { Length: > 0 } ? FileName.Clean(name) : null };
    }

    /// <summary>https://learn.microsoft.com/graph/api/shares-get</summary>
    private async Task<FetchedFile> FollowAsync(string link, CancellationToken cancellation)
    {
        if (services.GetService<TokenCredential>() is not { } credential) return Foreign();
        var token = await credential.GetTokenAsync(new TokenRequestContext([new Uri(options.Graph, ".default").AbsoluteUri]), cancellation);
        var id = "u!" + Convert.ToBase64String(Encoding.UTF8.GetBytes(link)).TrimEnd('=').Replace('/', '_').Replace('+', '-');
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Graph, $"v1.0/shares/{id}/driveItem?$select=name,size,@microsoft.graph.downloadUrl"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await http.SendAsync(request, cancellation);
        if ((int)response.StatusCode is >= 400 and < 500 and not 429) return FetchedFile.Refused("I may not open this link, or there is no file behind it.", "Send the file in our personal chat instead.");
        response.EnsureSuccessStatusCode();
        using var item = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        var root = item.RootElement;
        return root.TryGetProperty("@microsoft.graph.downloadUrl", out var url) && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address)
            ? await DownloadAsync(address, root.TryGetProperty("name", out var name) ? name.GetString() : null, cancellation)
            : FetchedFile.Refused("There is no single file behind this link.", "Link to the file itself, not to a folder.");
    }

    private FetchedFile Foreign() => FetchedFile.Refused(
        "The file is not where files of Teams are kept, so I did not fetch it.",
        RichText.Of($"I read from {Messages.Writers.Wording.Names(options.FileHosts, " or ")}. Drop the file into our personal chat."));

    private FetchedFile TooLarge() => FetchedFile.Refused(
        RichText.Of($"The file is larger than the {Fact.Bytes("teams.max_upload", options.MaxUploadBytes)} that I take."),
        "Send a smaller one: fewer rows or fewer columns.");
}
