using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>What is still missing when all else is done gets a value. Dates and free text stay as they are.</summary>
internal static class FillRules
{
    private static readonly string[] DurationWords = ["tenure", "month", "days", "length", "lifetime", "age_of_account", "seniority", "duration"];

    public static void Apply(PlanDraft draft)
    {
        foreach (var column in draft.Current.Columns)
        {
            var missing = column.MissingCount();
            if (missing == 0 || missing == column.Length || draft.IsOutcome(column.Name) || column.Name == draft.Identifier) continue;
            if (column is NumericColumn numbers) Numbers(draft, numbers, missing);
            else if (column is CategoricalColumn || draft.MeaningOf(column.Name) == ColumnMeaning.Category) Levels(draft, column, missing);
        }
    }

    private static void Numbers(PlanDraft draft, NumericColumn column, int missing)
    {
        var name = Sentences.Data(column.Name);
        var share = (double)missing / column.Length;
        if (NotStarted(draft, column, missing) is { } duration)
        {
            draft.Add(
                new FillMissingStep(column.Name, FillMethod.Constant, "0"),
                ReasonKind.NotStartedYet,
                Evidence.Of(("rows", missing), ("share", share), ("value", 0)),
                $"{name} is missing for {Sentences.Count(missing, "customer")}, and {Sentences.Data(duration)} is 0 for every one of them: nothing has been charged yet, so 0 is known",
                witness: duration);
            return;
        }

        var isFlag = draft.MeaningOf(column.Name) == ColumnMeaning.Flag;
        var step = new FillMissingStep(column.Name, isFlag ? FillMethod.MostFrequent : FillMethod.Median, RememberMissing: true);
        var value = Quantile.Of(Quantile.Sorted(column), 0.5);
        draft.Add(
            step,
            ReasonKind.MissingNumbers,
            Evidence.Of(("rows", missing), ("share", share), ("value", isFlag ? null : value)),
            $"{name} is missing for {Sentences.Count(missing, "row")} ({Sentences.Share(share)}); {(isFlag ? "the commonest value" : $"the median ({Sentences.Number(value)})")} fills it, and that it was missing is remembered");
    }

    private static void Levels(PlanDraft draft, Column column, int missing)
    {
        var share = (double)missing / column.Length;
        draft.Add(
            new FillMissingStep(column.Name, FillMethod.Unknown),
            ReasonKind.MissingCategories,
            Evidence.Of(("rows", missing), ("share", share)),
            $"{Sentences.Data(column.Name)} is missing for {Sentences.Count(missing, "row")} ({Sentences.Share(share)}); not known becomes a group of its own, {Sentences.Data(FillMissingStep.UnknownLevel)}");
    }

    // A duration that is zero in exactly the rows where the amount is missing, or nearly: total charges of a customer's first month.
    private static string? NotStarted(PlanDraft draft, NumericColumn column, int missing)
    {
        foreach (var other in draft.Current.Columns.OfType<NumericColumn>())
        {
            if (other.Name == column.Name || draft.IsOutcome(other.Name)) continue;
            if (!DurationWords.Any(word => other.Name.Contains(word, StringComparison.OrdinalIgnoreCase))) continue;
            var zeros = 0;
            var both = 0;
            for (var row = 0; row < column.Length; row++)
            {
                if (other[row] != 0) continue;
                zeros++;
                if (column.IsMissing(row)) both++;
            }

            if (both == missing && zeros <= missing * 1.1) return other.Name;
        }

        return null;
    }
}
