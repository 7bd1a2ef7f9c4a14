using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>Reads an activity from a request: of bounded size and depth, with what every activity must have.</summary>
internal static class ActivityBody
{
    private const int LongestId = 200;

    /// <returns>The activity, or the status to answer with.</returns>
    public static async Task<(Activity? Activity, int Refusal)> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType()) return (null, StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > maxBytes) return (null, StatusCodes.Status413PayloadTooLarge);
        var buffer = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, maxBytes + 1), maxBytes + 1, throwOnEndOfStream: false, cancellation);
            if (length > maxBytes) return (null, StatusCodes.Status413PayloadTooLarge);
            return Parse(buffer.AsSpan(0, length)) is { } activity ? (activity, 0) : (null, StatusCodes.Status400BadRequest);
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

    public static Activity? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize<Activity>(json, ProtocolJson.Options) is not { Type: { Length: > 0 and <= 100 } } activity) return null;
            // Without an id of its own, what it says is what tells it from another one.
            return activity.Id is { Length: > 0 and <= 1_000 } ? activity : activity with { Id = "body-" + Convert.ToHexStringLower(SHA256.HashData(json))[..24] };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it says in which conversation it happened, and, for what a person does, who did it.</summary>
    public static bool IsComplete(Activity activity) =>
        activity.Conversation?.Id is { Length: > 0 and <= LongestId } && activity.From?.Id is { Length: > 0 and <= LongestId };
}
