using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes.Planning;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes.Planning;

public sealed class CleaningPlanTests
{
    private static readonly CleaningPlan Plan = Proposed();

    [Fact]
    public void Fill_OtherMethod_ReplacesTheStepInItsPlaceAndStillRemembers()
    {
        var amended = Plan.Fill("total_spend", FillMethod.Constant, "0");

        Assert.Equal(Plan.Proposals.Select(proposal => proposal.Id), amended.Proposals.Select(proposal => proposal.Id));
        var changed = amended.Proposals.Single(proposal => proposal.Id == "fill_missing:total_spend");
        Assert.Equal(new FillMissingStep("total_spend", FillMethod.Constant, "0", RememberMissing: true), changed.Step);
        Assert.Equal(ReasonKind.ChosenByPerson, changed.Reason);
        Assert.Equal("`total_spend` is filled with `0` where missing, as asked.", changed.Why);
        Assert.Equal(FillMethod.Median, ((FillMissingStep)Plan.Proposals.Single(proposal => proposal.Id == "fill_missing:total_spend").Step).Method);
    }

    [Fact]
    public void Limit_OneSide_KeepsTheOther()
    {
        var step = Plan.Limit("age", null, 90).ToRecipe().Steps.OfType<TreatAsMissingStep>().Single();

        Assert.Equal(new TreatAsMissingStep("age", [], 16, 90), step);
    }

    [Fact]
    public void TreatAsMissing_Cells_AddUpBesideLimits()
    {
        var amended = Plan.TreatAsMissing("age", "99").TreatAsMissing("age", "98");

        Assert.Equal([new TreatAsMissingStep("age", [], 16, 100), new TreatAsMissingStep("age", ["99", "98"])], amended.ToRecipe().Steps.OfType<TreatAsMissingStep>());
    }

    [Fact]
    public void WithStep_NewKind_StandsWhereItsKindBelongs()
    {
        var amended = Plan.WithStep(new MergeLevelsStep("city", [new("berlin", "Berlin")])).WithStep(new ReadCategoryStep("age"));

        var kinds = amended.ToRecipe().Steps.Select(step => step.Kind).ToList();
        Assert.Equal(kinds.IndexOf("treat_as_missing") - 1, kinds.IndexOf("read_category"));
        Assert.Equal(kinds.IndexOf("treat_as_missing") + 1, kinds.IndexOf("merge_levels"));
        Assert.Equal(amended.Proposals.Select(proposal => CleaningPlan.Rank(proposal.Step)).Order(), amended.Proposals.Select(proposal => CleaningPlan.Rank(proposal.Step)));
    }

    [Fact]
    public void SetAsideAndKeep_AColumn_TakeItsFillAlong()
    {
        var aside = Plan.SetAside("age");

        Assert.Contains(new SetAsideColumnStep("age", SetAsideReason.Chosen), aside.ToRecipe().Steps);
        Assert.DoesNotContain(aside.ToRecipe().Steps, step => step is FillMissingStep { Column: "age" });
        Assert.Equal(Plan.ToRecipe(), aside.Keep("age").ToRecipe());
    }

    [Fact]
    public void Merge_SameSpellingAgain_IsReplaced()
    {
        var step = Plan.Merge("city", "berlin", "Berlin").Merge("city", "NYC", "New York").Merge("city", "berlin", "BERLIN").ToRecipe().Steps.OfType<MergeLevelsStep>().Single();

        Assert.Equal([new LevelMerge("NYC", "New York"), new LevelMerge("berlin", "BERLIN")], step.Merges);
    }

    [Fact]
    public void Select_Ids_TicksExactlyThese()
    {
        var one = Plan.Select(["fill_missing:age", "unknown"]);

        Assert.Equal("fill_missing:age", Assert.Single(one.Proposals, proposal => proposal.Selected).Id);
        Assert.Equal(Plan.Proposals.Count, one.Proposals.Count);
        Assert.Equal(2, one.Select("fill_missing:total_spend", true).ToRecipe().Steps.Count);
        Assert.DoesNotContain(Plan.Without("fill_missing:age").Proposals, proposal => proposal.Id == "fill_missing:age");
    }

    private static CleaningPlan Proposed()
    {
        var customers = Tables.Customers();
        return new CleaningPlan(CleaningPlanner.Propose(customers, Profiles.Of(
            customers,
            Tables.Question,
            Profiles.Issue(IssueKind.DatesAsText, "join_date"),
            Profiles.Issue(IssueKind.ImpossibleValues, "age", "-1") with { Limits = new ValueLimits(16, 100) })));
    }
}
