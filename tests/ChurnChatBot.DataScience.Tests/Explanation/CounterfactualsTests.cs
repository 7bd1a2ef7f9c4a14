using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class CounterfactualsTests
{
    private static readonly Dataset Customers = SyntheticCustomers.Make(800);

    private static readonly ChurnModel Model =
        ChurnModel.Train(Customers, Recipe.Empty, SyntheticCustomers.Question, new LogisticRegressionLearner());

    private static readonly int Riskiest = Array.IndexOf(Model.Score(Customers), Model.Score(Customers).Max());

    [Fact]
    public void Find_SilentCustomer_FindsTheSmallestChangeThatHelps()
    {
        var found = Counterfactuals.Find(Model, Customers, Customers, Riskiest);
        var change = found.Changes.Single(change => change.Column == "silence");
        Assert.True(change.ReachesThreshold && change.Probability < 0.5);
        Assert.True(double.Parse(change.To, CultureInfo.InvariantCulture) < double.Parse(change.From!, CultureInfo.InvariantCulture));
        // One observed value nearer, and it is not enough: the change is the smallest.
        Assert.True(change.Probability > 0.42);
    }

    [Fact]
    public void Find_AnyCustomer_NeverTouchesLockedColumns()
    {
        for (var row = 0; row < 50; row++)
            Assert.DoesNotContain(Counterfactuals.Find(Model, Customers, Customers, row).Changes, change => change.Column is "age" or "customer_id" or "churned");
    }

    [Fact]
    public void Find_EverythingLocked_HasNothingToSay()
    {
        var options = new CounterfactualOptions { Locked = Customers.Columns.Select(column => column.Name).ToHashSet() };
        Assert.Empty(Counterfactuals.Find(Model, Customers, Customers, Riskiest, options).Changes);
    }

    [Fact]
    public void Find_Changes_AreValuesCustomersHaveAndScoreAsSaid()
    {
        foreach (var change in Counterfactuals.Find(Model, Customers, Customers, Riskiest).Changes)
        {
            var like = Enumerable.Range(0, Customers.RowCount).First(row => Customers[change.Column].Format(row) == change.To);
            var changed = Customers.TakeRows([Riskiest]).With(Customers[change.Column].Take([like]));
            Assert.Equal(change.Probability, Model.Score(changed)[0], 9);
        }
    }

    [Fact]
    public void Find_UnreachableThreshold_OffersTheBestThereIs()
    {
        var found = Counterfactuals.Find(Model, Customers, Customers, Riskiest, new CounterfactualOptions { Threshold = 0.0001 });
        Assert.NotEmpty(found.Changes);
        Assert.All(found.Changes, change => Assert.False(change.ReachesThreshold));
        Assert.Equal(found.Changes.Select(change => change.Probability).Order(), found.Changes.Select(change => change.Probability));
    }

    [Fact]
    public void Find_ReachingChanges_AreOrderedByCost()
    {
        var found = Counterfactuals.Find(Model, Customers, Customers, Riskiest, new CounterfactualOptions { Threshold = 0.6, Locked = new HashSet<string>() });
        var reaching = found.Changes.Where(change => change.ReachesThreshold).ToList();
        Assert.Equal(reaching.Select(change => change.Cost).Order(), reaching.Select(change => change.Cost));
        Assert.Equal(CounterfactualVerdict.OneChange, found.Verdict);
    }

    [Fact]
    public void Find_GivenCosts_PriceTheChangeAndLeaveTheRestAlone()
    {
        var options = new CounterfactualOptions { Costs = new Dictionary<string, double> { ["silence"] = 2 } };
        var change = Counterfactuals.Find(Model, Customers, Customers, Riskiest, options).Changes.Single();
        var days = double.Parse(change.From!, CultureInfo.InvariantCulture) - double.Parse(change.To, CultureInfo.InvariantCulture);
        Assert.Equal(2 * days, change.Cost, 9);
    }

    [Fact]
    public void Find_NoSingleChangeIsEnough_FindsTwoTogether()
    {
        var options = new CounterfactualOptions { Threshold = 0.1 };
        var rows = Enumerable.Range(0, Customers.RowCount).Where(row => Customers["contract"].Format(row) == "monthly").Take(200);
        var found = rows.Select(row => Counterfactuals.Find(Model, Customers, Customers, row, options)).First(found => found.Verdict == CounterfactualVerdict.TwoChanges);
        Assert.All(found.Pairs, pair => Assert.True(pair.Probability < 0.1));
        Assert.Equal(found.Pairs.Select(pair => pair.Cost).Order(), found.Pairs.Select(pair => pair.Cost));
    }

    [Fact]
    public void Validate_NegativePriceOrDirectionOfALevel_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new CounterfactualOptions { Costs = new Dictionary<string, double> { ["silence"] = -1 } }.Validate());
        var options = new CounterfactualOptions { Directions = new Dictionary<string, ChangeDirection> { ["contract"] = ChangeDirection.OnlyUp } };
        Assert.Throws<ArgumentException>(() => Counterfactuals.Find(Model, Customers, Customers, 0, options));
    }

    [Theory]
    [InlineData("Age", true)]
    [InlineData("customerAge", true)]
    [InlineData("join_date", true)]
    [InlineData("SeniorCitizen", true)]
    [InlineData("CustomerID", true)]
    [InlineData("年龄", true)]
    [InlineData("avg_usage", false)]
    [InlineData("MonthlyCharges", false)]
    [InlineData("Contract", false)]
    [InlineData("percentage", false)]
    public void IsLockedName_Words_AreReadNotLetters(string name, bool locked) => Assert.Equal(locked, LockedColumns.IsLockedName(name));
}
