namespace ChurnChatBot.Tests.Scenarios;

/// <summary>
/// A conversation as a person has it, in any channel: the scenarios are written against this, and run once for each channel that can
/// do these things. Cards are read as they are shown there, not as they are stored.
/// </summary>
internal interface IScenarioThread
{
    Task SayAsync(string text);

    Task UploadAsync(string file);

    /// <summary>Presses a button of the newest card that has one whose label contains <paramref name="label"/>.</summary>
    /// <param name="untick">Words of the items that are unticked before.</param>
    Task PressAsync(string label, params string[] untick);

    /// <summary>Waits for a card of the bot that came since the last thing the person did and contains the words.</summary>
    Task<ScenarioCard> WaitForCardAsync(string words);

    /// <summary>The whole thread as it stands, oldest first, once nothing is being worked on.</summary>
    Task<IReadOnlyList<ScenarioCard>> SettledAsync();
}

/// <summary>A message as a channel shows it, without who wrote it when.</summary>
internal sealed record ScenarioCard(string Id, bool IsBot, string Text)
{
    public IReadOnlyList<ScenarioButton> Buttons { get; init; } = [];

    public IReadOnlyList<ScenarioToggle> Toggles { get; init; } = [];

    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public bool Says(string words) => Text.Contains(words, StringComparison.Ordinal);
}

/// <param name="Command">What its press sends, in the channel's own form.</param>
internal sealed record ScenarioButton(string Label, string Verb, string Command);

internal sealed record ScenarioToggle(string Id, string Text, bool IsOn)
{
    public bool Says(string words) => Text.Contains(words, StringComparison.Ordinal);
}
