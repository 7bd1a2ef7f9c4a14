using System.Text.Json;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// What a button carries in its value: the message it stands on, the verb and its data, as JSON of at most 2,000 characters. Ids and hashes, never
/// content. What comes back is untrusted: only short strings are taken.
/// </summary>
internal static class ButtonValue
{
    /// <summary>What Slack takes.</summary>
    public const int Longest = 2_000;

    private const string Message = "message";
    private const string Verb = "verb";
    private const int MostValues = 50;

    public static string Write(ActionCommand command, string messageId) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(command.Data, StringComparer.Ordinal) { [Message] = messageId, [Verb] = command.Verb });

    /// <returns>Null for what <see cref="Write"/> would not give.</returns>
    public static (ActionCommand Command, string MessageId)? Read(string? value)
    {
        if (value is not { Length: > 0 and <= Longest }) return null;
        try
        {
            var data = JsonSerializer.Deserialize<Dictionary<string, string?>>(value);
            if (data is null || data.Count > MostValues || data.Values.Any(text => text is null)) return null;
            if (!data.Remove(Message, out var message) || !data.Remove(Verb, out var verb)) return null;
            return (new ActionCommand(verb!, data.ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal)), message!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
