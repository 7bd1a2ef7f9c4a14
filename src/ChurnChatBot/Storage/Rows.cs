namespace ChurnChatBot.Storage;

// What is read from the database. Bodies stay JSON here: storage knows no type of the rooms above.

internal sealed record ConversationKey(string Channel, string ConversationId);

/// <param name="Version">Counts up from 1 with every commit.</param>
internal sealed record ProjectRow(string Id, string Name, long Version, string StateJson, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <param name="Sequence">Order of acceptance over all conversations.</param>
/// <param name="Attempts">How often handling was begun, this time included once it has begun.</param>
/// <param name="RetryAt">Not to be tried again before then.</param>
internal sealed record TurnRow(
    long Sequence, string TurnId, ConversationKey Conversation, string BodyJson, DateTimeOffset ReceivedAt, int Attempts, DateTimeOffset? RetryAt = null);

/// <param name="Change">Database-wide increasing number, new at insert and at every update: feeds resume from it.</param>
/// <param name="ProjectId">Empty for what was said outside any project.</param>
/// <param name="Author"><see cref="BotAuthor"/> or the person's name.</param>
internal sealed record MessageRow(
    long Sequence, long Change, string MessageId, string ProjectId, ConversationKey Conversation, int Revision, string Author, string BodyJson,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public const string BotAuthor = "bot";

    /// <summary>Id of the message in another thread that this one repeats; null for one that was said here.</summary>
    public string? CopyOf { get; init; }
}

/// <param name="Handle">The channel's handle from its first sending, or null when it has not been sent.</param>
internal sealed record UnsentMessage(MessageRow Message, string? Handle);

/// <summary>A message of a deleted project that still stands in its channel.</summary>
internal sealed record MessageRemoval(long Sequence, string Handle);

/// <param name="BodyJson">What its channel needs to reach it.</param>
internal sealed record ReferenceRow(string BodyJson, bool IsClosed);

internal sealed record FeedbackRow(string MessageId, string PersonName, string Reaction, string Text, DateTimeOffset At);

/// <param name="Status">One of <see cref="ApprovalStatus"/>.</param>
internal sealed record ApprovalRow(
    string Id, string ProjectId, string Kind, string PlanJson, string PlanHash, int FormatVersion, string? WhoMay, DateTimeOffset ExpiresAt, string Status,
    string? DecidedBy, string? DecidedByName, DateTimeOffset? DecidedAt, string? Reason, string? MessageId);

/// <param name="Status">One of <see cref="WorkStatus"/>.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="RetryAt">Not to be tried again before then.</param>
internal sealed record WorkRow(
    string Id, string ProjectId, string Kind, string PlanJson, string? CheckpointJson, string Status, int Attempts, bool StopRequested,
    DateTimeOffset? RetryAt = null);

/// <param name="IsErased">Who and what were removed with the project; time and action remain.</param>
internal sealed record AuditRow(
    long Sequence, string ProjectId, DateTimeOffset At, string PersonId, string PersonName, string Action, string DetailsJson, string PreviousHash, string Hash,
    bool IsErased = false);

/// <param name="Lines">How many lines there are.</param>
/// <param name="FirstBroken">Sequence of the first line that does not fit, or null when the chain is whole.</param>
internal sealed record AuditVerification(long Lines, long? FirstBroken)
{
    public bool IsIntact => FirstBroken is null;
}

internal sealed record ArtifactLink(string ProjectId, string Hash, string Kind, string Name, string MediaType, long Size);

internal static class ApprovalStatus
{
    public const string Open = "open";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Superseded = "superseded";
}

internal static class WorkStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
}
