using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Core;
using ChurnChatBot.Conversations.Transfers;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Files;

/// <param name="Address">Where its bytes are, for a short time and without sign-in; null for what is no single file.</param>
internal sealed record SharedFile(string? Name, long? Size, Uri? Address);

/// <summary>
/// Opens links that people copy from SharePoint and OneDrive, with the bot's own permission. https://learn.microsoft.com/graph/api/shares-get
/// </summary>
internal sealed class SharedLinks : IDisposable
{
    private const int LargestAnswer = 256 * 1024;
    private readonly TeamsOptions _options;
    private readonly TokenCredential? _credential;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        MaxResponseContentBufferSize = LargestAnswer,
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <param name="credential">Null where no app is registered; then no link is opened.</param>
    /// <exception cref="ArgumentException">The bot's token would go over an open connection.</exception>
    public SharedLinks(TeamsOptions options, TokenCredential? credential = null)
    {
        if (!Loopback.IsSecure(options.Graph)) throw new ArgumentException($"{TeamsOptions.Section}:{nameof(TeamsOptions.Graph)} is not valid; expected an https address.", nameof(options));
        (_options, _credential) = (options, credential);
    }

    public bool AreRead => _options.ReadsLinkedFiles && _credential is not null;

    public void Dispose() => _http.Dispose();

    /// <returns>Null where the bot may not open it, or there is nothing.</returns>
    /// <exception cref="HttpRequestException">Graph could not be reached, or is sick.</exception>
    /// <exception cref="TimeoutException">Graph did not answer.</exception>
    public async Task<SharedFile?> FindAsync(string link, CancellationToken cancellation)
    {
        if (!AreRead) return null;
        var token = await _credential!.GetTokenAsync(new TokenRequestContext([new Uri(_options.Graph, ".default").AbsoluteUri]), cancellation);
        var id = "u!" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(link));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_options.Graph, $"v1.0/shares/{id}/driveItem?$select=name,size,@microsoft.graph.downloadUrl"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await SendAsync(request, cancellation);
        if ((int)response.StatusCode is >= 400 and < 500 and not (401 or 408 or 429)) return null;
        response.EnsureSuccessStatusCode();
        return Read(await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await _http.SendAsync(request, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("Microsoft Graph did not answer in time.");
        }
    }

    private static SharedFile Read(byte[] body)
    {
        using var item = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = ProtocolJson.MaxDepth });
        var root = item.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return new SharedFile(null, null, null);
        var size = root.TryGetProperty("size", out var bytes) && bytes.ValueKind == JsonValueKind.Number && bytes.TryGetInt64(out var length) ? length : (long?)null;
        return new SharedFile(Word(root, "name"), size, Uri.TryCreate(Word(root, "@microsoft.graph.downloadUrl"), UriKind.Absolute, out var address) ? address : null);
    }

    private static string? Word(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
