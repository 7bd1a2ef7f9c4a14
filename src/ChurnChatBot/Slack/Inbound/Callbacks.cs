namespace ChurnChatBot.Slack.Inbound;

/// <summary>Names under which shortcuts and forms come back, as the manifest and the forms have them.</summary>
internal static class Callbacks
{
    /// <summary>Message shortcut "Ask about this".</summary>
    public const string AskAbout = "ask_about";

    /// <summary>Global shortcut "New churn project".</summary>
    public const string NewProject = "new_project";

    /// <summary>The form in which a question about a message is written.</summary>
    public const string Ask = "ask";

    /// <summary>The form in which a proposal is changed.</summary>
    public const string Amend = "amend";
}
