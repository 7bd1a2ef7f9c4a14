using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using ChurnChatBot.Conversations.Transfers;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// Reads the announced keys: the OpenID metadata document names the address of the key set. Both are bounded in size and time, and neither
/// may send the reader elsewhere. https://openid.net/specs/openid-connect-discovery-1_0.html
/// </summary>
internal sealed class KeySetClient(HttpClient http, Uri metadata, TimeProvider time)
{
    private const int MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Format = new() { MaxDepth = 16 };

    /// <summary>Time for both documents together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A client that follows no redirection, keeps no cookies, and looks up addresses anew from time to time.</summary>
    public static HttpClient NewHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    /// <exception cref="HttpRequestException">It could not be reached, or did not answer with 200.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">It is not what it should be; says what.</exception>
    public async Task<FrozenDictionary<string, SigningKey>> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Timeout, time);
        using var announcement = await GetAsync(metadata, patience.Token).ConfigureAwait(false);
        if (!Uri.TryCreate(KeySetReader.Text(announcement.RootElement, "jwks_uri"), UriKind.Absolute, out var address)) throw new InvalidDataException("no jwks_uri in the metadata");
        using var keySet = await GetAsync(address, patience.Token).ConfigureAwait(false);
        return KeySetReader.Read(keySet.RootElement);
    }

    private async Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellation)
    {
        if (!Loopback.IsSecure(address)) throw new InvalidDataException("an address that is neither https nor on this machine");
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK) throw new HttpRequestException(HttpRequestError.InvalidResponse, statusCode: response.StatusCode);
        await response.Content.LoadIntoBufferAsync(MaxBytes, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(body, Format, cancellation).ConfigureAwait(false);
    }
}
