using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>
/// Turns what a profile found into steps with reasons. Rules only: the same file gives the same plan, with or without a language
/// model. Each rule sees the data as the steps before it leave it, so that a median is that of the ages a person would believe.
/// </summary>
public static class CleaningPlanner
{
    /// <param name="raw">The file as it was read.</param>
    /// <param name="profile">What the profiler found in it.</param>
    /// <returns>Proposals in the order in which they run; ticked unless a person should decide first.</returns>
    public static IReadOnlyList<StepProposal> Propose(Dataset raw, DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(profile);
        var draft = new PlanDraft(raw, profile);
        ReadingRules.Apply(draft);
        MissingCellRules.Apply(draft);
        VariantRules.Apply(draft);
        DuplicateRules.Apply(draft);
        SetAsideRules.Apply(draft);
        FillRules.Apply(draft);
        return draft.Proposals;
    }
}
