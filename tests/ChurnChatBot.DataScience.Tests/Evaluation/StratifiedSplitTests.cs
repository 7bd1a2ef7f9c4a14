using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class StratifiedSplitTests
{
    private static readonly double[] Labels = [.. Enumerable.Range(0, 103).Select(row => row % 5 == 0 ? 1.0 : 0)];

    [Fact]
    public void Folds_AnySizes_DifferByOneAtMostInRowsAndLeavers()
    {
        var foldOf = StratifiedSplit.Folds(Labels, 4, 9);
        var sizes = foldOf.CountBy(fold => fold).Select(pair => pair.Value).ToList();
        var leavers = foldOf.Where((_, row) => Labels[row] == 1).CountBy(fold => fold).Select(pair => pair.Value).ToList();
        Assert.Equal(4, sizes.Count);
        Assert.True(sizes.Max() - sizes.Min() <= 1);
        Assert.True(leavers.Max() - leavers.Min() <= 1);
    }

    [Fact]
    public void Folds_SameSeed_AreTheSameAndAnotherSeedDiffers()
    {
        Assert.Equal(StratifiedSplit.Folds(Labels, 5, 1), StratifiedSplit.Folds(Labels, 5, 1));
        Assert.NotEqual(StratifiedSplit.Folds(Labels, 5, 1), StratifiedSplit.Folds(Labels, 5, 2));
    }

    [Fact]
    public void HoldOut_Parts_ArePairwiseDisjointAndStratified()
    {
        var (training, test) = StratifiedSplit.HoldOut(Labels, 0.2, 3);
        Assert.Equal(Enumerable.Range(0, Labels.Length), training.Concat(test).Order());
        Assert.Equal(4, test.Count(row => Labels[row] == 1));
    }

    [Fact]
    public void HoldOut_TwoLeavers_LeavesOneOnEachSide()
    {
        double[] labels = [1, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        var (training, test) = StratifiedSplit.HoldOut(labels, 0.2, 3);
        Assert.Single(training, row => labels[row] == 1);
        Assert.Single(test, row => labels[row] == 1);
    }

    [Fact]
    public void Sample_SmallFile_IsWhole() => Assert.Equal(Labels.Length, StratifiedSplit.Sample(Labels, 500, 1).Length);

    [Fact]
    public void Sample_LargeFile_KeepsTheChurnRate()
    {
        var rows = StratifiedSplit.Sample(Labels, 50, 1);
        Assert.InRange(rows.Length, 49, 51);
        Assert.Equal(10, rows.Count(row => Labels[row] == 1));
    }
}
