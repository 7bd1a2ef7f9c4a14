using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;
using ChurnChatBot.DataScience.Tests.Recipes;

namespace ChurnChatBot.DataScience.Tests.Features;

public sealed class FeatureIdeasTests
{
    private static readonly Recipe ReadDates = new([new ReadDatesStep("join_date", ["dd.MM.yyyy"]), new ReadDatesStep("last_purchase_date", ["dd.MM.yyyy"])]);

    [Fact]
    public void Propose_RunningExample_OffersTheFiveMeasuresInOrder()
    {
        var customers = Tables.Customers();
        var profile = Profiles.Of(customers, Tables.Question);

        var ideas = FeatureIdeas.Propose(customers, ReadDates, profile);

        Assert.Equal(["days_since_last_purchase", "avg_spend_per_month", "customer_lifetime", "age_band", "city_churn_rate"], ideas.Select(idea => idea.Name));
        Assert.All(ideas, idea => Assert.EndsWith(".", idea.BusinessReason, StringComparison.Ordinal));
        Assert.Equal(["total_spend", "join_date"], ideas[1].From);
    }

    [Fact]
    public void ReferenceDate_Default_IsTheLatestDateInTheFile()
    {
        var customers = Tables.Customers();
        var profile = Profiles.Of(customers, Tables.Question);
        var dates = (DateColumn)ReadDates.Fit(customers, Tables.Question).Training["last_purchase_date"];

        Assert.Equal(Enumerable.Range(0, dates.Length).Max(row => dates[row]), FeatureIdeas.ReferenceDate(customers, ReadDates, profile));
        var recency = (DaysSinceStep)FeatureIdeas.Propose(customers, ReadDates, profile)[0].Step;
        Assert.Equal(FeatureIdeas.ReferenceDate(customers, ReadDates, profile), recency.Reference);
    }

    [Fact]
    public void Propose_ChosenReferenceDate_IsUsedByEveryIdeaOfTime()
    {
        var customers = Tables.Customers();
        var today = new DateTime(2024, 1, 1);

        var ideas = FeatureIdeas.Propose(customers, ReadDates, Profiles.Of(customers, Tables.Question), today);

        Assert.Equal(today, ((DaysSinceStep)ideas[0].Step).Reference);
        Assert.Equal(today, ((RatePerMonthStep)ideas[1].Step).Until);
        Assert.Equal(today, ((DaysBetweenStep)ideas[2].Step).Until);
    }

    [Fact]
    public void Propose_WithoutReadingDates_OffersNothingOfTime()
    {
        var customers = Tables.Customers();

        Assert.Equal(["age_band", "city_churn_rate"], FeatureIdeas.Propose(customers, Recipe.Empty, Profiles.Of(customers, Tables.Question)).Select(idea => idea.Name));
    }

    [Fact]
    public void Propose_ColumnSetAsideOrSuspectedToLeak_IsNotUsed()
    {
        var customers = Tables.Customers();
        var aside = ReadDates.Then(new SetAsideColumnStep("city", SetAsideReason.Chosen));
        var profile = Profiles.Of(customers, Tables.Question, Profiles.Issue(IssueKind.LeakageSuspect, "total_spend"));

        var ideas = FeatureIdeas.Propose(customers, aside, profile);

        Assert.DoesNotContain(ideas, idea => idea.From.Contains("city") || idea.From.Contains("total_spend"));
        Assert.Contains(ideas, idea => idea.Name == "customer_lifetime");
    }

    [Fact]
    public void Propose_DateOfLeaving_IsNotRecency()
    {
        var data = Tables.Of(
            Tables.Dates("last_churn_date", "2023-01-01", null, "2023-02-01"),
            Tables.Dates("contract_end_date", "2023-01-01", "2023-03-01", "2023-02-01"),
            Tables.Numbers("churned", 1, 0, 1));

        Assert.Empty(FeatureIdeas.Propose(data, Recipe.Empty, Profiles.Of(data, new ChurnQuestion("churned", "1"))));
    }

    [Fact]
    public void Propose_MeasureThatRepeatsAColumn_IsLeftOut()
    {
        var customers = Tables.Customers();
        var dated = ReadDates.Fit(customers, Tables.Question).Training;
        var known = new DaysSinceStep { Name = "silence", Date = "last_purchase_date", Reference = new DateTime(2024, 1, 1) }.Run(dated);

        var ideas = FeatureIdeas.Propose(known, Recipe.Empty, Profiles.Of(known, Tables.Question));

        Assert.DoesNotContain(ideas, idea => idea.Name == "days_since_last_purchase");
        Assert.Contains(ideas, idea => idea.Name == "customer_lifetime");
    }

    [Fact]
    public void Propose_FileWithoutOutcome_StillHasIdeas()
    {
        var customers = Tables.Customers().Without("churned");

        Assert.Contains(FeatureIdeas.Propose(customers, ReadDates, Profiles.Of(customers, null)), idea => idea.Name == "customer_lifetime");
    }

    [Theory]
    [InlineData("MonthlyCharges", "monthly_charges")]
    [InlineData("total_trans_amt", "total_trans_amt")]
    [InlineData("Charge  Amount", "charge_amount")]
    [InlineData("customerID", "customer_id")]
    [InlineData("HTTPRequests2xx", "http_requests2xx")]
    [InlineData("###", "column")]
    public void ColumnName_HoweverWritten_IsReadAsWords(string name, string expected) => Assert.Equal(expected, new ColumnName(name).Snake);

    [Fact]
    public void Lineage_OfAMeasure_NamesItsColumnsAndSteps()
    {
        RecipeStep read = new ReadDatesStep("join_date", []);
        RecipeStep fill = new FillMissingStep("total_spend", FillMethod.Median, RememberMissing: true);
        RecipeStep rate = new RatePerMonthStep { Name = "avg_spend_per_month", Amount = "total_spend", From = "join_date", Until = new DateTime(2023, 8, 22) };
        RecipeStep band = new BinStep("spend_band", "avg_spend_per_month", [10, 20]);
        var recipe = new Recipe([read, new TidyTextStep("city"), fill, rate, band]);

        var lineage = FeatureLineage.Of(recipe, "spend_band");

        Assert.Equal(["join_date", "total_spend"], lineage.Columns);
        Assert.Equal([read, fill, rate, band], lineage.Steps);
        Assert.Equal(["total_spend"], FeatureLineage.Of(recipe, "total_spend_was_missing").Columns);
        Assert.Equal(["age"], FeatureLineage.Of(recipe, "age").Columns);
        Assert.Empty(FeatureLineage.Of(recipe, "age").Steps);
    }
}
