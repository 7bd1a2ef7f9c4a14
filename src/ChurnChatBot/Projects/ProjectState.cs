using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>
/// Where a project stands on its line of steps. Everything large (profiles, plans with their effects, models) is an artifact under
/// its content hash; the state holds the references, so that it is small and is replaced as a whole under its version.
/// </summary>
internal sealed record ProjectState
{
    public const int CurrentFormat = 1;

    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>The file in force; a newer upload replaces it and everything that was made from it.</summary>
    public SourceFile? File { get; init; }

    public ChurnQuestion? Question { get; init; }

    /// <summary>Artifact of the <see cref="DataScience.Analysis.ProfileOutcome"/>.</summary>
    public string? Profile { get; init; }

    /// <summary>The one proposal that waits for a person.</summary>
    public OpenProposal? Open { get; init; }

    /// <summary>The proposal that was rejected last, while its step is still the next: "fill age with the mean" then changes this plan.</summary>
    public OpenProposal? Rejected { get; init; }

    /// <summary>A file or a question that is being read. Until that succeeds, everything else stays in force.</summary>
    public RunningWork? Reading { get; init; }

    /// <summary>The one other piece of long work that is under way.</summary>
    public RunningWork? Running { get; init; }

    public ApprovedStep? Cleaning { get; init; }

    public ApprovedStep? Features { get; init; }

    /// <summary>Artifact of the last finished training, whether or not its model became the champion.</summary>
    public string? Training { get; init; }

    public ApprovedStep? Champion { get; init; }

    /// <summary>Whether the champion comes from the line as it stands. One of an earlier line stays in force until another is approved.</summary>
    public bool ChampionIsCurrent { get; init; }

    /// <summary>Artifact of the champion's explanation.</summary>
    public string? Explanation { get; init; }

    /// <summary>What "this customer" and "this column" mean.</summary>
    public string? LastCustomer { get; init; }

    public string? LastColumn { get; init; }

    /// <summary>Whether customers may be named where others than the person who asks read along.</summary>
    public bool NamesCustomers { get; init; }

    /// <summary>The last thing said was "delete this project?": a yes now means that, and only now.</summary>
    public bool DeleteAsked { get; init; }

    /// <summary>The recipe that people approved so far: cleaning, then features.</summary>
    public Recipe ApprovedRecipe => new([.. Cleaning?.Recipe?.Steps ?? [], .. Features?.Recipe?.Steps ?? []]);

    /// <summary>
    /// The line taken up again at <paramref name="step"/>: approvals from there on are undone. The champion and its explanation stay in force,
    /// because nothing has replaced them yet; only with the file or the question itself do they go.
    /// </summary>
    public ProjectState BackTo(StepName step) => this with
    {
        Profile = step > StepName.Profile ? Profile : null,
        Cleaning = step > StepName.Cleaning ? Cleaning : null,
        Features = step > StepName.Features ? Features : null,
        Training = step > StepName.Profile ? Training : null,
        Champion = step > StepName.Profile ? Champion : null,
        Explanation = step > StepName.Profile ? Explanation : null,
        ChampionIsCurrent = false,
        Rejected = null,
    };
}

internal sealed record SourceFile(string Name, string Hash, long Size, DateTimeOffset UploadedAt);

/// <param name="PlanHash">SHA-256 of the plan as stored with the approval: a button carries it, so an old card cannot approve a new plan.</param>
internal sealed record OpenProposal(string ApprovalId, StepName Step, string PlanHash, string MessageId, string Outcome);

internal sealed record RunningWork(string WorkId, StepName Step, string MessageId);

/// <param name="Outcome">Artifact of the outcome that was approved.</param>
/// <param name="Recipe">The steps that were ticked, for steps that make a recipe.</param>
internal sealed record ApprovedStep(string Outcome, Recipe? Recipe, string By, DateTimeOffset At);

/// <summary>What an approval is about, stored with it: the very file, question and outcome that a person saw.</summary>
internal sealed record StepPlan(StepName Step, string FileHash, ChurnQuestion Question, string Outcome);

/// <summary>An order for long work, stored with it; complete, so that it gives the same result in whichever process it ends.</summary>
internal sealed record StepOrder
{
    public int FormatVersion { get; init; } = 1;

    public required StepName Step { get; init; }

    public required SourceFile File { get; init; }

    public ChurnQuestion? Question { get; init; }

    public string? Profile { get; init; }

    public Recipe Recipe { get; init; } = Recipe.Empty;

    /// <summary>Artifact of the outcome that is amended, and the edits in order; null for a first proposal.</summary>
    public string? Amends { get; init; }

    public IReadOnlyList<PlanEdit> Edits { get; init; } = [];

    public string? EditReason { get; init; }

    /// <summary>Artifacts of the approved outcomes, for the report.</summary>
    public string? CleaningOutcome { get; init; }

    public string? FeatureOutcome { get; init; }

    /// <summary>For training: the wall-clock budget.</summary>
    public double BudgetSeconds { get; init; }

    /// <summary>For training: stop after so many trials whatever time is left; null where only time counts.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>For the explanation: artifact of the training whose model became the champion.</summary>
    public string? Training { get; init; }

    public int Seed { get; init; } = 42;

    /// <summary>Who asked, for the audit.</summary>
    public string AskedBy { get; init; } = "";
}
