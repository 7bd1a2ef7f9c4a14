using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Profiling.Issues;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class CategoryVariantTests
{
    [Theory]
    [InlineData("Berlin", "BERLIN")]
    [InlineData("Berlin", "berlin ")]
    [InlineData("E-Wallet", "E wallet")]
    [InlineData("Köln", "Koln")]
    [InlineData("France", "French")]
    [InlineData("France", "FRA")]
    [InlineData("Phone", "Mobile Phone")]
    [InlineData("Credit Card", "CC")]
    [InlineData("Cash on Delivery", "COD")]
    [InlineData("New York", "NYC")]
    [InlineData("Male", "M")]
    [InlineData("Regional Sales Office", "RSO")]
    [InlineData("Fiber", "Fiber optic")]
    public void Variants_OfOneThing_AreGrouped(string common, string rare)
    {
        var issue = Assert.Single(Table.WithOutcome().Category("kind", row => (row % 10) switch { < 3 => rare, < 7 => common, _ => "Something else" }).Find(IssueKind.CategoryVariants));

        Assert.Equal([common, rare], Assert.Single(issue.Variants));
        Assert.Equal(120, issue.Count);
    }

    [Theory]
    [InlineData("No", "No phone service")]
    [InlineData("Graduate", "Post-Graduate")]
    [InlineData("Premium", "Premium Plus")]
    [InlineData("Married", "Unmarried")]
    [InlineData("50", "50+")]
    [InlineData("<40K", "40K")]
    [InlineData("One year", "Two year")]
    [InlineData("Male", "Female")]
    [InlineData("A", "B")]
    [InlineData("Kansas", "Arkansas")]
    [InlineData("Bank transfer (automatic)", "Credit card (automatic)")]
    public void Variants_OfTwoThings_AreNotFound(string common, string rare) =>
        Assert.Empty(Table.WithOutcome().Category("kind", row => (row % 10) switch { < 3 => rare, < 7 => common, _ => "Something else" }).Find(IssueKind.CategoryVariants));

    [Fact]
    public void Variants_InitialsThatFitTwoLevels_AreNotJoined() =>
        Assert.Empty(Table.WithOutcome().Category("kind", row => (row % 3) switch { 0 => "SP", 1 => "Silver Plan", _ => "Starter Plan" }).Find(IssueKind.CategoryVariants));

    [Fact]
    public void Variants_ShortenedNameLeavingDifferently_AreNotJoined() =>
        Assert.Empty(Table.WithOutcome().Category("kind", row => row % 4 == 0 ? "Fiber" : row % 2 == 0 ? "Fiber optic" : "DSL").Find(IssueKind.CategoryVariants));

    [Fact]
    public void Variants_OfThree_AreOneGroupCommonestFirst()
    {
        var issue = Assert.Single(Table.WithOutcome().Category("geography", row => (row % 10) switch { < 2 => "FRA", < 5 => "French", < 9 => "France", _ => "Spain" }).Find(IssueKind.CategoryVariants));

        Assert.Equal(["France", "French", "FRA"], Assert.Single(issue.Variants));
    }

    [Theory]
    [InlineData("  Ber-lin ", "berlin")]
    [InlineData("É.L.", "el")]
    [InlineData("50+", "50+")]
    [InlineData("--", "")]
    public void Normalized_Level_KeepsOnlyWhatMeans(string level, string normalized) => Assert.Equal(normalized, LevelAliases.Normalized(level));
}
