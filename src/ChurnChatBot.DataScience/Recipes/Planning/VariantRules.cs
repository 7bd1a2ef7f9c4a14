using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>Several spellings of one thing become its commonest.</summary>
internal static class VariantRules
{
    public static void Apply(PlanDraft draft)
    {
        foreach (var (issue, column) in draft.Findings(IssueKind.CategoryVariants))
        {
            LevelMerge[] merges = [.. issue.Variants.Where(group => group.Count > 1).SelectMany(group => group.Skip(1).Select(variant => new LevelMerge(variant, group[0])))];
            if (merges.Length == 0 || !Cells.AreWords(column)) continue;
            var counts = Cells.Count(column);
            var rows = merges.Sum(merge => counts.GetValueOrDefault(merge.From));
            var step = new MergeLevelsStep(column.Name, [.. merges]);
            draft.Add(
                step,
                ReasonKind.CategoryVariants,
                Evidence.Of(("rows", rows), ("levels", merges.Length)),
                $"One thing is written in several ways in {Sentences.Data(column.Name)}: {Sentences.Merges(step)} ({Sentences.Count(rows, "row")})");
        }
    }
}
