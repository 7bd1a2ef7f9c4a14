namespace ChurnChatBot.Requests;

/// <summary>What somebody may do, from least to most. Where no roles are configured, everybody is an <see cref="Admin"/>.</summary>
internal enum Role
{
    /// <summary>Reads and asks.</summary>
    Viewer,

    /// <summary>Also uploads, amends and takes up earlier steps again.</summary>
    Analyst,

    /// <summary>Also approves and rejects what waits, the champion included.</summary>
    Approver,

    /// <summary>Everything of an analyst, approves repairs and measures, and starts and stops trainings; the champion is for an approver.</summary>
    DataScientist,

    /// <summary>Everything, deletion and the project's settings included.</summary>
    Admin,
}
