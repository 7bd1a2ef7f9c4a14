using System.Globalization;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Planning;
using ChurnChatBot.DataScience.Recipes.Steps;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>
/// Applies a person's typed edits to the items of a plan. Every name in an edit is looked up in the data or the plan; what is not there
/// leaves the plan as it is. An edited item keeps its id, so that a card shows it in its place.
/// </summary>
internal static class PlanEditing
{
    public static IReadOnlyList<PlanItem> Apply(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanEdit> edits, Dataset raw, string? reason)
    {
        var before = items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        var plan = new CleaningPlan([.. items.Select(item =>
            new StepProposal(item.Id, item.Step, item.IsSelected, ReasonKind.ChosenByPerson, new Dictionary<string, double>(), item.Why))]);
        plan = edits.Aggregate(plan, (current, edit) => Apply(current, edit, raw));
        return [.. plan.Proposals.Select(proposal => Item(proposal, before.GetValueOrDefault(proposal.Id), reason))];
    }

    private static PlanItem Item(StepProposal proposal, PlanItem? before, string? reason)
    {
        if (before is not null && before.Step == proposal.Step)
        {
            return before.IsSelected == proposal.Selected ? before : before with { IsSelected = proposal.Selected, Remark = reason ?? before.Remark };
        }

        // A reason given for another step is none for this one.
        return new PlanItem(proposal.Id, proposal.Step.Subject ?? "", proposal.Step, proposal.Selected, proposal.Why) { Remark = reason };
    }

    private static CleaningPlan Apply(CleaningPlan plan, PlanEdit edit, Dataset raw) => edit switch
    {
        SelectItem select => plan.Select(select.ItemId, select.IsOn),
        SetFill fill when raw.Contains(fill.Column) => Fill(plan, fill, raw[fill.Column]),
        SetLimits limits when raw.Contains(limits.Column) => plan.Limit(limits.Column, limits.Low, limits.High),
        MergeLevels merge when raw.Contains(merge.Column) => plan.Merge(merge.Column, merge.From, merge.Into),
        SetColumnAside aside when raw.Contains(aside.Column) => plan.SetAside(aside.Column),
        KeepColumn keep => plan.Keep(keep.Column),
        AddRatio ratio when raw.Contains(ratio.Numerator) && raw.Contains(ratio.Denominator) => plan.WithStep(
            new RatioStep { Name = $"{ratio.Numerator}_per_{ratio.Denominator}", Numerator = ratio.Numerator, Denominator = ratio.Denominator }),
        _ => plan,
    };

    private static CleaningPlan Fill(CleaningPlan plan, SetFill fill, Column column) => fill.Strategy switch
    {
        FillStrategy.Median => plan.Fill(fill.Column, FillMethod.Median),
        FillStrategy.Mean => plan.Fill(fill.Column, FillMethod.Mean),
        FillStrategy.MostFrequent => plan.Fill(fill.Column, FillMethod.MostFrequent),
        FillStrategy.Unknown when column is not NumericColumn => plan.Fill(fill.Column, FillMethod.Unknown),
        FillStrategy.Unknown => plan,
        _ => plan.Fill(fill.Column, FillMethod.Constant, Invariant(fill.Value ?? "0")),
    };

    private static string Invariant(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : value;
}
