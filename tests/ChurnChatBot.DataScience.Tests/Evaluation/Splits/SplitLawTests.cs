using ChurnChatBot.DataScience.Evaluation.Splits;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Splits;

public class SplitLawTests
{
    private sealed record Rows(double[] Labels, int[] Keys)
    {
        public ulong[] Groups => [.. Keys.Select(key => (ulong)key)];

        public long[] Ticks => [.. Keys.Select(key => (long)key)];

        public Rows Take(int[] rows) => new([.. rows.Select(row => Labels[row])], [.. rows.Select(row => Keys[row])]);
    }

    private static void Hold(Action<Rows> law) => Prop.ForAll(
        Arb.From(
            from size in Gen.Choose(8, 150)
            from labels in Gen.Choose(0, 2).ArrayOf(size)
            from keys in Gen.Choose(0, 30).ArrayOf(size)
            where keys.Distinct().Count() >= 5
            select new Rows([.. labels.Select(label => label == 0 ? 1.0 : 0)], keys)),
        law).QuickCheckThrowOnFailure();

    [Fact]
    public void GroupedFolds_AnyGroups_AreNeverDivided() => Hold(rows =>
    {
        var foldOf = GroupedSplit.Folds(rows.Labels, rows.Groups, 3, 1);
        Assert.All(Enumerable.Range(0, foldOf.Length).GroupBy(row => rows.Keys[row]), group => Assert.Single(group.Select(row => foldOf[row]).Distinct()));
        Assert.Equal(3, foldOf.Distinct().Count());
    });

    [Fact]
    public void GroupedFolds_PermutedRows_FallTheSameWay() => Hold(rows =>
    {
        int[] order = [.. Enumerable.Range(0, rows.Labels.Length).OrderBy(row => row * 7919 % rows.Labels.Length).ThenBy(row => row)];
        var moved = rows.Take(order);
        var foldOf = GroupedSplit.Folds(rows.Labels, rows.Groups, 3, 1);
        Assert.Equal(order.Select(row => foldOf[row]), GroupedSplit.Folds(moved.Labels, moved.Groups, 3, 1));
    });

    [Fact]
    public void GroupedFolds_OneRowAGroup_AreAsEvenAsStratifiedOnes()
    {
        double[] labels = [.. Enumerable.Range(0, 103).Select(row => row % 5 == 0 ? 1.0 : 0)];
        ulong[] groups = [.. Enumerable.Range(0, 103).Select(row => (ulong)row * 31)];
        var foldOf = GroupedSplit.Folds(labels, groups, 5, 9);
        var leavers = foldOf.Where((_, row) => labels[row] == 1).CountBy(fold => fold).Select(pair => pair.Value).ToList();
        var stayers = foldOf.Where((_, row) => labels[row] == 0).CountBy(fold => fold).Select(pair => pair.Value).ToList();
        Assert.True(leavers.Max() - leavers.Min() <= 1 && stayers.Max() - stayers.Min() <= 1);
        Assert.NotEqual(foldOf, GroupedSplit.Folds(labels, groups, 5, 10));
    }

    [Fact]
    public void GroupedFolds_UnevenGroups_KeepTheChurnRate()
    {
        double[] labels = [.. Enumerable.Range(0, 2000).Select(row => row * 7 % 10 < 3 ? 1.0 : 0)];
        ulong[] groups = [.. Enumerable.Range(0, 2000).Select(row => (ulong)Math.Sqrt(row * 40.0))];
        var foldOf = GroupedSplit.Folds(labels, groups, 5, 1);
        for (var fold = 0; fold < 5; fold++)
        {
            var own = Enumerable.Range(0, 2000).Where(row => foldOf[row] == fold).ToList();
            Assert.InRange(own.Count, 380, 420);
            Assert.InRange(own.Average(row => labels[row]), 0.28, 0.32);
        }
    }

    [Fact]
    public void TimeFolds_Training_LiesStrictlyBeforeTest() => Hold(rows =>
    {
        var (foldOf, folds) = TimeSplit.Of(rows.Labels, rows.Ticks, 4);
        var division = new FoldDivision(foldOf, folds) { Forward = true };
        for (var fold = 0; fold < folds; fold++)
        {
            Assert.True(division.Training(fold).Max(row => rows.Keys[row]) < division.Held(fold).Min(row => rows.Keys[row]));
            Assert.Equal(2, division.Training(fold).Select(row => rows.Labels[row]).Distinct().Count());
            Assert.Equal(2, division.Held(fold).Select(row => rows.Labels[row]).Distinct().Count());
            if (fold > 0) Assert.Superset(division.Training(fold - 1).ToHashSet(), division.Training(fold).ToHashSet());
        }
    });

    [Fact]
    public void TimeFolds_PermutedRows_FallTheSameWay() => Hold(rows =>
    {
        var moved = rows.Take([.. Enumerable.Range(0, rows.Labels.Length).Reverse()]);
        var (foldOf, _) = TimeSplit.Of(rows.Labels, rows.Ticks, 4);
        Assert.Equal(foldOf.Reverse(), TimeSplit.Of(moved.Labels, moved.Ticks, 4).FoldOf);
    });

    [Fact]
    public void TimeFolds_OneInstant_AreNone() => Assert.Equal(0, TimeSplit.Of([1, 0, 1, 0], [5, 5, 5, 5], 3).Folds);

    [Fact]
    public void TimeFolds_OddRequests_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => TimeSplit.Of([1, 0], [1], 1));
        Assert.Throws<ArgumentException>(() => GroupedSplit.Folds([1, 0], [1, 1], 2, 1));
    }
}
