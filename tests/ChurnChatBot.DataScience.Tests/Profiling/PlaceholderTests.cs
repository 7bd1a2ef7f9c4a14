using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Issues;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("?")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("Error")]
    [InlineData("null")]
    [InlineData("-")]
    [InlineData("#N/A")]
    public void Mark_AmongCategories_IsWorthAttention(string mark)
    {
        var issue = Assert.Single(Table.WithOutcome().Category("plan", row => row < 7 ? mark : row % 2 == 0 ? "Gold" : "Silver").Find(IssueKind.Placeholder));

        Assert.Equal((7, IssueImportance.WorthAttention), (issue.Count, issue.Importance));
        Assert.Equal([mark], issue.Examples);
    }

    [Fact]
    public void Mark_AmongNumbers_LeavesThemNumbersAsText()
    {
        var table = Table.WithOutcome().Text("spend", row => row < 9 ? "?" : FormattableString.Invariant($"{row * 1.5}"));

        Assert.Equal(9, Assert.Single(table.Find(IssueKind.Placeholder)).Count);
        Assert.Equal(391, Assert.Single(table.Find(IssueKind.NumbersAsText)).Count);
    }

    [Fact]
    public void UnknownLevel_AmongCategories_IsInformation() =>
        Assert.Equal(IssueImportance.Information, Assert.Single(Table.WithOutcome().Category("education", row => row < 40 ? "Unknown" : "Graduate").Find(IssueKind.Placeholder)).Importance);

    [Theory]
    [InlineData(-999999)]
    [InlineData(-999)]
    [InlineData(9999)]
    public void Sentinel_RepeatedAndFarOut_IsFound(double sentinel)
    {
        var issue = Assert.Single(Table.WithOutcome().Number("score", row => row < 4 ? sentinel : row % 300).Find(IssueKind.Placeholder));

        Assert.Equal(4, issue.Count);
        Assert.Equal([FormattableString.Invariant($"{sentinel}")], issue.Examples);
    }

    [Fact]
    public void Sentinel_TwoOfThem_AreBothFound() =>
        Assert.Equal(8, Assert.Single(Table.WithOutcome().Number("score", row => row < 4 ? -999 : row < 8 ? -9999 : row % 300).Find(IssueKind.Placeholder)).Count);

    [Theory]
    [InlineData(1, 999, 300)]
    [InlineData(4, 999, 1500)]
    [InlineData(4, 997, 300)]
    public void Sentinel_OnceOrAmongOthersOrNoNines_IsAValue(int rows, double value, int range) =>
        Assert.Empty(Table.WithOutcome().Number("score", row => row < rows ? value : row * (double)range / Table.Rows).Find(IssueKind.Placeholder));

    [Fact]
    public void Sentinel_InTextWithCurrency_IsShownAsWritten()
    {
        var issue = Assert.Single(Table.WithOutcome().Text("salary", row => row < 3 ? "-€999999" : FormattableString.Invariant($"€{50000 + row}.5")).Find(IssueKind.Placeholder));

        Assert.Equal(["-€999999"], issue.Examples);
    }

    [Fact]
    public void SentinelIndices_OfTwoValues_AreNone() =>
        Assert.Empty(Sentinel.Indices(ValueCounts.Of([0, 999, 0, 999], [0, 0, 1, 1])));
}
