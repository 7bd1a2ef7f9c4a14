using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.Home;

/// <summary>What one person sees in the Home tab of one workspace.</summary>
internal sealed record HomeState
{
    /// <summary>Their projects, last changed first; the first of them, where there are many.</summary>
    public IReadOnlyList<HomeProject> Projects { get; init; } = [];

    /// <summary>How many there are in all.</summary>
    public int ProjectsInAll { get; init; }

    public required HomeSetUp SetUp { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
}

/// <param name="Name">The file's own name, or what the project was called: data.</param>
/// <param name="Place">The thread that speaks about it.</param>
internal sealed record HomeProject(string Name, SlackPlace Place, ProjectStanding Standing)
{
    /// <summary>The address of the thread, as far as Slack tells it.</summary>
    public Uri? Address { get; init; }
}

/// <summary>Where a project stands.</summary>
internal sealed record ProjectStanding
{
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>False for a project that a later version of the program wrote: then nothing else is known.</summary>
    public bool IsReadable { get; init; }

    public bool HasFile { get; init; }

    /// <summary>The step whose turn it is; null when all are done.</summary>
    public StepName? Next { get; init; }

    /// <summary>The step whose proposal waits for a person.</summary>
    public StepName? Waits { get; init; }

    /// <summary>The step that is being worked on.</summary>
    public StepName? Runs { get; init; }

    public Champion? Champion { get; init; }
}

/// <param name="Auc">On customers that were kept aside, with its 95 % interval.</param>
/// <param name="IsCurrent">Whether it comes from the project as it stands, or from before something was changed.</param>
internal sealed record Champion(string ModelName, Estimate Auc, bool IsCurrent)
{
    public Fact Figure => Fact.Score("training.test.auc", Auc);
}

/// <summary>How the bot is set up, as far as it concerns this person.</summary>
/// <param name="HasRoles">Whether roles are configured; otherwise everybody may do everything.</param>
/// <param name="Missing">What was not granted; null where it is not known.</param>
internal sealed record HomeSetUp(Role Role, bool HasRoles, IReadOnlyList<SlackScope>? Missing);
