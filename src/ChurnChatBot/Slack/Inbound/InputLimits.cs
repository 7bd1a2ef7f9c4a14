namespace ChurnChatBot.Slack.Inbound;

/// <summary>How much the inputs of one message may bring: Slack has limits of its own, but a message of ours needs less.</summary>
internal static class InputLimits
{
    private const int MostValues = 600;
    private const int LongestName = 300;
    private const int LongestValue = 4_000;
    private const int MostCharacters = 40_000;

    public static bool Hold(IReadOnlyDictionary<string, string> values) =>
        values.Count <= MostValues
        && values.All(pair => pair.Key.Length <= LongestName && (pair.Value.Length <= LongestValue || pair.Key == "items"))
        && values.Sum(pair => pair.Key.Length + pair.Value.Length) <= MostCharacters;
}
