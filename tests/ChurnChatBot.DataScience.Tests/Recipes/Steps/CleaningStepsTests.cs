using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Recipes.Steps;

public sealed class CleaningStepsTests
{
    [Theory]
    [InlineData("2023-04-01", "2023-04-01")]
    [InlineData("2023-04-01T10:30:00", "2023-04-01T10:30:00")]
    [InlineData("2023-04-01 10:30:00.25", "2023-04-01T10:30:00")]
    [InlineData("01.04.2023", "2023-04-01")]
    [InlineData("1.4.2023", "2023-04-01")]
    [InlineData("03/04/2023", "2023-04-03")]
    [InlineData("03/14/2023", "2023-03-14")]
    [InlineData("20230401", "2023-04-01")]
    [InlineData("31.02.2023", null)]
    [InlineData("soon", null)]
    public void ReadDates_Cell_IsReadByTheFirstFormatThatFits(string cell, string? expected)
    {
        var data = Tables.Of(Tables.Text("d", cell, null));

        var read = new ReadDatesStep("d", ["dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyyMMdd"]).Run(data);

        Assert.Equal([expected, null], read.Cells("d"));
    }

    [Fact]
    public void ReadDates_FormatThatIsNone_ReadsNothing() =>
        Assert.Equal([null], new ReadDatesStep("d", ["'", "q"]).Run(Tables.Of(Tables.Text("d", "01.04.2023"))).Cells("d"));

    [Theory]
    [InlineData("12", '.', 12d)]
    [InlineData(" 1,234.50 ", '.', 1234.5)]
    [InlineData("1.234,50", ',', 1234.5)]
    [InlineData("1 234 567", '.', 1234567d)]
    [InlineData("1,00,000", '.', 100000d)]
    [InlineData("€ 12", '.', 12d)]
    [InlineData("-$12.5", '.', -12.5)]
    [InlineData("12 USD", '.', 12d)]
    [InlineData("(35.00)", '.', -35d)]
    [InlineData("12.5 %", '.', 0.125)]
    [InlineData("−3", '.', -3d)]
    [InlineData("1,23", '.', null)]
    [InlineData("1,2345", '.', null)]
    [InlineData("?", '.', null)]
    [InlineData("Error", '.', null)]
    [InlineData("1e999", '.', null)]
    [InlineData("", '.', null)]
    [InlineData("-", '.', null)]
    [InlineData("%", '.', null)]
    public void ReadNumbers_Cell_IsTheNumberAPersonReads(string cell, char sign, double? expected) =>
        Assert.Equal(expected ?? double.NaN, ReadNumbersStep.Read(cell, sign));

    [Fact]
    public void ReadNumbers_InvariantText_RoundTrips() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value => ReadNumbersStep.Read(value.Item.ToString("R", CultureInfo.InvariantCulture), '.').Equals(value.Item))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void ReadCategory_Codes_BecomeLevels()
    {
        var read = new ReadCategoryStep("area").Run(Tables.Of(Tables.Numbers("area", 408, null, 415)));

        Assert.Equal(["408", "415"], ((CategoricalColumn)read["area"]).Levels);
        Assert.Equal(["408", null, "415"], read.Cells("area"));
    }

    [Fact]
    public void TreatAsMissing_CellsAndLimits_GoAndLimitsThemselvesStay()
    {
        var data = Tables.Of(Tables.Numbers("age", -1, 16, 15.9, 100, 142, -999, null), Tables.Levels("city", "?", "Berlin", " ? ", null, "x", "y", "?"));

        var step = new TreatAsMissingStep("age", ["-999.0"], 16, 100).Run(data);
        step = new TreatAsMissingStep("city", ["?"]).Run(step);

        Assert.Equal([null, "16", null, "100", null, null, null], step.Cells("age"));
        Assert.Equal([null, "Berlin", null, null, "x", "y", null], step.Cells("city"));
    }

    [Theory]
    [InlineData(FillMethod.Median, null, "3")]
    [InlineData(FillMethod.Mean, null, "4")]
    [InlineData(FillMethod.MostFrequent, null, "2")]
    [InlineData(FillMethod.Constant, "0.5", "0.5")]
    public void FillMissing_Numbers_GetTheValueOfTheMethod(FillMethod method, string? constant, string expected)
    {
        var filled = new FillMissingStep("x", method, constant).Run(Tables.Of(Tables.Numbers("x", 8, 2, null, 4, 2)));

        Assert.Equal(["8", "2", expected, "4", "2"], filled.Cells("x"));
        Assert.False(filled.Contains("x_was_missing"));
    }

    [Theory]
    [InlineData(FillMethod.MostFrequent, null, "b")]
    [InlineData(FillMethod.Unknown, null, "Unknown")]
    [InlineData(FillMethod.Constant, "none", "none")]
    public void FillMissing_Words_GetTheLevelOfTheMethod(FillMethod method, string? constant, string expected)
    {
        var filled = new FillMissingStep("x", method, constant, RememberMissing: true).Run(Tables.Of(Tables.Levels("x", "b", null, "c", "b", "c"), Tables.Text("t", null, "b", "b", "c", "c")));

        Assert.Equal(["b", expected, "c", "b", "c"], filled.Cells("x"));
        Assert.Equal(["0", "1", "0", "0", "0"], filled.Cells("x_was_missing"));
    }

    [Theory]
    [InlineData("number", FillMethod.Unknown, null)]
    [InlineData("number", FillMethod.Constant, "many")]
    [InlineData("number", FillMethod.Constant, null)]
    [InlineData("word", FillMethod.Median, null)]
    [InlineData("word", FillMethod.Mean, null)]
    [InlineData("word", FillMethod.Constant, " ")]
    [InlineData("date", FillMethod.Constant, "2023-01-01")]
    [InlineData("nothing", FillMethod.Median, null)]
    [InlineData("no_word", FillMethod.MostFrequent, null)]
    public void FillMissing_MethodThatDoesNotSuitTheColumn_Declines(string column, FillMethod method, string? constant)
    {
        var data = Tables.Of(
            Tables.Numbers("number", 1, null), Tables.Levels("word", "a", null), Tables.Dates("date", "2023-01-01", null), Tables.Numbers("nothing", null, null), Tables.Levels("no_word", null, null));

        var fit = new FillMissingStep(column, method, constant).Fit(data, Tables.Question);

        Assert.Null(fit.Fitted);
        Assert.Contains($"`{column}`", fit.NotApplicable, StringComparison.Ordinal);
    }

    [Fact]
    public void FillMissing_LaterBatch_IsFilledWithWhatTrainingTaught()
    {
        var fitted = new FillMissingStep("x", FillMethod.Median, RememberMissing: true).Fit(Tables.Of(Tables.Numbers("x", 1, 2, 3)), Tables.Question).Fitted!;

        var batch = fitted.Apply(Tables.Of(Tables.Numbers("x", 100, null)));

        Assert.Equal(["100", "2"], batch.Cells("x"));
        Assert.Equal(["0", "1"], batch.Cells("x_was_missing"));
    }

    [Fact]
    public void MergeLevels_ChainsAndCircles_EndInOneLevel()
    {
        var step = new MergeLevelsStep("c", [new("a", "b"), new("b", "c"), new("x", "y"), new("y", "x")]);

        var merged = step.Run(Tables.Of(Tables.Levels("c", "a", "b", "c", "x", "y", null, "z")));

        Assert.Equal(["c", "c", "c", "x", "x", null, "z"], merged.Cells("c"));
        Assert.Equal(["c", "x", "z"], ((CategoricalColumn)merged["c"]).Levels);
    }

    [Fact]
    public void TidyText_Spellings_BecomeTheCommonest()
    {
        var tidy = new TidyTextStep("c").Run(Tables.Of(Tables.Levels("c", " new  york", "New York", "NEW YORK", "New York ", "Bonn", null)));

        Assert.Equal(["New York", "New York", "New York", "New York", "Bonn", null], tidy.Cells("c"));
    }

    [Fact]
    public void LimitOutliers_Extremes_ArePulledToTheQuantiles()
    {
        var data = Tables.Of(Tables.Numbers("x", [.. Enumerable.Range(0, 101).Select(i => (double?)i), null]));

        var limited = new LimitOutliersStep("x", 0.1, 0.9).Run(data);

        Assert.Equal(10, ((NumericColumn)limited["x"]).Values[..101].ToArray().Min());
        Assert.Equal(90, ((NumericColumn)limited["x"]).Values[..101].ToArray().Max());
        Assert.True(limited["x"].IsMissing(101));
    }

    [Fact]
    public void GroupRareLevels_RareAndUnseenLevels_BecomeOther()
    {
        var fitted = new GroupRareLevelsStep("c", 2).Fit(Tables.Of(Tables.Levels("c", "a", "a", "b")), Tables.Question).Fitted!;

        Assert.Equal(["a", "Other", "Other", null], fitted.Apply(Tables.Of(Tables.Levels("c", "a", "b", "new", null))).Cells("c"));
    }

    [Fact]
    public void DropDuplicates_EqualRows_KeepTheFirst()
    {
        var data = Tables.Of(Tables.Numbers("x", 1, 1, null, null, -0.0, 0), Tables.Levels("c", "a", "a", null, null, "z", "z"), Tables.Numbers("n", 5, 5, 7, 8, 9, 9));

        Assert.Equal(["5", "7", "8", "9"], new DropDuplicatesStep().Run(data).Cells("n"));
    }

    [Fact]
    public void DropDuplicates_Customers_KeepTheNewestAndNameless()
    {
        var data = Tables.Of(
            Tables.Text("id", "a", "b", "a", null, null, "b"),
            Tables.Dates("last", "2023-02-01", "2023-01-01", "2023-01-01", null, null, null),
            Tables.Numbers("row", 0, 1, 2, 3, 4, 5));

        Assert.Equal(["0", "1", "3", "4"], new DropDuplicatesStep("id", "last").Run(data).Cells("row"));
        Assert.Equal(["2", "3", "4", "5"], new DropDuplicatesStep("id").Run(data).Cells("row"));
    }
}
