namespace ChurnChatBot.Slack.Outbound;

/// <summary>Handles under which messages are updated: the message's ts in its channel, or one of these where there is none.</summary>
internal static class Handles
{
    /// <summary>Of a message that Slack did not take, or gave no ts for: it cannot be replaced.</summary>
    public const string NoTs = "-";

    /// <summary>Of a message that was shown to one person alone: Slack forgets it, so it is said again instead of replaced.</summary>
    public const string Private = "private";

    /// <summary>Of a message that could not be said to the one person it is for.</summary>
    public const string Unsaid = "unsaid";

    private const string FilePrefix = "file:";

    /// <summary>Of a file that was put into a thread. It is there, and is not put there again.</summary>
    public static string File(string fileId) => FilePrefix + fileId;

    /// <summary>Whether nothing more is to be done about the message.</summary>
    public static bool IsFinal(string handle) => handle == Unsaid || handle.StartsWith(FilePrefix, StringComparison.Ordinal);
}
