using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Issues;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class ValueRangeTests
{
    [Fact]
    public void ImpossibleValues_OfAnAge_AreListedCommonestFirst()
    {
        var table = Table.WithOutcome().Number("age", row => row switch { < 4 => -1, < 7 => 0, < 9 => 142, _ => 20 + (row % 60) });

        var issue = Assert.Single(table.Find(IssueKind.ImpossibleValues));
        Assert.Equal(9, issue.Count);
        Assert.Equal(["-1", "0", "142"], issue.Examples);
        Assert.Equal(new ValueLimits(1, 110), issue.Limits);
    }

    [Theory]
    [InlineData("tenure", -3)]
    [InlineData("order_count", -1)]
    [InlineData("TotalCharges", -5)]
    [InlineData("discount_percent", 130)]
    public void ImpossibleValues_AgainstTheName_AreFound(string name, double value) =>
        Assert.Equal(2, Assert.Single(Table.WithOutcome().Number(name, row => row < 2 ? value : row % 90).Find(IssueKind.ImpossibleValues)).Count);

    [Theory]
    [InlineData("balance", -3)]
    [InlineData("amount_change", -1)]
    [InlineData("temperature", -5)]
    [InlineData("account_age_days", 0)]
    public void ImpossibleValues_ThatTheNameAllows_AreNotFound(string name, double value) =>
        Assert.Empty(Table.WithOutcome().Number(name, row => row < 2 ? value : 1 + (row % 90)).Find(IssueKind.ImpossibleValues));

    [Fact]
    public void ImpossibleValues_InManyRows_MeanThatTheNameWasMisread() =>
        Assert.Empty(Table.WithOutcome().Number("amount", row => row % 100 - 30).Find(IssueKind.ImpossibleValues));

    [Fact]
    public void ImpossibleValues_DayThatDoesNotExist_IsFound()
    {
        var issue = Assert.Single(Table.WithOutcome().Text("joined", row => row < 3 ? "31.02.2023" : FormattableString.Invariant($"{1 + (row % 28):00}.03.2023")).Find(IssueKind.ImpossibleValues));

        Assert.Equal(3, issue.Count);
        Assert.Equal(["31.02.2023"], issue.Examples);
    }

    [Fact]
    public void ImpossibleValues_DateFarAway_IsFound()
    {
        var issue = Assert.Single(Table.WithOutcome().Date("joined", row => new DateTime(row < 2 ? 1 : 2022, 1, 1).AddDays(row)).Find(IssueKind.ImpossibleValues));

        Assert.Equal(["0001-01-01", "0001-01-02"], issue.Examples);
    }

    [Fact]
    public void Outliers_BeyondThreeInterquartileRanges_AreInformation()
    {
        var issue = Assert.Single(Table.WithOutcome().Number("usage", row => row < 3 ? 5000 : row % 100).Find(IssueKind.Outliers));

        Assert.Equal((3, IssueImportance.Information), (issue.Count, issue.Importance));
        Assert.True(issue.Limits.High is > 100 and < 400);
    }

    [Fact]
    public void OutliersAndSkew_OfEvenValues_AreNotFound()
    {
        var table = Table.WithOutcome().Number("usage", row => row % 100);

        Assert.Empty(table.Find(IssueKind.Outliers));
        Assert.Empty(table.Find(IssueKind.Skewed));
    }

    [Fact]
    public void Skewed_LongTail_HasItsSkewness()
    {
        var issue = Assert.Single(Table.WithOutcome().Number("usage", row => Math.Exp(9 * Table.Noise(row))).Find(IssueKind.Skewed));

        Assert.InRange(issue.Figure!.Value, 1.5, 5);
    }

    [Fact]
    public void NumericSummary_OfKnownValues_IsTypeSeven()
    {
        var summary = NumericSummaries.Of(ValueCounts.Of([1, 2, 3, 4, 10, double.NaN], new sbyte[6]))!;

        Assert.Equal((1, 2, 3, 4, 10, 4), (summary.Minimum, summary.Quartile1, summary.Median, summary.Quartile3, summary.Maximum, summary.Mean));
        Assert.Equal(3.5355339059327378, summary.StandardDeviation, 12);
        Assert.Equal(1.1384199576606167, summary.Skewness, 12);
        Assert.Equal(5, summary.Histogram.Sum());
        Assert.Equal(20, summary.Histogram.Count);
    }

    [Fact]
    public void PlausibleLimits_OfAnAgeGroup_AreNotThoseOfPersons() =>
        Assert.Equal(new ValueLimits(1, 110), PlausibleLimits.Of(NameWords.Of("Customer_Age")));
}
