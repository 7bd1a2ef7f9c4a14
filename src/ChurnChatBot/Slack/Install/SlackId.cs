using System.Text.Json;

namespace ChurnChatBot.Slack.Install;

/// <summary>Ids of Slack: T… a workspace, E… an organisation, U… a person, B… a bot, A… an app; capital letters and digits.</summary>
internal static class SlackId
{
    private const int Longest = 40;

    /// <returns>The id, or null for what has not an id's form.</returns>
    public static string? Checked(string? id) =>
        id is { Length: > 1 and <= Longest } && id.All(letter => letter is (>= 'A' and <= 'Z') or (>= '0' and <= '9')) ? id : null;

    /// <summary>Scopes out of a comma-separated list, however it is spaced.</summary>
    public static IReadOnlySet<string> Scopes(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Reads answers that may lack anything, or hold something else than is expected.</summary>
internal static class AnswerReading
{
    public static string? TextOf(this JsonElement holder, string name) => PartOf(holder, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool TruthOf(this JsonElement holder, string name) => PartOf(holder, name).ValueKind == JsonValueKind.True;

    /// <returns>Null for what is no number of seconds above zero and below a year.</returns>
    public static TimeSpan? SecondsOf(this JsonElement holder, string name) =>
        PartOf(holder, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var seconds) && seconds is > 0 and < 31_536_000 ? TimeSpan.FromSeconds(seconds) : null;

    public static JsonElement PartOf(this JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) ? value : default;
}
