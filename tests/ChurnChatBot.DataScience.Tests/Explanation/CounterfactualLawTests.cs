using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class CounterfactualLawTests
{
    private static readonly Dataset Customers = WithPlan(SyntheticCustomers.Make(700));

    private static readonly ChurnModel Model = ChurnModel.Train(
        Customers, Recipe.Empty, SyntheticCustomers.Question, new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 30 }));

    private static readonly string[] Changeable = ["silence", "spend", "contract", "plan", "age"];

    // "plan" goes with the contract: "basic" is never sold for two years.
    private static Dataset WithPlan(Dataset customers) => customers.With(CategoricalColumn.FromCells(
        "plan",
        [.. Enumerable.Range(0, customers.RowCount).Select(row => customers["contract"].Format(row) == "two years" || row % 2 == 0 ? "premium" : "basic")]));

    private sealed record Wish(int Row, double Threshold, HashSet<string> Locked, Dictionary<string, ChangeDirection> Directions)
    {
        public CounterfactualOptions Options => new() { Threshold = Threshold, Locked = Locked, Directions = Directions, ValuesTried = 15 };
    }

    private static void Hold(Action<Wish, Counterfactuals> law) => Prop.ForAll(
        Arb.From(
            from row in Gen.Choose(0, Customers.RowCount - 1)
            from threshold in Gen.Choose(5, 60)
            from locked in Gen.Choose(0, 3).ArrayOf(Changeable.Length)
            from ways in Gen.Choose(0, 2).ArrayOf(3)
            select new Wish(row, threshold / 100.0, [.. Changeable.Where((_, i) => locked[i] == 0)], Ways(ways))),
        wish => law(wish, Counterfactuals.Find(Model, Customers, Customers, wish.Row, wish.Options))).QuickCheckThrowOnFailure();

    private static Dictionary<string, ChangeDirection> Ways(int[] ways) => new[] { "silence", "spend", "age" }
        .Select((name, i) => (name, way: ways[i])).Where(pair => pair.way > 0)
        .ToDictionary(pair => pair.name, pair => pair.way == 1 ? ChangeDirection.OnlyUp : ChangeDirection.OnlyDown);

    private static IEnumerable<(string Column, string? From, string To)> All(Counterfactuals found) => found.Changes.Select(change => (change.Column, change.From, change.To))
        .Concat(found.Pairs.SelectMany(pair => new[] { (pair.First.Column, pair.First.From, pair.First.To), (pair.Second.Column, pair.Second.From, pair.Second.To) }));

    private static double Number(string? cell) => cell is null ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    [Fact]
    public void Find_AnyLocksAndLimits_AreRespected() => Hold((wish, found) =>
    {
        foreach (var (column, from, to) in All(found))
        {
            Assert.DoesNotContain(column, wish.Locked);
            Assert.NotEqual("churned", column);
            Assert.NotEqual(from, to);
            if (wish.Directions.TryGetValue(column, out var way)) Assert.True(way == ChangeDirection.OnlyUp ? Number(to) > Number(from) : Number(to) < Number(from));
        }
    });

    [Fact]
    public void Find_AnyChange_IsAValueOfSimilarCustomers() => Hold((wish, found) =>
    {
        string[] columns = ["silence", "age", "spend", "contract", "plan"];
        var plausible = new Plausibility(Customers, Customers.TakeRows([wish.Row]), columns);
        foreach (var change in found.Changes)
            Assert.Contains(change.To, plausible.SimilarBut(change.Column).Select(row => Customers[change.Column].Format(row)));
        foreach (var pair in found.Pairs)
        {
            var together = plausible.SimilarBut(pair.First.Column, pair.Second.Column)
                .Select(row => (Customers[pair.First.Column].Format(row), Customers[pair.Second.Column].Format(row)));
            Assert.Contains((pair.First.To, pair.Second.To), together);
        }
    });

    [Fact]
    public void Find_AnyChange_ScoresAsSaidAndPairsReachTheThreshold() => Hold((wish, found) =>
    {
        foreach (var change in found.Changes)
        {
            Assert.Equal(Model.Score(Changed(wish.Row, (change.Column, change.To)))[0], change.Probability, 12);
            Assert.Equal(change.Probability < wish.Threshold, change.ReachesThreshold);
            Assert.True(change.Probability < found.Probability);
        }

        foreach (var pair in found.Pairs)
        {
            Assert.Equal(Model.Score(Changed(wish.Row, (pair.First.Column, pair.First.To), (pair.Second.Column, pair.Second.To)))[0], pair.Probability, 12);
            Assert.True(pair.Probability < wish.Threshold);
            Assert.DoesNotContain(found.Changes, change => change.ReachesThreshold);
        }
    });

    [Fact]
    public void Find_AnyLevels_AreSoldTogether() => Hold((wish, found) =>
    {
        foreach (var change in found.Changes.Where(change => change.Column is "contract" or "plan"))
        {
            var changed = Changed(wish.Row, (change.Column, change.To));
            Assert.False(changed["contract"].Format(0) == "two years" && changed["plan"].Format(0) == "basic");
        }

        foreach (var pair in found.Pairs)
        {
            var changed = Changed(wish.Row, (pair.First.Column, pair.First.To), (pair.Second.Column, pair.Second.To));
            Assert.False(changed["contract"].Format(0) == "two years" && changed["plan"].Format(0) == "basic");
        }
    });

    [Fact]
    public void Find_AnyEnding_IsSaid() => Hold((wish, found) =>
    {
        var expected = found.Probability < wish.Threshold ? CounterfactualVerdict.AlreadyBelow
            : found.Changes.Any(change => change.ReachesThreshold) ? CounterfactualVerdict.OneChange
            : found.Pairs.Count > 0 ? CounterfactualVerdict.TwoChanges
            : found.Changes.Count > 0 ? CounterfactualVerdict.LowersOnly
            : Changeable.All(wish.Locked.Contains) ? CounterfactualVerdict.NothingToChange : CounterfactualVerdict.NothingHelps;
        Assert.Equal(expected, found.Verdict);
    });

    private static Dataset Changed(int row, params (string Column, string To)[] changes) => changes.Aggregate(
        Customers.TakeRows([row]),
        (person, change) => person.With(Customers[change.Column].Take([Enumerable.Range(0, Customers.RowCount).First(other => Customers[change.Column].Format(other) == change.To)])));
}
