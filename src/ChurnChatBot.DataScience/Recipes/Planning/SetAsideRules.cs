using System.Globalization;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>
/// Columns that a model should not see. A column that merely repeats another is proposed but not ticked: a person may prefer
/// either of the two, and it does no harm.
/// </summary>
internal static class SetAsideRules
{
    /// <summary>|r| from which two columns say the same.</summary>
    private const double SaysTheSame = 0.99;

    public static void Apply(PlanDraft draft)
    {
        Leaks(draft);
        Identifiers(draft);
        foreach (var (issue, column) in draft.Findings(IssueKind.PersonalData))
            Add(draft, new SetAsideColumnStep(column.Name, SetAsideReason.PersonalData), ReasonKind.PersonalData, Evidence.Of(("rows", issue.Count)), "holds personal data: kept for the list, not used to predict");
        foreach (var (issue, column) in draft.Findings(IssueKind.Constant))
            Add(draft, new SetAsideColumnStep(column.Name, SetAsideReason.Constant), ReasonKind.Constant, Evidence.Of(("rows", issue.Count)), "is the same for every customer, so it tells nobody apart");
        foreach (var (issue, column) in draft.Findings(IssueKind.MostlyMissing))
        {
            var share = (double)issue.Count / Math.Max(1, draft.Profile.Rows);
            Add(draft, new SetAsideColumnStep(column.Name, SetAsideReason.MostlyMissing), ReasonKind.MostlyMissing, Evidence.Of(("rows", issue.Count), ("share", share)), $"is missing for {Sentences.Share(share)} of the rows, too many to learn from");
        }

        Twins(draft);
    }

    private static void Leaks(PlanDraft draft)
    {
        foreach (var (issue, column) in draft.Findings(IssueKind.LeakageSuspect))
        {
            var figure = issue.Figure is { } auc ? string.Create(CultureInfo.InvariantCulture, $"alone it ranks a leaving customer above a staying one {Math.Floor(1000 * auc) / 10:0.#} times in 100") : "it follows the outcome too closely";
            Add(draft, new SetAsideColumnStep(column.Name, SetAsideReason.LeakageSuspect), ReasonKind.LeakageSuspect, Evidence.Of(("figure", issue.Figure)), $"seems to know the outcome already: {figure}");
        }
    }

    private static void Identifiers(PlanDraft draft)
    {
        var named = draft.Profile.Columns.Where(column => column.Meaning == ColumnMeaning.Identifier).Select(column => column.Name);
        foreach (var name in draft.Findings(IssueKind.Identifier).Select(finding => finding.Column.Name).Concat(named).Distinct(StringComparer.Ordinal).ToArray())
        {
            if (draft.Current.Contains(name)) Add(draft, new SetAsideColumnStep(name, SetAsideReason.Identifier), ReasonKind.Identifier, Evidence.None, "identifies the customer: kept for the list, not used to predict");
        }
    }

    private static void Twins(PlanDraft draft)
    {
        foreach (var (issue, column) in draft.Findings(IssueKind.Correlated))
        {
            if (issue.OtherColumn is not { } other || !draft.Current.Contains(other) || draft.IsOutcome(other) || Math.Abs(issue.Figure ?? 0) < SaysTheSame) continue;
            var isOtherProposed = draft.Proposals.Any(proposal => proposal.Reason == ReasonKind.Redundant && proposal.Step.Subject == other);
            if (isOtherProposed) continue;
            draft.Add(
                new SetAsideColumnStep(column.Name, SetAsideReason.Redundant),
                ReasonKind.Redundant,
                Evidence.Of(("figure", issue.Figure)),
                $"{Sentences.Data(column.Name)} says nearly the same as {Sentences.Data(other)}; leaving one out makes the drivers easier to read",
                witness: other);
        }
    }

    private static void Add(PlanDraft draft, SetAsideColumnStep step, ReasonKind kind, IReadOnlyDictionary<string, double> evidence, string why) =>
        draft.Add(step, kind, evidence, $"{Sentences.Data(step.Column)} {why}");
}
