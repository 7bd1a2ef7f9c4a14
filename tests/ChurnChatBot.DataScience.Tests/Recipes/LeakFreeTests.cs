using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Recipes;

/// <summary>Nothing fitted in a fold can know of rows outside it, nor of the order in which rows came.</summary>
public sealed class LeakFreeTests
{
    [Fact]
    public void Fit_OnAFold_IsTheSameWhateverTheOtherRowsHold() => Hold(LearnsFromItsFoldAlone);

    [Fact]
    public void Fit_RowsInAnotherOrder_LearnsTheSame() => Hold(LearnsWhateverTheOrder);

    private static void Hold(Func<int, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(ArbMap.Default.ArbFor<int>(), law));

    private static bool LearnsFromItsFoldAlone(int seed)
    {
        var fold = Enumerable.Range(0, 200).Where(row => row % 5 != 0).ToArray();
        var one = StepCatalogueTests.Everything();
        var other = Scramble(one, seed);
        var recipe = new Recipe(StepCatalogueTests.OneOfEach);

        var first = recipe.Fit(one.TakeRows(fold), Tables.Question).Fitted;
        var second = recipe.Fit(other.TakeRows(fold), Tables.Question).Fitted;

        return first.Steps.SequenceEqual(second.Steps);
    }

    private static bool LearnsWhateverTheOrder(int seed)
    {
        var data = StepCatalogueTests.Everything();
        var shuffled = Enumerable.Range(0, data.RowCount).ToArray();
        new Random(seed).Shuffle(shuffled);
        var current = data;
        var permuted = data.TakeRows(shuffled);
        foreach (var step in StepCatalogueTests.OneOfEach.Where(step => step.Scope != StepScope.TrainingRows))
        {
            var fitted = step.Fit(current, Tables.Question).Fitted!;
            if (!fitted.Equals(step.Fit(permuted, Tables.Question).Fitted)) return false;
            (current, permuted) = (fitted.Apply(current), fitted.Apply(permuted));
            if (Tables.Print(current.TakeRows(shuffled)) != Tables.Print(permuted)) return false;
        }

        return true;
    }

    [Fact]
    public void TrainingRows_Duplicates_AreRemovedBeforeFoldsAreDrawnAndNeverFromABatch()
    {
        var data = StepCatalogueTests.Everything();
        var recipe = new Recipe(StepCatalogueTests.OneOfEach);

        var rows = recipe.TrainingRows(data, Tables.Question);

        Assert.Equal(data.RowCount - 1, rows.Length);
        Assert.Equal(data.RowCount, recipe.Fit(data.TakeRows(rows), Tables.Question).Fitted.Apply(data).RowCount);
    }

    // Every fifth row gets the cells of another row, the outcome included.
    private static Dataset Scramble(Dataset data, int seed)
    {
        var random = new Random(seed);
        return data.TakeRows([.. Enumerable.Range(0, data.RowCount).Select(row => row % 5 == 0 ? random.Next(data.RowCount) : row)]);
    }
}
