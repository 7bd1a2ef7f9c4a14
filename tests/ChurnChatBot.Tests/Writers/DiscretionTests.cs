using System.Text;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;

namespace ChurnChatBot.Tests.Writers;

/// <summary>What others who read along are not shown: read with personal data replaced, no card names a customer or shows their row.</summary>
public sealed class DiscretionTests
{
    private static SampleLine Line => SampleLine.Value;

    public static TheoryData<string> Names => [.. Cards.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_WhereOthersReadAlong_NamesNoCustomer(string name)
    {
        // A picked file and an example in a fixed sentence are no customers of this file.
        if (name is "help" or "rows_set_aside") return;
        var shown = Shared(Cards.All[name]());
        var customers = Line.Explanation.Riskiest.Select(customer => customer.Customer).ToArray();

        Assert.NotEmpty(customers);
        Assert.DoesNotContain(customers, customer => shown.Contains(customer, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_Summary_NamesNoCustomer(string name)
    {
        var message = Cards.All[name]();

        Assert.NotEqual("", message.Summary + (message.Sections.All(section => section is ResultTable) ? "table" : ""));
        Assert.DoesNotMatch("C0[0-9]{4}", message.Summary);
    }

    [Fact]
    public void Examples_WhereOthersReadAlong_ShowNoRow()
    {
        Assert.DoesNotContain("became", Shared(WhyWriter.Items(Line.Cleaning.Items, null)), StringComparison.Ordinal);
        Assert.DoesNotContain("| 2 |", Shared(CleaningWriter.ChangedRows(Line.Cleaning)), StringComparison.Ordinal);
        Assert.DoesNotContain("12.04.2023", Shared(CleaningWriter.Write(Line.Cleaning, "a.csv", "a1", "h1")), StringComparison.Ordinal);
        Assert.DoesNotContain("3,4", Shared(Cards.All["rows_set_aside"]()), StringComparison.Ordinal);
    }

    [Fact]
    public void CustomersAtRisk_WhereOthersReadAlong_KeepsTheCount() =>
        Assert.Contains($"{Line.Explanation.AtHighRisk} customers", Shared(ExplanationWriter.CustomersAtRisk(Line.Explanation)), StringComparison.Ordinal);

    [Fact]
    public void PersonalColumn_ItsCellsAreNowhere()
    {
        var (intake, profile) = WithAddresses();

        var issue = Assert.Single(profile.Issues, issue => issue is { Kind: IssueKind.PersonalData, Column: "email" });
        Assert.Equal("email", issue.PersonalDataKind);
        Assert.DoesNotContain("@", MessageText.Of(ProfileWriter.Write(intake, profile)), StringComparison.Ordinal);
        var column = ColumnWriter.Write(profile, "email");
        Assert.DoesNotContain("@", Shared(column), StringComparison.Ordinal);
        Assert.Contains("@", MessageText.Of(column), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IssueKind.Placeholder)]
    [InlineData(IssueKind.NumbersAsText)]
    [InlineData(IssueKind.Outliers)]
    [InlineData(IssueKind.ImpossibleValues)]
    [InlineData(IssueKind.CategoryVariants)]
    [InlineData(IssueKind.BlankCells)]
    public void FindingAboutAPersonalColumn_GivesNoExample(IssueKind kind)
    {
        var (_, profile) = WithAddresses();
        var issue = new DataQualityIssue(kind, "email", 12, IssueImportance.WorthAttention) { Examples = ["ada@example.org"], Variants = [["ada@example.org", "ADA@example.org"]] };

        Assert.DoesNotContain("example.org", IssueSentences.Of(issue, profile).ToPlainText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("example.org", IssueSentences.Of([issue, issue], profile).ToPlainText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ChurnRate_OfVeryFew_IsForOnePerson()
    {
        var rates = SegmentTable.Of(Line.Raw.TakeRows([.. Enumerable.Range(0, 60)]), Line.Question, "city", new SegmentOptions { MinCount = 3 });
        Assert.Contains(rates.Groups, group => group.Count < Discretion.FewestCustomers);

        Assert.IsType<PersonalData>(Assert.Single(ChurnRateWriter.Write(rates, 0.2, null, 3).Sections));
        Assert.DoesNotContain(Cards.All["churn_rate"]().Sections, section => section is PersonalData);
    }

    [Fact]
    public void Driver_TellsOfNoRangeWithFewCustomers()
    {
        var driver = Line.Explanation.Drivers.First(driver => driver.Bins.Any(bin => bin.Count < Discretion.FewestCustomers));

        var told = driver.Told();

        Assert.NotEmpty(told);
        Assert.All(told, bin => Assert.True(bin.Count >= Discretion.FewestCustomers));
    }

    [Fact]
    public void MissingForFew_SaysNothingOfWhoLeft() =>
        Assert.DoesNotContain("7 customers (0.4 %), and", MessageText.Of(Cards.All["profile"]()), StringComparison.Ordinal);

    /// <summary>As a channel shows it to several people.</summary>
    private static string Shared(ReplyMessage message) => MessageText.Of(message with { Sections = [.. message.Sections.SelectMany(Shared)] });

    private static IEnumerable<MessageSection> Shared(MessageSection section) => section switch
    {
        PersonalData personal => [new Paragraph(personal.Instead)],
        Details details => [details with { Sections = [.. details.Sections.SelectMany(Shared)] }],
        _ => [section],
    };

    private static (IntakeResult Intake, DatasetProfile Profile) WithAddresses()
    {
        var text = new StringBuilder("id,email,spend,churned\n");
        for (var row = 0; row < 120; row++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"K{row:0000},person{row % 90}@example.org,{row * 37 % 101},{(row % 4 == 0 ? 1 : 0)}\n");
        var intake = DatasetReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "addresses.csv", new IntakeOptions());
        return (intake, ProfileAnalysis.Run(intake, null).Profile!);
    }
}
