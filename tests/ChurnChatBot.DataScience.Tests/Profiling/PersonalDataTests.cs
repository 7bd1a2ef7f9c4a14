using System.Globalization;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Issues;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("contact", "user{0}@example.org", "email")]
    [InlineData("contact", "+49 151 2345{0:000}", "phone")]
    [InlineData("surname", "Family{0}", "name")]
    [InlineData("home_address", "{0} Main Street", "address")]
    [InlineData("ref", "123-45-{0:0000}", "national_id")]
    [InlineData("login", "10.0.0.{0}", "ip_address")]
    public void PersonalData_ByFormOrName_IsFound(string name, string cell, string kind)
    {
        var issue = Assert.Single(Table.WithOutcome().Text(name, row => string.Format(CultureInfo.InvariantCulture, cell, row % 250)).Find(IssueKind.PersonalData));

        Assert.Equal(kind, issue.PersonalDataKind);
    }

    [Theory]
    [InlineData("PhoneService")]
    [InlineData("email_opt_in")]
    [InlineData("name_changed")]
    public void PersonalData_FlagNamedLikeIt_IsNone(string name) =>
        Assert.Empty(Table.WithOutcome().Category(name, row => row % 3 == 0 ? "Yes" : "No").Find(IssueKind.PersonalData));

    [Fact]
    public void PersonalData_CountOfAddresses_IsNone() => Assert.Empty(Table.WithOutcome().Number("NumberOfAddress", row => row % 30).Find(IssueKind.PersonalData));

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00", "iban")]
    [InlineData("11010519491231002X", "national_id")]
    [InlineData("4539 1488 0343 6467", "card_number")]
    [InlineData("13812345678", "phone")]
    [InlineData("DE89 3704 0044 0532 0130 01", null)]
    [InlineData("110105194912310021", null)]
    [InlineData("2023-01-02", null)]
    [InlineData("Hello world", null)]
    public void Pattern_OfACell_IsCheckedByItsDigits(string cell, string? kind) => Assert.Equal(kind, PersonalDataPatterns.KindOf(cell));
}
