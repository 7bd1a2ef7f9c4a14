namespace ChurnChatBot.Slack.Install;

/// <summary>Slack answered a call with "no": its own word for why, as invalid_code or token_revoked.</summary>
internal sealed class SlackRefusalException(string method, string? error) : Exception($"Slack refused {method}: {Word(error)}.")
{
    private const int Longest = 60;

    /// <summary>Small letters, digits and underscores alone, so that it can be logged.</summary>
    public string Error { get; } = Word(error);

    private static string Word(string? error) =>
        error is { Length: > 0 and <= Longest } && error.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') ? error : "unknown_error";
}
