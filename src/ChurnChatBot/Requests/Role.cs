namespace ChurnChatBot.Requests;

/// <summary>What somebody may do, from least to most: each may do all that those before it may. Where no roles are configured, everybody is an <see cref="Admin"/>.</summary>
internal enum Role
{
    /// <summary>Reads and asks.</summary>
    Viewer,

    /// <summary>Also uploads, amends and takes up earlier steps again.</summary>
    Analyst,

    /// <summary>Also approves repairs and measures, starts and stops trainings, and takes every file; the champion is for an approver.</summary>
    DataScientist,

    /// <summary>Also decides on the champion.</summary>
    Approver,

    /// <summary>Everything, deletion and the project's settings included.</summary>
    Admin,
}
