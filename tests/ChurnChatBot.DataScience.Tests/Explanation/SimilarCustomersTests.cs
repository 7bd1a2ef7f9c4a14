using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class SimilarCustomersTests
{
    private static readonly Dataset Customers = SyntheticCustomers.Make(400);

    private static readonly ChurnModel Model = ChurnModel.Train(Customers, Recipe.Empty, SyntheticCustomers.Question, new LogisticRegressionLearner());

    [Fact]
    public void Find_Twin_IsFoundFirstAtNoDistance()
    {
        var doubled = Customers.TakeRows([.. Enumerable.Range(0, 400), 25]);
        var found = SimilarCustomers.Find(Model, doubled, doubled, 400, 5);
        Assert.Equal((25, 0.0), (found[0].Row, found[0].Distance));
        Assert.Empty(found[0].Differences);
        Assert.Equal(5, found.Count);
        Assert.Equal(found.Select(other => other.Distance).Order(), found.Select(other => other.Distance));
    }

    [Fact]
    public void Find_AnyCustomer_NeverFindsHimself()
    {
        for (var row = 0; row < 40; row++) Assert.DoesNotContain(SimilarCustomers.Find(Model, Customers, Customers, row), other => other.Row == row);
    }

    [Fact]
    public void Find_Neighbours_HaveTheirOwnOutcomeAndRisk()
    {
        foreach (var other in SimilarCustomers.Find(Model, Customers, Customers, 3))
        {
            Assert.Equal(Customers["churned"].Format(other.Row) == "1", other.Left);
            Assert.Equal(Model.Score(Customers.TakeRows([other.Row]))[0], other.Probability, 12);
        }
    }

    [Fact]
    public void Find_MoreThanThereAre_ReturnsAllOthers() => Assert.Equal(399, SimilarCustomers.Find(Model, Customers, Customers, 3, 1000).Count);

    [Fact]
    public void MixedDistance_Cells_AreNearAsTheyShould()
    {
        var numbers = new NumericColumn("x", [.. Enumerable.Range(0, 100).Select(i => (double)i), double.NaN]);
        Assert.Equal([0.0, 1.0], new[] { 50, 100 }.Select(row => MixedDistance.ToEach(numbers, new NumericColumn("x", [50]))[row]));
        Assert.Equal([1.0, 0.0], new[] { 50, 100 }.Select(row => MixedDistance.ToEach(numbers, new NumericColumn("x", [double.NaN]))[row]));
        var levels = CategoricalColumn.FromCells("c", ["a", "b", null]);
        Assert.Equal([0.0, 1, 1], MixedDistance.ToEach(levels, CategoricalColumn.FromCells("c", ["a"])));
        Assert.Equal([1.0, 1, 1], MixedDistance.ToEach(levels, CategoricalColumn.FromCells("c", ["new"])));
        Assert.Equal([1.0, 1, 0], MixedDistance.ToEach(levels, CategoricalColumn.FromCells("c", [null])));
    }
}
