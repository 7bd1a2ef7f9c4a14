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
            var example = issue.Variants.First(group => group.Count > 1);
            draft.Add(
                new MergeLevelsStep(column.Name, [.. merges]),
                ReasonKind.CategoryVariants,
                Evidence.Of(("rows", rows), ("levels", merges.Length)),
                $"{Sentences.Count(merges.Length, "spelling")} in {Sentences.Data(column.Name)} mean what another one means, such as {Sentences.Data(example[1])} for {Sentences.Data(example[0])} ({Sentences.Count(rows, "row")})");
        }
    }
}
