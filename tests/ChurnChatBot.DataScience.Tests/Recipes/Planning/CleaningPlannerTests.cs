using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Planning;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes.Planning;

public sealed class CleaningPlannerTests
{
    [Fact]
    public void Propose_RunningExample_RepairsInTheOrderInWhichTheyDepend()
    {
        var customers = Tables.Customers();
        var profile = Profiles.Of(
            customers,
            Tables.Question,
            Profiles.Issue(IssueKind.MissingValues, "age"),
            Profiles.Issue(IssueKind.DatesAsText, "join_date"),
            Profiles.Issue(IssueKind.DatesAsText, "last_purchase_date"),
            Profiles.Issue(IssueKind.ImpossibleValues, "age", "-1") with { Limits = new ValueLimits(16, 100) },
            Profiles.Issue(IssueKind.CategoryVariants, "city") with { Variants = [["Berlin", "berlin"]] },
            Profiles.Issue(IssueKind.DuplicateCustomers, "customer_id"),
            Profiles.Issue(IssueKind.Identifier, "customer_id"));

        var proposals = CleaningPlanner.Propose(customers, profile);

        Assert.Equal(
            [
                "read_dates:join_date", "read_dates:last_purchase_date", "treat_as_missing:age", "merge_levels:city", "drop_duplicates", "set_aside_column:customer_id", "fill_missing:age",
                "fill_missing:total_spend",
            ],
            proposals.Select(proposal => proposal.Id));
        Assert.All(proposals, proposal => Assert.True(proposal.Selected));
        Assert.Equal(new ReadDatesStep("join_date", ["dd.MM.yyyy"]), proposals[0].Step);
        Assert.Equal(20, proposals[0].Evidence["rows"]);
        Assert.Equal(new DropDuplicatesStep("customer_id", "last_purchase_date"), proposals[4].Step);
        Assert.Equal(1, proposals[4].Evidence["rows"]);
        Assert.Equal(new FillMissingStep("age", FillMethod.Median, RememberMissing: true), proposals[6].Step);
        // The median is that of plausible ages, and the impossible ones are among those it fills.
        var ages = ((NumericColumn)customers["age"]).Values.ToArray().Where(age => age > 0).Order().ToArray();
        Assert.InRange(proposals[6].Evidence["value"], ages[ages.Length / 2] - 2, ages[ages.Length / 2] + 2);
        Assert.True(proposals[6].Evidence["rows"] > customers["age"].MissingCount());
        Assert.Contains("`age`", proposals[6].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_EveryStep_AppliesWhenThePlanRuns()
    {
        var customers = Tables.Customers();
        var profile = Profiles.Of(customers, Tables.Question, Profiles.Issue(IssueKind.DatesAsText, "join_date"), Profiles.Issue(IssueKind.DuplicateRows, null));

        var effects = RecipeEffects.Measure(new CleaningPlan(CleaningPlanner.Propose(customers, profile)).ToRecipe(), customers, Tables.Question);

        Assert.NotEmpty(effects);
        Assert.All(effects, effect => Assert.Null(effect.NotApplicable));
    }

    [Fact]
    public void Propose_NumbersAsText_AreReadAndWhatIsNoneIsFilled()
    {
        var data = Tables.Of(Tables.Text("price", "1.234,50", "2,5", "?", "7,25"), Tables.Numbers("churned", 1, 0, 1, 0));
        var profile = Profiles.Of(data, Tables.Question, Profiles.Issue(IssueKind.NumbersAsText, "price"), Profiles.Issue(IssueKind.Placeholder, "price", "?"));

        var proposals = CleaningPlanner.Propose(data, profile);

        Assert.Equal(["read_numbers:price", "fill_missing:price"], proposals.Select(proposal => proposal.Id));
        Assert.Equal(new ReadNumbersStep("price", ','), proposals[0].Step);
        Assert.Contains("`?`", proposals[0].Why, StringComparison.Ordinal);
        Assert.Equal(7.25, proposals[1].Evidence["value"]);
    }

    [Fact]
    public void Propose_AmountMissingWhereTenureIsZero_IsFilledWithZero()
    {
        var data = Tables.Of(Tables.Numbers("tenure", 0, 1, 5, 0, 9), Tables.Numbers("TotalCharges", null, 30, 100, null, 200), Tables.Numbers("churned", 0, 1, 0, 0, 1));

        var proposal = Assert.Single(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question)));

        Assert.Equal(new FillMissingStep("TotalCharges", FillMethod.Constant, "0"), proposal.Step);
        Assert.Equal(ReasonKind.NotStartedYet, proposal.Reason);
        Assert.Equal("tenure", proposal.Witness);
        Assert.Equal(2, proposal.Evidence["rows"]);
    }

    [Fact]
    public void Propose_AmountMissingElsewhereToo_GetsTheMedian()
    {
        var data = Tables.Of(Tables.Numbers("tenure", 0, 1, 5, 3, 9), Tables.Numbers("TotalCharges", null, 30, 100, null, 200), Tables.Numbers("churned", 0, 1, 0, 0, 1));

        Assert.Equal(ReasonKind.MissingNumbers, Assert.Single(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question))).Reason);
    }

    [Fact]
    public void Propose_ColumnsNotToLearnFrom_AreSetAsideOnceAndNotFilled()
    {
        var data = Tables.Of(
            Tables.Levels("empty", "a", null, null, null), Tables.Levels("same", "x", "x", "x", "x"), Tables.Numbers("leak", 1, 0, null, 0), Tables.Numbers("minutes", 1, 2, 3, 4),
            Tables.Numbers("charge", 2, 4, 6, 8), Tables.Text("mail", "a@b.c", "d@e.f", "g@h.i", "j@k.l"), Tables.Numbers("churned", 1, 0, 1, 0));
        var profile = Profiles.Of(
            data,
            Tables.Question,
            Profiles.Issue(IssueKind.MostlyMissing, "empty") with { Count = 3 },
            Profiles.Issue(IssueKind.Constant, "same"),
            Profiles.Issue(IssueKind.LeakageSuspect, "leak") with { Figure = 0.9999 },
            Profiles.Issue(IssueKind.PersonalData, "mail"),
            Profiles.Issue(IssueKind.Identifier, "mail"),
            Profiles.Issue(IssueKind.Correlated, "minutes") with { OtherColumn = "charge", Figure = 1 },
            Profiles.Issue(IssueKind.Correlated, "charge") with { OtherColumn = "minutes", Figure = 1 },
            Profiles.Issue(IssueKind.Constant, "churned"));

        var proposals = CleaningPlanner.Propose(data, profile);

        Assert.Equal(
            ["leak LeakageSuspect True", "mail Identifier True", "same Constant True", "empty MostlyMissing True", "minutes Redundant False"],
            proposals.Select(proposal => $"{proposal.Step.Subject} {proposal.Reason} {proposal.Selected}"));
        Assert.Contains("99.9 times in 100", proposals[0].Why, StringComparison.Ordinal);
        Assert.Contains("75.0 %", proposals[3].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_MonthFirstDates_AreReadMonthFirst()
    {
        var data = Tables.Of(Tables.Text("d", "03/14/2023", "03/04/2023", "2023-01-01"), Tables.Numbers("churned", 1, 0, 0));
        var issue = Profiles.Issue(IssueKind.MixedDateFormats, "d") with { Formats = [new LevelCount("dd/MM/yyyy or MM/dd/yyyy", 2), new LevelCount("yyyy-MM-dd", 1), new LevelCount("other", 0)] };

        var proposal = Assert.Single(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question, issue)));

        Assert.Equal(new ReadDatesStep("d", ["MM/dd/yyyy"]), proposal.Step);
        Assert.Equal(0, proposal.Evidence["ambiguous"]);
    }

    [Fact]
    public void Propose_DatesThatCouldBeEither_SayThatDayFirstIsAssumed()
    {
        var data = Tables.Of(Tables.Text("d", "03/04/2023", "05/06/2023", "none yet"), Tables.Numbers("churned", 1, 0, 0));

        var proposal = Assert.Single(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question, Profiles.Issue(IssueKind.DatesAsText, "d"))));

        Assert.Equal(new ReadDatesStep("d", ["dd/MM/yyyy"]), proposal.Step);
        Assert.Equal(1, proposal.Evidence["ambiguous"]);
        Assert.Equal(1, proposal.Evidence["unreadable"]);
        Assert.Contains("assumption", proposal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_NamesWithBackticksAndCommas_AreKeptApart()
    {
        var data = Tables.Of(Tables.Numbers("a,`b`%", 1, null, 3), Tables.Numbers("churned", 1, 0, 0));

        var proposal = Assert.Single(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question)));

        Assert.Equal("fill_missing:a%2C`b`%25", proposal.Id);
        Assert.StartsWith("`a,'b'%` is missing", proposal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_PlaceholderThatAlreadyIsALevelOfItsOwn_IsLeftAlone()
    {
        var data = Tables.Of(Tables.Levels("education", "Unknown", "Graduate", "Unknown"), Tables.Levels("plan", "Unknown", "?", "a"), Tables.Numbers("churned", 1, 0, 0));
        var profile = Profiles.Of(data, Tables.Question, Profiles.Issue(IssueKind.Placeholder, "education", "Unknown"), Profiles.Issue(IssueKind.Placeholder, "plan", "Unknown", "?"));

        var proposals = CleaningPlanner.Propose(data, profile);

        Assert.Equal([new TreatAsMissingStep("plan", ["?"]), new FillMissingStep("plan", FillMethod.Unknown)], proposals.Select(proposal => proposal.Step));
    }

    [Fact]
    public void Propose_Variants_AreNamedInTheReason()
    {
        var data = Tables.Of(Tables.Levels("pay", "CC", "Credit Card", "Credit Card", "COD", "Cash on Delivery"), Tables.Numbers("churned", 1, 0, 0, 1, 0));
        var issue = Profiles.Issue(IssueKind.CategoryVariants, "pay") with { Variants = [["Credit Card", "CC"], ["COD", "Cash on Delivery"], ["alone"]] };

        var proposal = Assert.Single(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question, issue)));

        Assert.Equal("One thing is written in several ways in `pay`: `CC` is read as `Credit Card`, `Cash on Delivery` as `COD` (2 rows).", proposal.Why);
    }

    [Fact]
    public void Propose_CleanFile_ProposesNothing()
    {
        var data = Tables.Of(Tables.Numbers("a", 1, 2), Tables.Numbers("churned", 1, 0));

        Assert.Empty(CleaningPlanner.Propose(data, Profiles.Of(data, Tables.Question)));
    }
}
