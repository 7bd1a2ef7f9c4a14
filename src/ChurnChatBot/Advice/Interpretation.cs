using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice;

/// <summary>What words were taken to mean.</summary>
internal abstract record Interpretation;

internal sealed record Understood(PersonRequest Request) : Interpretation;

/// <summary>Two or more readings are possible: the person chooses.</summary>
internal sealed record Ambiguous(IReadOnlyList<Reading> Readings) : Interpretation;

/// <param name="Label">The reading in the bot's words, for a button: "the risk threshold for high spenders".</param>
/// <param name="Wording">A sentence that is understood as exactly this reading; the button says it for the person.</param>
internal sealed record Reading(string Label, string Wording, PersonRequest Request);

/// <param name="Closest">What it may have been about, as sentences that are understood, likeliest first; may be empty.</param>
internal sealed record NotUnderstood(IReadOnlyList<Reading> Closest) : Interpretation;

/// <summary>What the interpreter may know of a project: names and levels, never the rows themselves.</summary>
internal sealed record InterpretationContext
{
    public IReadOnlyList<KnownColumn> Columns { get; init; } = [];

    public string? TargetColumn { get; init; }

    /// <summary>The step whose proposal waits, or the last one done.</summary>
    public StepName? CurrentStep { get; init; }

    public bool ApprovalWaits { get; init; }

    public bool TrainingRuns { get; init; }

    public bool HasModel { get; init; }

    /// <summary>The items of the proposal that waits.</summary>
    public IReadOnlyList<KnownItem> Items { get; init; } = [];

    /// <summary>Whether such a customer exists; the interpreter asks with a token it read, and gets the exact name back or null.</summary>
    public Func<string, string?> FindCustomer { get; init; } = _ => null;

    /// <summary>The customer last spoken of.</summary>
    public string? LastCustomer { get; init; }

    /// <summary>The projects that this conversation has spoken about.</summary>
    public IReadOnlyList<(string Id, string Name)> Projects { get; init; } = [];

    /// <summary>The files that can be taken away, with the hash of each.</summary>
    public IReadOnlyList<(string Name, string Hash)> Files { get; init; } = [];

    /// <summary>The column last spoken of ("this column").</summary>
    public string? LastColumn { get; init; }
}

internal sealed record KnownColumn(string Name, DataScience.Data.ColumnKind Kind, IReadOnlyList<string> Levels);

/// <param name="Id">Id of the toggle.</param>
/// <param name="Kind">snake_case of the step: "drop_duplicates", "fill_missing".</param>
/// <param name="Columns">Columns it is about or makes.</param>
internal sealed record KnownItem(string Id, string Kind, IReadOnlyList<string> Columns, bool IsOn);
