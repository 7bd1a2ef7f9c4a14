using System.Globalization;
using System.Text.Json;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Tests.Samples;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class ProfileTests
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [Fact]
    public void Sample_Profile_IsExactlyTheDirtThatWasPutIn()
    {
        var profile = ProfiledFile.Of(SampleFiles.PathOf("customer_data.csv"));

        Assert.Equal(("churned", "1", "customer_id"), (profile.Question!.TargetColumn, profile.Question.PositiveLevel, profile.Question.IdentifierColumn));
        Assert.Equal(5012, profile.Rows);
        (IssueKind, string?, int)[] expected =
        [
            (IssueKind.MissingValues, "total_spend", CustomerSampleGenerator.MissingSpend),
            (IssueKind.MixedDateFormats, "join_date", CustomerSampleGenerator.DayFirstRows),
            (IssueKind.MixedDateFormats, "last_purchase_date", 221),
            (IssueKind.MissingValues, "last_purchase_date", CustomerSampleGenerator.MissingSpendAndPurchase),
            (IssueKind.DuplicateCustomers, "customer_id", CustomerSampleGenerator.DuplicatedCustomers),
            (IssueKind.CategoryVariants, "city", 11),
            (IssueKind.ImpossibleValues, "age", CustomerSampleGenerator.ImpossibleAges.Length),
            (IssueKind.Identifier, "customer_id", 5012),
        ];
        Assert.Equal(expected, profile.Issues.Where(issue => issue.Importance > IssueImportance.Information).Select(issue => (issue.Kind, issue.Column, issue.Count)));
        Assert.Equal(CustomerSampleGenerator.MissingAges, profile.Issues.Single(issue => issue is { Kind: IssueKind.MissingValues, Column: "age" }).Count);
    }

    [Fact]
    public void NextMonthSample_Profile_HasTheNewCity()
    {
        var profile = ProfiledFile.Of(SampleFiles.PathOf("customer_data_next_month.csv"));

        Assert.Equal(5230, profile.Rows);
        Assert.DoesNotContain(profile.Issues, issue => issue.Kind == IssueKind.DuplicateCustomers);
        Assert.Equal(12, profile.Columns.Single(column => column.Name == "city").Distinct);
    }

    [Fact]
    public void Profile_InAnotherCultureAndAgain_IsTheSame()
    {
        var first = JsonSerializer.Serialize(ProfiledFile.Of(SampleFiles.PathOf("customer_data.csv")), Json);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(first, JsonSerializer.Serialize(ProfiledFile.Of(SampleFiles.PathOf("customer_data.csv")), Json));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Profile_ManyFindings_StayFewOnTheCard()
    {
        var table = Table.WithOutcome();
        for (var i = 0; i < 30; i++)
        {
            var salt = (uint)i;
            table.Number(FormattableString.Invariant($"tenure_{i}"), row => Table.Noise(row, salt) switch { < 0.1 => double.NaN, < 0.12 => -5, _ => 100 * Table.Noise(row, salt + 50) });
        }

        var attention = table.Profile().Issues.TakeWhile(issue => issue.Importance == IssueImportance.WorthAttention).ToArray();
        Assert.Equal([IssueKind.MissingValues, IssueKind.ImpossibleValues], attention.Select(issue => issue.Kind).Distinct().Order());
        Assert.All(attention.GroupBy(issue => issue.Kind), group => Assert.Equal(ProfilingOptions.Default.AttentionColumns, group.Count()));
    }

    [Fact]
    public void Profile_Issues_AreSeriousFirstThenByRows()
    {
        var issues = Table.WithOutcome().Number("leak", row => row % 4 == 0 ? 1 : Table.Noise(row) / 2).Number("age", row => row < 5 ? -1 : 30 + (row % 40)).Number("spend", row => row % 8 == 1 ? double.NaN : row).Profile().Issues;

        Assert.Equal([IssueKind.LeakageSuspect, IssueKind.MissingValues, IssueKind.ImpossibleValues], issues.Where(issue => issue.Importance > IssueImportance.Information).Select(issue => issue.Kind));
    }

    [Fact]
    public void Profile_EmptyTableOrNoColumns_IsEmpty()
    {
        var none = DatasetProfiler.Profile(new Dataset("none", []), [], ProfilingOptions.Default);
        var empty = DatasetProfiler.Profile(new Dataset("empty", [new NumericColumn("churned", []), new TextColumn("id", [])]), [], ProfilingOptions.Default);

        Assert.Empty(none.Issues);
        Assert.Equal(ColumnMeaning.Constant, empty.Columns[0].Meaning);
        Assert.Equal("all_missing", empty.TargetProblem!.Kind);
    }

    [Fact]
    public void Profile_ThousandsOfColumns_Works()
    {
        var columns = Enumerable.Range(0, 2000).Select(i => new NumericColumn(FormattableString.Invariant($"c{i}"), [.. Enumerable.Range(0, 30).Select(row => Table.Noise(row, (uint)i))]));

        Assert.Equal(2000, DatasetProfiler.Profile(new Dataset("wide", columns), [], ProfilingOptions.Default).Columns.Count);
    }

    [Fact]
    public void Profile_Cancelled_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => DatasetProfiler.Profile(Table.WithOutcome().Dataset(), [], ProfilingOptions.Default, null, new CancellationToken(canceled: true)));

    [Fact]
    public void Options_OutOfRange_AreRefusedByName() =>
        Assert.Equal("LeakageAuc", Assert.Throws<ArgumentException>(() => Table.WithOutcome().Profile(new ProfilingOptions { LeakageAuc = 2 })).ParamName);
}
