namespace ChurnChatBot.Slack.Inbound;

/// <summary>Names under which shortcuts and forms come back, as the manifest and the forms have them.</summary>
internal static class Callbacks
{
    /// <summary>The form in which a question about a message is written.</summary>
    public const string Ask = "ask";
}
