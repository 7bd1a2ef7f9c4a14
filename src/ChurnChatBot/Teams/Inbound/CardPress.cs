using System.Text.Json;
using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Teams.Protocol;

namespace ChurnChatBot.Teams.Inbound;

/// <summary>
/// A pressed button of a card with the values of the card's inputs, which Teams mixes into one object. All of it is untrusted: only
/// short strings are taken, and which of them count is decided by whoever reads them by name.
/// </summary>
/// <param name="Verb">One of the closed list, or nothing that is known.</param>
internal sealed record CardPress(string Verb, IReadOnlyDictionary<string, string> Values)
{
    private const int MostValues = 600;
    private const int LongestValue = 4_000;
    private const int MostCharacters = 40_000;

    public string? MessageId => Values.GetValueOrDefault("message");

    public TurnAction ToAction() => new(new ActionCommand(Verb, Values), Values, MessageId);

    /// <summary>Action.Execute: an invoke whose value is {"action":{"verb","data"}}.</summary>
    public static CardPress? OfExecute(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
            ? Read(action.TryGetProperty("verb", out var verb) ? verb : default, action.TryGetProperty("data", out var data) ? data : default)
            : null;

    /// <summary>Action.Submit, of clients that do not know Action.Execute: a message without words whose value is the data.</summary>
    public static CardPress? OfSubmit(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("verb", out var verb) ? Read(verb, value) : null;

    private static CardPress? Read(JsonElement verb, JsonElement data)
    {
        if (verb.ValueKind != JsonValueKind.String || verb.GetString() is not { Length: > 0 and <= 50 } name) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.ValueKind != JsonValueKind.Object) return new CardPress(name, values);
        var characters = 0;
        foreach (var property in data.EnumerateObject())
        {
            if (Text(property.Value) is not { Length: <= LongestValue } text || property.Name.Length > 300) continue;
            characters += property.Name.Length + text.Length;
            if (values.Count >= MostValues || characters > MostCharacters) return null;
            values[property.Name] = text;
        }

        return new CardPress(name, values);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
