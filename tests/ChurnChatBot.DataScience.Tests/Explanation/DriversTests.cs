using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class DriversTests
{
    private static readonly IReadOnlyList<Driver> Found = Find();

    private static IReadOnlyList<Driver> Find()
    {
        var customers = SyntheticCustomers.Make(2000);
        var model = ChurnModel.Train(customers, Recipe.Empty, SyntheticCustomers.Question, new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 60 }));
        var matrix = model.Matrix(customers);
        return Drivers.Of(matrix, ShapExplainer.Explain(model.Model, matrix), SyntheticCustomers.Question.Labels(customers));
    }

    [Fact]
    public void Of_KnownTruth_NamesWhatDrives()
    {
        Assert.Equal(["silence", "contract"], Found.Take(2).Select(driver => driver.Feature));
        Assert.Equal(1, Found.Sum(driver => driver.Share), 12);
        Assert.Equal(DriverDirection.Higher, Found[0].Direction);
        Assert.Equal(DriverDirection.Levels, Found[1].Direction);
    }

    [Fact]
    public void Of_Category_ListsTheRiskiestLevelFirst()
    {
        Assert.Equal("monthly", Found[1].Bins[0].Level);
        Assert.True(Found[1].Bins[0].ChurnRate.Low > Found[1].Bins[1].ChurnRate.High);
    }

    [Fact]
    public void Of_Number_BinsHoldEveryCustomerOnceInOrder()
    {
        foreach (var driver in Found) Assert.Equal(2000, driver.Bins.Sum(bin => bin.Count));
        var ranges = Found[0].Bins.Where(bin => bin.From is not null).ToList();
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
    }

    [Fact]
    public void Of_MissingCells_HaveABinOfTheirOwn() =>
        Assert.Contains(Found.Single(driver => driver.Feature == "spend").Bins, bin => bin.From is null && bin.Level is null && bin.Count > 100);

    [Fact]
    public void Of_RisingRisk_FindsWhereItTurns()
    {
        var turn = Found[0].Turn!;
        Assert.InRange(turn.Threshold, 60, 140);
        Assert.True(turn.Ratio > 1.5);
    }
}
