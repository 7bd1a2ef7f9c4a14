using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Analysis;

/// <summary>
/// Looks for rows that speak against a repair. One rule so far, the commonest mistake: an amount is filled with zero because
/// "nothing was bought", where the same customers have a date of their last activity.
/// </summary>
internal static class Contradictions
{
    private static readonly string[] ActivityWords = ["last", "recent", "latest"];

    public static Contradiction? Find(RecipeStep step, Dataset raw, DatasetProfile profile)
    {
        if (step is not FillMissingStep { Method: FillMethod.Constant, Constant: "0" } fill || !raw.TryGetColumn(fill.Column, out var filled)) return null;
        var witness = profile.Columns.FirstOrDefault(column =>
            column.Meaning == ColumnMeaning.Date && ActivityWords.Any(word => column.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        if (witness is null || !raw.TryGetColumn(witness.Name, out var dates)) return null;
        var missing = Enumerable.Range(0, raw.RowCount).Where(filled.IsMissing).ToArray();
        var active = missing.Count(row => !dates.IsMissing(row));
        return active * 2 > missing.Length ? new Contradiction(fill.Column, witness.Name, active, missing.Length) : null;
    }
}
