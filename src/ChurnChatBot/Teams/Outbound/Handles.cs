namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// Handles under which messages are updated: the activity's id, led by its conversation where that is another one than the message's own.
/// A message that is still streamed has a <see cref="StreamHandle"/>.
/// </summary>
internal static class Handles
{
    /// <summary>Of a message to which the service gave no id: it cannot be replaced.</summary>
    public const string NoId = "-";

    /// <summary>Of a message that could not be said to the one person it is for.</summary>
    public const string Unsaid = "unsaid";

    private const char Separator = '\n';

    public static string Write(string conversationId, string activityId) => conversationId + Separator + activityId;

    /// <returns>Null for a message in its own conversation.</returns>
    public static (string ConversationId, string Handle)? Elsewhere(string handle) =>
        handle.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? (handle[..at], handle[(at + 1)..]) : null;
}
