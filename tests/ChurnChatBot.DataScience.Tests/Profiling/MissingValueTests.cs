using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class MissingValueTests
{
    [Fact]
    public void MissingValues_LeavingMoreOften_AreWorthAttentionWithBothRates()
    {
        // 16 of 400 rows, 4 %: all of them left.
        var profile = Table.WithOutcome().Number("spend", row => row % 4 == 0 && row < 64 ? double.NaN : row).Profile();

        var issue = Assert.Single(profile.Issues, issue => issue.Kind == IssueKind.MissingValues);
        Assert.Equal(("spend", 16, IssueImportance.WorthAttention), (issue.Column, issue.Count, issue.Importance));
        var column = profile.Columns.Single(column => column.Name == "spend");
        Assert.Equal(1, column.ChurnRateWhereMissing!.Value.Value);
        Assert.Equal(84.0 / 384, column.ChurnRateWherePresent!.Value.Value, 12);
    }

    [Fact]
    public void MissingValues_FewAndLeavingAlike_AreInformation()
    {
        var issue = Assert.Single(Table.WithOutcome().Number("spend", row => row < 12 ? double.NaN : Table.Noise(row)).Find(IssueKind.MissingValues));

        Assert.Equal((12, IssueImportance.Information), (issue.Count, issue.Importance));
    }

    [Fact]
    public void MissingValues_CompleteColumn_AreNotFound() =>
        Assert.Empty(Table.WithOutcome().Number("spend", row => row).Find(IssueKind.MissingValues));

    [Fact]
    public void BlankCells_AllWithOneRareCell_NameIt()
    {
        var table = Table.WithOutcome().Number("tenure", row => row < 11 ? 0 : 1 + (row % 60)).Number("total", row => row < 11 ? double.NaN : row).Blanks("total", 11);

        var issue = Assert.Single(table.Find(IssueKind.BlankCells));
        Assert.Equal((11, "tenure", "0"), (issue.Count, issue.OtherColumn, issue.OtherCell));
        Assert.Empty(table.Find(IssueKind.MissingValues));
    }

    [Fact]
    public void BlankCells_BesideEmptyOnes_AreCountedApart()
    {
        var table = Table.WithOutcome().Number("total", row => row < 30 ? double.NaN : row).Blanks("total", 10);

        Assert.Equal(10, Assert.Single(table.Find(IssueKind.BlankCells)).Count);
        Assert.Equal(20, Assert.Single(table.Find(IssueKind.MissingValues)).Count);
    }

    [Fact]
    public void SharedCell_CommonElsewhere_IsNoEvidence()
    {
        var table = Table.WithOutcome().Category("plan", row => row < 300 ? "A" : "B").Number("total", row => row < 11 ? double.NaN : Table.Noise(row));

        Assert.Null(Assert.Single(table.Find(IssueKind.MissingValues)).OtherColumn);
    }

    [Fact]
    public void MostlyMissing_OverSixtyPercent_IsSaidInsteadOfMissing()
    {
        var table = Table.WithOutcome().Number("income", row => row % 10 < 7 ? double.NaN : row);

        Assert.Equal(280, Assert.Single(table.Find(IssueKind.MostlyMissing)).Count);
        Assert.Empty(table.Find(IssueKind.MissingValues));
    }

    [Theory]
    [InlineData(40, IssueImportance.WorthAttention)]
    [InlineData(120, IssueImportance.Serious)]
    public void MissingOutcome_ByItsShare_IsWeighed(int missing, IssueImportance importance)
    {
        var table = new Table().Number("spend", row => row).Number("churned", row => row < missing ? double.NaN : row % 4 == 0 ? 1 : 0);

        var issue = Assert.Single(table.Find(IssueKind.MissingOutcome));
        Assert.Equal(("churned", missing, importance), (issue.Column, issue.Count, issue.Importance));
        Assert.Equal(0.25, table.Profile().ChurnRate!.Value.Value, 12);
    }

    [Fact]
    public void MissingOutcome_AllKnown_IsNotFound() => Assert.Empty(Table.WithOutcome().Find(IssueKind.MissingOutcome));
}
