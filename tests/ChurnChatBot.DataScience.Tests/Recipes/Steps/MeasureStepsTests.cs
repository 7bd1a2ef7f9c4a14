using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes.Steps;

public sealed class MeasureStepsTests
{
    private static readonly DateTime Today = new(2023, 8, 22);

    [Fact]
    public void DaysSince_Dates_AreCountedToTheReference()
    {
        var data = Tables.Of(Tables.Dates("d", "2023-08-22", "2023-08-01", null, "2023-08-23", "2023-08-21T12:00"));

        var made = new DaysSinceStep { Name = "days", Date = "d", Reference = Today }.Run(data);

        Assert.Equal(["0", "21", null, "-1", "0.5"], made.Cells("days"));
    }

    [Fact]
    public void DaysBetween_TwoColumnsOrAFixedDay_AreCounted()
    {
        var data = Tables.Of(Tables.Dates("from", "2023-08-20", null), Tables.Dates("to", "2023-08-21", "2023-08-21"));

        Assert.Equal(["1", null], new DaysBetweenStep { Name = "n", From = "from", To = "to" }.Run(data).Cells("n"));
        Assert.Equal(["2", null], new DaysBetweenStep { Name = "n", From = "from", Until = Today }.Run(data).Cells("n"));
    }

    [Fact]
    public void RatePerMonth_FirstMonth_CountsAsAWholeOne()
    {
        var data = Tables.Of(
            Tables.Numbers("spend", 100, 100, 100, null),
            Tables.Dates("from", "2023-08-22", "2022-08-22", "2023-09-01", "2022-08-22"));

        var rate = (NumericColumn)new RatePerMonthStep { Name = "rate", Amount = "spend", From = "from", Until = Today }.Run(data)["rate"];

        Assert.Equal(100, rate[0]);
        Assert.Equal(100 / 12.0, rate[1], 0.01);
        Assert.True(rate.IsMissing(2));
        Assert.True(rate.IsMissing(3));
    }

    [Fact]
    public void Ratio_DivisorZero_IsMissing()
    {
        var data = Tables.Of(Tables.Numbers("a", 6, 6, 0, null), Tables.Numbers("b", 3, 0, 0, 1));

        Assert.Equal(["2", null, null, null], new RatioStep { Name = "r", Numerator = "a", Denominator = "b" }.Run(data).Cells("r"));
    }

    [Fact]
    public void SumShareAndDifference_OfColumns_AreArithmetic()
    {
        var data = Tables.Of(Tables.Numbers("a", 1, 0, null), Tables.Numbers("b", 3, 0, 1), Tables.Numbers("c", 2, 4, 5));

        Assert.Equal(["4", "0", null], new SumStep { Name = "s", Columns = ["a", "b"] }.Run(data).Cells("s"));
        Assert.Equal(["0.25", null, null], new ShareStep { Name = "s", Part = "a", Whole = ["a", "b"] }.Run(data).Cells("s"));
        Assert.Equal(["1", "4", null], new DifferenceStep { Name = "s", Minuend = "c", Subtrahend = "a" }.Run(data).Cells("s"));
        Assert.Equal(["0.5", "4", "4.8"], new DifferenceStep { Name = "s", Minuend = "c", Subtrahend = "b", Per = "c" }.Run(data).Cells("s"));
    }

    [Fact]
    public void CountOfServices_Yes_IsCountedAndAllMissingIsMissing()
    {
        var data = Tables.Of(Tables.Levels("a", "Yes", "No", null), Tables.Levels("b", "Yes", null, null));

        Assert.Equal(["2", "0", null], new CountOfServicesStep { Name = "n", Columns = ["a", "b"] }.Run(data).Cells("n"));
    }

    [Fact]
    public void MissingCount_Columns_AreCounted()
    {
        var data = Tables.Of(Tables.Levels("a", "Yes", null), Tables.Numbers("b", null, null));

        Assert.Equal(["1", "2"], new MissingCountStep { Name = "n", Columns = ["a", "b"] }.Run(data).Cells("n"));
    }

    [Fact]
    public void Bin_FixedEdges_HaveNamesThatPeopleRead()
    {
        var banded = new BinStep("age_band", "age", [25, 35, 36]).Run(Tables.Of(Tables.Numbers("age", 24.9, 25, 34, 35, 36, null)));

        Assert.Equal(["under 25", "25 to 34", "25 to 34", "35", "36 and over", null], banded.Cells("age_band"));
    }

    [Fact]
    public void Bin_Quantiles_ComeFromTheTrainingRows()
    {
        var fitted = (FittedBin)new BinStep("band", "x", [], 4).Fit(Tables.Of(Tables.Numbers("x", 0, 1, 2, 3, 4)), Tables.Question).Fitted!;

        Assert.Equal([1, 2, 3], fitted.Edges);
        Assert.Equal(["under 1", "3 and over"], fitted.Apply(Tables.Of(Tables.Numbers("x", -50, 50))).Cells("band"));
    }

    [Fact]
    public void Bin_OneValueOnly_Declines() =>
        Assert.NotNull(new BinStep("band", "x", [], 4).Fit(Tables.Of(Tables.Numbers("x", 1, 1, 1)), Tables.Question).NotApplicable);

    [Fact]
    public void FrequencyEncoding_Levels_AreTheirShareOfRows()
    {
        var fitted = new FrequencyEncodingStep("f", "c").Fit(Tables.Of(Tables.Levels("c", "a", "a", "b", null)), Tables.Question).Fitted!;

        Assert.Equal(["0.5", "0.25", "0", null], fitted.Apply(Tables.Of(Tables.Levels("c", "a", "b", "new", null))).Cells("f"));
    }
}
