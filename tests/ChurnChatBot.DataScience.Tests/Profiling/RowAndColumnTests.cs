using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class RowAndColumnTests
{
    [Fact]
    public void DuplicateRows_CopiesOfAWholeRow_AreCountedBeyondTheFirst()
    {
        // Rows 390 to 399 repeat rows 0 to 9; the outcome repeats every four rows, so the offset is a multiple of four less two.
        var table = new Table().Number("usage", row => Unique(row)).Category("plan", row => Unique(row) % 2 == 0 ? "A" : null).Number("churned", row => Unique(row) % 4 == 0 ? 1 : 0);

        Assert.Equal((10, IssueImportance.WorthAttention), Of(Assert.Single(table.Find(IssueKind.DuplicateRows))));
    }

    [Fact]
    public void DuplicateRows_OneCellDiffers_AreNotFound() =>
        Assert.Empty(Table.WithOutcome().Number("usage", row => row).Category("plan", _ => "A").Find(IssueKind.DuplicateRows));

    [Fact]
    public void DuplicateCustomers_WithOtherCells_AreWorthAttention()
    {
        var issue = Assert.Single(Table.WithOutcome().Text("customer_id", row => Id(Unique(row))).Number("usage", row => row).Find(IssueKind.DuplicateCustomers));

        Assert.Equal((10, IssueImportance.WorthAttention), Of(issue));
        Assert.Equal("C00000", issue.Examples[0]);
    }

    [Fact]
    public void DuplicateCustomers_PlainCopies_AreInformationBesideTheRows()
    {
        var table = new Table().Text("customer_id", row => Id(Unique(row))).Number("churned", row => Unique(row) % 4 == 0 ? 1 : 0);

        Assert.Equal((10, IssueImportance.Information), Of(Assert.Single(table.Find(IssueKind.DuplicateCustomers))));
        Assert.Single(table.Find(IssueKind.DuplicateRows));
    }

    [Fact]
    public void DuplicateCustomers_AllDistinct_AreNotFound() =>
        Assert.Empty(Table.WithOutcome().Text("customer_id", Id).Find(IssueKind.DuplicateCustomers));

    [Fact]
    public void Identifier_OfTheCustomer_IsPreferredToOtherUniqueColumns()
    {
        var profile = Table.WithOutcome().Text("name", row => FormattableString.Invariant($"Customer_{row}")).Number("row", row => row).Number("CLIENTNUM", row => 700000 + (row * 37)).Profile();

        Assert.Equal("CLIENTNUM", profile.Question!.IdentifierColumn);
        Assert.Equal(3, profile.Columns.Count(column => column.Meaning == ColumnMeaning.Identifier));
        Assert.Equal("CLIENTNUM", Assert.Single(profile.Issues, issue => issue is { Kind: IssueKind.Identifier, Importance: IssueImportance.WorthAttention }).Column);
    }

    [Fact]
    public void Identifier_UniqueMeasure_IsNone()
    {
        var profile = Table.WithOutcome().Number("total_spend", row => (row * 3.17) + 0.5).Number("salary", row => 30000 + (row * 51)).Profile();

        Assert.DoesNotContain(profile.Issues, issue => issue.Kind == IssueKind.Identifier);
        Assert.All(profile.Columns.Skip(1), column => Assert.Equal(ColumnMeaning.Measure, column.Meaning));
    }

    [Fact]
    public void Identifier_ChosenByAPerson_IsKept()
    {
        var table = Table.WithOutcome().Text("customer_id", Id).Number("seat", row => row % 7);

        Assert.Equal("seat", table.Profile(question: new ChurnQuestion("churned", "1", "seat")).Question!.IdentifierColumn);
    }

    [Fact]
    public void Meanings_OfColumns_AreTold()
    {
        var profile = Table.WithOutcome()
            .Number("senior", row => row % 2)
            .Category("plan", row => FormattableString.Invariant($"{row % 3}"))
            .Number("area_code", row => 400 + (row % 3))
            .Date("joined", row => new DateTime(2023, 1, 1).AddDays(row))
            .Text("comment", row => FormattableString.Invariant($"the customer called about bill number {row} again"))
            .Category("country", _ => "DE")
            .Number("nothing", _ => double.NaN)
            .Profile();

        Assert.Equal(
            [ColumnMeaning.Outcome, ColumnMeaning.Flag, ColumnMeaning.Category, ColumnMeaning.Category, ColumnMeaning.Date, ColumnMeaning.FreeText, ColumnMeaning.Constant, ColumnMeaning.Constant],
            profile.Columns.Select(column => column.Meaning));
    }

    [Fact]
    public void Constant_OneValue_IsInformation()
    {
        var table = Table.WithOutcome().Category("country", _ => "DE").Number("usage", row => row);

        Assert.Equal("country", Assert.Single(table.Find(IssueKind.Constant)).Column);
    }

    [Theory]
    [InlineData(51, 1)]
    [InlineData(50, 0)]
    public void HighCardinality_MoreThanFiftyLevels_IsInformation(int levels, int found) =>
        Assert.Equal(found, Table.WithOutcome().Category("shop", row => FormattableString.Invariant($"shop {(char)('a' + (row % levels / 26))}{(char)('a' + (row % levels % 26))}")).Find(IssueKind.HighCardinality).Length);

    [Theory]
    [InlineData(30, 1)]
    [InlineData(20, 0)]
    public void ClassImbalance_UnderFivePercent_IsFound(int every, int found) =>
        Assert.Equal(found, new Table().Number("usage", row => row).Number("churned", row => row % every == 0 ? 1 : 0).Find(IssueKind.ClassImbalance).Length);

    [Theory]
    [InlineData("Total_Trans_Amt", "total trans amt")]
    [InlineData("customerID", "customer id")]
    [InlineData("Call  Failure", "call failure")]
    [InlineData("IDNumber", "id number")]
    [InlineData("MonthlyCharges", "monthly charges")]
    [InlineData("流失", "流失")]
    public void NameWords_OfAName_AreItsWords(string name, string words) => Assert.Equal(words, string.Join(' ', NameWords.Of(name)));

    private static int Unique(int row) => row < 390 ? row : row - 390;

    private static string Id(int row) => FormattableString.Invariant($"C{row:00000}");

    private static (int, IssueImportance) Of(DataQualityIssue issue) => (issue.Count, issue.Importance);
}
