using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class TextFormatTests
{
    private static readonly DateTime Start = new(2023, 1, 1);

    [Fact]
    public void Dates_InTwoFormats_AreCountedByFormat()
    {
        var table = Table.WithOutcome().Text("join_date", row => Day(row, row < 30 ? "dd.MM.yyyy" : "yyyy-MM-dd"));

        var mixed = Assert.Single(table.Find(IssueKind.MixedDateFormats));
        Assert.Equal((30, IssueImportance.WorthAttention), (mixed.Count, mixed.Importance));
        Assert.Equal([new LevelCount("yyyy-MM-dd", 370), new LevelCount("dd.MM.yyyy", 30)], mixed.Formats);
        Assert.Equal(Enumerable.Range(0, 30).Count(row => Start.AddDays(row % 300).Day > 12), mixed.DecisiveRows);
        Assert.Equal(400, Assert.Single(table.Find(IssueKind.DatesAsText)).Count);
    }

    [Fact]
    public void Dates_InOneFormat_AreNotMixed()
    {
        var table = Table.WithOutcome().Text("joined", row => Day(row, "dd-MM-yyyy"));

        Assert.Empty(table.Find(IssueKind.MixedDateFormats));
        Assert.Equal(IssueImportance.WorthAttention, Assert.Single(table.Find(IssueKind.DatesAsText)).Importance);
        Assert.Equal(ColumnMeaning.Date, table.Profile().Columns[^1].Meaning);
    }

    [Theory]
    [InlineData("dd/MM/yyyy")]
    [InlineData("MM/dd/yyyy")]
    [InlineData("dd.MM.yy")]
    public void Dates_WithDaysAboveTwelve_TellWhatComesFirst(string format)
    {
        var table = Table.WithOutcome().Text("joined", row => Day(row, format));

        Assert.Equal(format, Assert.Single(table.Find(IssueKind.DatesAsText)).Formats.Single().Level);
        Assert.Equal((Start - DateTime.UnixEpoch).TotalDays, table.Profile().Columns[^1].Numbers!.Minimum);
    }

    [Fact]
    public void Dates_ThatNothingDecides_AreCountedAsUndecided()
    {
        var table = Table.WithOutcome().Text("joined", row => FormattableString.Invariant($"{1 + (row % 12):00}/{1 + (row % 11):00}/2023"));

        Assert.Equal(400, Assert.Single(table.Find(IssueKind.DatesAsText)).UndecidedRows);
    }

    [Fact]
    public void Dates_ReadAsDates_AreNoText() =>
        Assert.Empty(Table.WithOutcome().Date("joined", row => Start.AddDays(row)).Find(IssueKind.DatesAsText));

    [Theory]
    [InlineData("€{0}.50", "currency €", '.')]
    [InlineData("${0},250.00", "currency $", '.')]
    [InlineData("{0},5", "decimal comma", ',')]
    [InlineData("{0},500", "thousands separator", '.')]
    [InlineData("{0}.500,25", "decimal comma", ',')]
    [InlineData("{0}.5 %", "percent", '.')]
    [InlineData("USD {0}", "currency USD", '.')]
    public void Numbers_WithSigns_AreReadAndNamed(string format, string form, char decimalSign)
    {
        var issue = Assert.Single(Table.WithOutcome().Text("charge", row => string.Format(CultureInfo.InvariantCulture, format, 1 + (row % 90))).Find(IssueKind.NumbersAsText));

        Assert.Equal((400, decimalSign), (issue.Count, issue.DecimalSign));
        Assert.Contains(issue.Formats, met => met == new LevelCount(form, 400));
    }

    [Theory]
    [InlineData("${0}K - $80K")]
    [InlineData("00{0}")]
    [InlineData("A{0}")]
    [InlineData("{0}-VHVEG")]
    public void Numbers_WithinOtherText_AreNone(string format) =>
        Assert.Empty(Table.WithOutcome().Text("code", row => string.Format(CultureInfo.InvariantCulture, format, 10 + (row % 90))).Find(IssueKind.NumbersAsText));

    [Theory]
    [InlineData("-€999999", -999999)]
    [InlineData("(1,234.50)", -1234.5)]
    [InlineData("€ -12", -12)]
    [InlineData("1'000", 1000)]
    [InlineData("12 %", 12)]
    [InlineData("-(5)", 5)]
    public void TextNumber_Written_IsRead(string cell, double value)
    {
        Assert.True(TextNumbers.TryRead(cell, '.', out var read, out _));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData("12-34")]
    [InlineData("€")]
    [InlineData("")]
    [InlineData("1.2.3")]
    public void TextNumber_NotOne_IsRefused(string cell) => Assert.False(TextNumbers.TryRead(cell, '.', out _, out _));

    [Fact]
    public void Profile_TextWithLevelsThatHaveNoRow_IgnoresThem()
    {
        var column = new CategoricalColumn("plan", [0, 1, 0, 1], ["A", "B", "2023-01-01"]);
        var profile = DatasetProfiler.Profile(new Dataset("table", [column]), [], ProfilingOptions.Default);

        Assert.Equal((2, ColumnMeaning.Flag), (profile.Columns[0].Distinct, profile.Columns[0].Meaning));
    }

    private static string Day(int row, string format) => Start.AddDays(row % 300).ToString(format, CultureInfo.InvariantCulture);
}
