namespace ChurnChatBot.Storage;

/// <summary>
/// All that one turn or one piece of work changes, written in one transaction or not at all: that is what makes handling them again
/// after a kill harmless.
/// </summary>
internal sealed record ProjectCommit
{
    public required string ProjectId { get; init; }

    /// <summary>The version that was read; 0 creates the project.</summary>
    public required long ExpectedVersion { get; init; }

    public required string Name { get; init; }

    public required string StateJson { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>From now on this conversation speaks about the project.</summary>
    public ConversationKey? LinkConversation { get; init; }

    public IReadOnlyList<MessageWrite> Messages { get; init; } = [];

    public IReadOnlyList<NewApproval> NewApprovals { get; init; } = [];

    public IReadOnlyList<ApprovalDecision> Decisions { get; init; } = [];

    public IReadOnlyList<NewAudit> Audit { get; init; } = [];

    public IReadOnlyList<NewFeedback> Feedback { get; init; } = [];

    public IReadOnlyList<NewWork> NewWork { get; init; } = [];

    public IReadOnlyList<NewLink> NewLinks { get; init; } = [];

    /// <summary>Hash of the code by which this conversation joins the project; it is used up.</summary>
    public string? RedeemsLink { get; init; }

    /// <summary>Ids of work that is asked to stop.</summary>
    public IReadOnlyList<string> StopWork { get; init; } = [];

    public IReadOnlyList<ArtifactLink> Artifacts { get; init; } = [];

    /// <summary>Id of the turn that is done with this.</summary>
    public string? CompletesTurn { get; init; }

    /// <summary>The work that ends with this, and how: done, failed or cancelled.</summary>
    public (string WorkId, string Status)? CompletesWork { get; init; }
}

/// <summary>A message to insert, or to give a new body and the next revision where its id is known.</summary>
/// <param name="Conversation">Where it is said first; a message that is known keeps its place.</param>
internal sealed record MessageWrite(string MessageId, ConversationKey Conversation, string Author, string BodyJson)
{
    /// <summary>What the bot says of it in the other threads of the project; null for what concerns this one alone.</summary>
    public string? ElsewhereJson { get; init; }
}

internal sealed record NewApproval(
    string Id, string Kind, string PlanJson, string PlanHash, int FormatVersion, DateTimeOffset ExpiresAt, string? WhoMay = null, string? MessageId = null);

/// <param name="PlanHash">Hash of the plan that the person saw; another than the stored one decides nothing.</param>
/// <param name="Status">Approved, rejected or superseded.</param>
internal sealed record ApprovalDecision(
    string ApprovalId, string PlanHash, string Status, string? PersonId, string? PersonName, DateTimeOffset At, string? Reason = null);

internal sealed record NewAudit(DateTimeOffset At, string PersonId, string PersonName, string Action, string DetailsJson = "{}");

internal sealed record NewFeedback(string MessageId, string PersonId, string PersonName, string Reaction, string Text);

internal sealed record NewLink(string CodeHash, DateTimeOffset ExpiresAt);

internal sealed record NewWork(string Id, string Kind, string PlanJson);

/// <summary>Anything but <see cref="Committed"/> wrote nothing.</summary>
internal enum CommitOutcome
{
    Committed,

    /// <summary>The project changed since it was read, exists already, or is gone.</summary>
    VersionConflict,

    TurnAlreadyDone,
    WorkAlreadyDone,

    /// <summary>The approval was decided before, has expired, or belongs to another plan or project.</summary>
    ApprovalNotOpen,

    /// <summary>The code was used before, or has expired.</summary>
    LinkNotOpen,
}
