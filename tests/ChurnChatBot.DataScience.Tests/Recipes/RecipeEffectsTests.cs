using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes;

public sealed class RecipeEffectsTests
{
    [Fact]
    public void Measure_CleaningSteps_CountsWhatEachChanged()
    {
        var data = Tables.Of(
            Tables.Text("customer_id", "a", "b", "b", "c"),
            Tables.Text("join_date", "2023-01-01", "01.04.2023", "02.04.2023", null),
            Tables.Numbers("age", 30, -1, null, 142),
            Tables.Levels("plan", "x", "y", "y", "x"),
            Tables.Numbers("churned", 1, 0, 0, null));
        var recipe = new Recipe([
            new ReadDatesStep("join_date", ["dd.MM.yyyy"]),
            new TreatAsMissingStep("age", [], 16, 100),
            new DropDuplicatesStep("customer_id", "join_date"),
            new SetAsideColumnStep("plan", SetAsideReason.Chosen),
            new FillMissingStep("age", FillMethod.Median, RememberMissing: true),
            new FillMissingStep("gone", FillMethod.Median),
        ]);

        var effects = RecipeEffects.Measure(recipe, data, Tables.Question);

        Assert.Equal([2, 2, 0, 0, 2, 0], effects.Select(effect => effect.ChangedCells));
        Assert.Equal([2, 2, 0, 0, 2, 0], effects.Select(effect => effect.ChangedRows));
        Assert.Equal([new CellChange(1, "join_date", "01.04.2023", "2023-04-01"), new CellChange(2, "join_date", "02.04.2023", "2023-04-02")], effects[0].Examples);
        Assert.Equal([new CellChange(1, "age", "-1", null), new CellChange(3, "age", "142", null)], effects[1].Examples);
        Assert.Equal(1, effects[2].RemovedRows);
        Assert.Equal([new CellChange(1, "customer_id", "b", null)], effects[2].Examples);
        Assert.Equal(["plan"], effects[3].RemovedColumns);
        Assert.Equal(["age_was_missing"], effects[4].AddedColumns);
        // After a duplicate went, rows are still numbered as in the file.
        Assert.Equal([new CellChange(2, "age", null, "30"), new CellChange(3, "age", null, "30")], effects[4].Examples);
        Assert.Contains("`gone`", effects[5].NotApplicable, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_ReadingThatChangesNoMeaning_ChangesNoCell()
    {
        var data = Tables.Of(
            Tables.Text("price", "1.50", "2", "?", null), Tables.Text("day", "2023-01-01", "2023-01-02 00:00:00", null, "soon"), Tables.Levels("city", "a", "b", "a", "c"), Tables.Numbers("churned", 1, 0, 0, 1));
        var recipe = new Recipe([new ReadNumbersStep("price"), new ReadDatesStep("day", []), new MergeLevelsStep("city", [new("c", "a")])]);

        var effects = RecipeEffects.Measure(recipe, data, Tables.Question);

        Assert.Equal([new CellChange(2, "price", "?", null)], effects[0].Examples);
        Assert.Equal([new CellChange(3, "day", "soon", null)], effects[1].Examples);
        Assert.Equal([new CellChange(3, "city", "c", "a")], effects[2].Examples);
        Assert.All(effects, effect => Assert.Equal(1, effect.ChangedCells));
    }

    [Fact]
    public void Measure_Examples_AreSpreadOverDistinctChanges()
    {
        var ages = Enumerable.Range(0, 100).Select(row => (double?)(row < 50 ? -1 : row < 80 ? 0 : row < 81 ? 142 : 40)).ToArray();
        var data = Tables.Of(Tables.Numbers("age", ages), Tables.Numbers("churned", [.. ages.Select(_ => (double?)0)]));

        var effect = RecipeEffects.Measure(new Recipe([new TreatAsMissingStep("age", [], 16, 100)]), data, Tables.Question)[0];

        Assert.Equal(["-1", "0", "142"], effect.Examples.Select(change => change.Before));
        Assert.Equal([0, 50, 80], effect.Examples.Select(change => change.Row));
    }

    [Fact]
    public void Measure_NewMeasure_ShowsWhatItAdds()
    {
        var data = Tables.Of(Tables.Numbers("a", null, 4), Tables.Numbers("b", 2, 2), Tables.Numbers("churned", 0, 1));

        var effect = RecipeEffects.Measure(new Recipe([new RatioStep { Name = "r", Numerator = "a", Denominator = "b" }]), data, Tables.Question)[0];

        Assert.Equal(0, effect.ChangedCells);
        Assert.Equal(["r"], effect.AddedColumns);
        Assert.Equal([new CellChange(1, "r", null, "2")], effect.Examples);
    }

    [Fact]
    public void Measure_MemoryOfRawRows_IsNotAColumnOfTheFile()
    {
        var data = Tables.Customers();

        var effects = RecipeEffects.Measure(new Recipe([new DropDuplicatesStep()]), data.TakeRows([0, 0, 1]), Tables.Question);

        Assert.Equal(1, effects[0].RemovedRows);
        Assert.Equal([new CellChange(1, "customer_id", "C00000", null)], effects[0].Examples);
    }

    [Fact]
    public void Measure_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => RecipeEffects.Measure(new Recipe([new DropDuplicatesStep()]), Tables.Customers(), Tables.Question, cancelled.Token));
    }
}
