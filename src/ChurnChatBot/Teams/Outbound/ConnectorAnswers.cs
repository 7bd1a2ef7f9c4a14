using System.Text.Json;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>Answers of the connector service: JSON, a web page of a gateway in between, or nothing at all.</summary>
internal static class ConnectorAnswers
{
    private const int LargestAnswer = 64 * 1024;
    private const int LongestCode = 100;

    /// <returns>Null for what is no JSON; the status says the rest.</returns>
    public static async Task<JsonElement?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LargestAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        try
        {
            using var json = JsonDocument.Parse(buffer.AsMemory(0, length));
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Id(JsonElement? answer) => Word(answer, "id") is { Length: > 0 } id ? id : null;

    public static string Code(JsonElement? answer) =>
        Part(answer, "error") is { } error && Word(error, "code") is { Length: <= LongestCode } code && code.All(char.IsAsciiLetterOrDigit) ? code : "";

    private static string? Word(JsonElement? element, string name) => Part(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Part(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value : null;
}
