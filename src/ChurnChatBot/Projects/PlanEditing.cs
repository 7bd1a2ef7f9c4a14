using System.Globalization;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>
/// Applies typed edits to the items of a plan. Every name in an edit is looked up in the data or the plan; what is not there leaves
/// the plan as it is. An edited item keeps its id, so that a card shows it in its place.
/// </summary>
internal static class PlanEditing
{
    public static IReadOnlyList<PlanItem> Apply(IReadOnlyList<PlanItem> items, IReadOnlyList<PlanEdit> edits, Dataset raw, string? reason)
    {
        foreach (var edit in edits) items = Apply(items, edit, raw, reason);
        return items;
    }

    private static IReadOnlyList<PlanItem> Apply(IReadOnlyList<PlanItem> items, PlanEdit edit, Dataset raw, string? reason) => edit switch
    {
        SelectItem select => [.. items.Select(item => item.Id == select.ItemId ? item with { IsSelected = select.IsOn, Remark = reason ?? item.Remark } : item)],
        SetFill fill when raw.Contains(fill.Column) => Put(items, Filling(items, fill), "as you asked", reason),
        SetLimits limits when raw.Contains(limits.Column) =>
            Put(items, new TreatAsMissingStep(limits.Column, Cells(items, limits.Column), limits.Low, limits.High), "as you asked", reason),
        MergeLevels merge when raw.Contains(merge.Column) => Put(items, Merging(items, merge), "as you asked", reason),
        SetColumnAside aside when raw.Contains(aside.Column) =>
            Put(items, new SetAsideColumnStep(aside.Column, SetAsideReason.Chosen), "as you asked", reason),
        KeepColumn keep => [.. items.Select(item => item.Step is SetAsideColumnStep step && step.Column == keep.Column
            ? item with { IsSelected = false, Remark = reason ?? item.Remark }
            : item)],
        AddRatio ratio when raw.Contains(ratio.Numerator) && raw.Contains(ratio.Denominator) =>
            Put(items, new RatioStep($"{ratio.Numerator}_per_{ratio.Denominator}", ratio.Numerator, ratio.Denominator), "as you asked", reason),
        _ => items,
    };

    /// <summary>Replaces the item whose step is of the same kind about the same column, or adds one at its place in the order of kinds.</summary>
    private static List<PlanItem> Put(IReadOnlyList<PlanItem> items, RecipeStep step, string why, string? reason)
    {
        var edited = items.ToList();
        var at = edited.FindIndex(item => item.Step.Kind == step.Kind && item.Step.Subject == step.Subject);
        if (at >= 0)
        {
            edited[at] = edited[at] with { Step = step, IsSelected = true, Remark = reason ?? edited[at].Remark, Effect = null, Gain = null };
            return edited;
        }

        var added = new PlanItem($"{step.Kind}:{step.Subject}", step.Subject ?? "", step, true, Sentence(why)) { Remark = reason };
        var before = edited.FindIndex(item => Order(item.Step) > Order(step));
        if (before < 0) edited.Add(added);
        else edited.Insert(before, added);
        return edited;
    }

    // What reads comes before what repairs, and filling is last: a value declared impossible must be there to be filled.
    private static int Order(RecipeStep step) => step switch
    {
        ReadDatesStep or ReadNumbersStep or ReadCategoryStep or TidyTextStep => 0,
        TreatAsMissingStep => 1,
        MergeLevelsStep => 2,
        DropDuplicatesStep => 3,
        SetAsideColumnStep => 4,
        FillMissingStep => 5,
        _ => 6,
    };

    private static FillMissingStep Filling(IReadOnlyList<PlanItem> items, SetFill fill)
    {
        var remember = items.Select(item => item.Step).OfType<FillMissingStep>().FirstOrDefault(step => step.Column == fill.Column)?.RememberMissing ?? true;
        var (method, constant) = fill.Strategy switch
        {
            FillStrategy.Median => (FillMethod.Median, null),
            FillStrategy.Mean => (FillMethod.Mean, null),
            FillStrategy.MostFrequent => (FillMethod.MostFrequent, null),
            FillStrategy.Unknown => (FillMethod.Constant, "Unknown"),
            _ => (FillMethod.Constant, Invariant(fill.Value ?? "0")),
        };
        return new FillMissingStep(fill.Column, method, constant, remember);
    }

    private static string Invariant(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : value;

    private static ValueList<string> Cells(IReadOnlyList<PlanItem> items, string column) =>
        items.Select(item => item.Step).OfType<TreatAsMissingStep>().FirstOrDefault(step => step.Column == column)?.Cells ?? [];

    private static MergeLevelsStep Merging(IReadOnlyList<PlanItem> items, MergeLevels merge)
    {
        var merges = items.Select(item => item.Step).OfType<MergeLevelsStep>().FirstOrDefault(step => step.Column == merge.Column)?.Merges ?? [];
        return new MergeLevelsStep(merge.Column, [.. merges.Where(known => known.From != merge.From), new LevelMerge(merge.From, merge.Into)]);
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..] + ".";
}
