using System.Text.Json;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// Reads fields of what Slack sent. Slack adds fields and kinds of values as it likes, so that what is missing or of another kind than expected
/// is nothing, never an error.
/// </summary>
internal static class PayloadFields
{
    /// <summary>Slack's are far shorter. A workspace, a channel and a ts of that length together still make an id of a conversation.</summary>
    public const int LongestId = 60;

    /// <summary>What lets a form be opened is longer than what names a thing.</summary>
    public const int LongestTrigger = 200;

    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : element;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>An id as Slack gives them: short, of letters, digits, dots, dashes and underscores, so that it can stand in an id of ours.</summary>
    public static string? Id(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Text(path) is { Length: > 0 and <= LongestId } id && IsId(id) ? id : null;

    public static string? Trigger(this JsonElement element) =>
        element.Text("trigger_id") is { Length: > 0 and <= LongestTrigger } id && IsId(id) ? id : null;

    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    public static bool IsId(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
