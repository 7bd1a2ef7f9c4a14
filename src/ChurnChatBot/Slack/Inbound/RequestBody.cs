using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// What Slack sends over HTTP: bytes of bounded length, which are JSON for events and a form for everything else. The media type is parsed, not
/// compared: a charset behind it changes nothing.
/// </summary>
internal static class RequestBody
{
    /// <summary>Deep enough for rich text inside of blocks inside of a message.</summary>
    public const int MaxDepth = 64;

    private const string FormType = "application/x-www-form-urlencoded";
    private const int MostFields = 100;
    private const int LongestName = 100;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The bytes, or the status to answer with.</returns>
    public static async Task<(byte[]? Bytes, int Refusal)> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes) return (null, StatusCodes.Status413PayloadTooLarge);
        var most = (int)(request.ContentLength ?? maxBytes) + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, most), most, throwOnEndOfStream: false, cancellation);
            return length > maxBytes ? (null, StatusCodes.Status413PayloadTooLarge) : (buffer.AsSpan(0, length).ToArray(), 0);
        }
        catch (BadHttpRequestException broken)
        {
            return (null, broken.StatusCode);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase) && IsUtf8(type);

    /// <returns>Null for what is no form. A field that is there twice is left out: which of the two is meant nobody can say.</returns>
    public static IReadOnlyDictionary<string, string>? Form(byte[] bytes)
    {
        try
        {
            using var reader = new FormReader(Utf8.GetString(bytes)) { ValueCountLimit = MostFields, KeyLengthLimit = LongestName, ValueLengthLimit = Math.Max(bytes.Length, 1) };
            return reader.ReadForm().Where(field => field.Value.Count == 1).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        }
        // FormReader's own refusals, and bytes that are no UTF-8.
        catch (Exception broken) when (broken is InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Null for what is no JSON object.</returns>
    public static JsonDocument? Json(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
