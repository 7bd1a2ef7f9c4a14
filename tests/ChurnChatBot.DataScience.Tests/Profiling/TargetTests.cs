using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class TargetTests
{
    [Theory]
    [InlineData("Churn", "Yes", "No", "Yes")]
    [InlineData("is_churn", "1", "0", "1")]
    [InlineData("Exited", "1", "0", "1")]
    [InlineData("Churn", "True", "False", "True")]
    [InlineData("Attrition_Flag", "Attrited Customer", "Existing Customer", "Attrited Customer")]
    [InlineData("customer_status", "Churned", "Stayed", "Churned")]
    [InlineData("是否流失", "是", "否", "是")]
    [InlineData("label", "1", "0", "1")]
    [InlineData("target", "B", "A", "B")]
    [InlineData("left", "Y", "N", "Y")]
    public void Target_ByNameAndValues_IsFoundWithItsLevel(string name, string rare, string common, string positive)
    {
        var profile = new Table().Category("gender", row => row % 2 == 0 ? "M" : "F").Category(name, row => row % 4 == 0 ? rare : common).Profile();

        Assert.Equal((name, positive), (profile.Question?.TargetColumn, profile.Question?.PositiveLevel));
        Assert.Equal(0.25, profile.ChurnRate!.Value.Value, 12);
        Assert.Null(profile.TargetProblem);
        Assert.NotEmpty(profile.TargetCandidates[0].Reason);
    }

    [Fact]
    public void Target_Retained_CountsThoseWhoWereNot() =>
        Assert.Equal("0", new Table().Number("retained", row => row % 4 == 0 ? 0 : 1).Profile().TargetCandidates[0].PositiveLevel);

    [Fact]
    public void Target_OfThreeValuesOneOfWhichSaysIt_IsFound()
    {
        var question = new Table().Category("Customer Status", row => (row % 8) switch { 0 => "Joined", < 3 => "Churned", _ => "Stayed" }).Profile().Question;

        Assert.Equal("Churned", question?.PositiveLevel);
    }

    [Fact]
    public void Target_OnlyOrdinaryFlags_IsNotTakenUnasked()
    {
        var profile = new Table().Category("Partner", row => row % 3 == 0 ? "Yes" : "No").Category("IsActiveMember", row => row % 2 == 0 ? "Yes" : "No").Profile();

        Assert.Null(profile.Question);
        Assert.Equal("no_target", profile.TargetProblem!.Kind);
        Assert.Equal(2, profile.TargetCandidates.Count);
        Assert.Null(profile.ChurnRate);
    }

    [Theory]
    [InlineData("churn_score")]
    [InlineData("days_left")]
    public void Target_MeasureNamedLikeIt_IsNoCandidate(string name) =>
        Assert.Empty(new Table().Number(name, row => row).Profile().TargetCandidates);

    [Fact]
    public void Target_ChosenByAPerson_IsUsedInstead()
    {
        var profile = Table.WithOutcome().Category("plan", row => row % 5 == 0 ? "Gold" : "Basic").Profile(question: new ChurnQuestion("plan", "Gold"));

        Assert.Equal(0.2, profile.ChurnRate!.Value.Value, 12);
        Assert.Equal(ColumnMeaning.Outcome, profile.Columns[^1].Meaning);
        Assert.Equal(ColumnMeaning.Flag, profile.Columns[0].Meaning);
    }

    [Fact]
    public void Target_ChosenColumnThatIsNotThere_Throws() =>
        Assert.Throws<ArgumentException>(() => Table.WithOutcome().Profile(question: new ChurnQuestion("nothing", "1")));

    [Theory]
    [InlineData("absent", "no_such_column")]
    [InlineData("empty", "all_missing")]
    [InlineData("one", "one_class")]
    [InlineData("twenty", "too_many_classes")]
    [InlineData("three", "too_many_classes")]
    [InlineData("number", "too_many_classes")]
    [InlineData("day", "too_many_classes")]
    [InlineData("few", "too_few_positives")]
    public void TargetCheck_UnusableColumn_SaysWhy(string column, string kind)
    {
        var dataset = Awkward().Dataset();

        var check = TargetCheck.Check(dataset, column);

        Assert.Null(check.PositiveLevel);
        Assert.Equal((kind, column), (check.Problem!.Kind, check.Problem.Column));
        Assert.All([check.Problem.Found, check.Problem.Expected, check.Problem.Advice], Assert.NotEmpty);
    }

    [Fact]
    public void TargetCheck_LevelSaidByAPerson_MakesThreeValuesAnOutcome() =>
        Assert.Equal("b", TargetCheck.Check(Awkward().Dataset(), "three", "b").PositiveLevel);

    [Fact]
    public void TargetCheck_UsableColumn_GivesTheLevel()
    {
        var check = TargetCheck.Check(Table.WithOutcome().Dataset(), "churned");

        Assert.Equal(("1", null), (check.PositiveLevel, check.Problem));
    }

    [Fact]
    public void Profile_NamedTargetOfOneClass_SaysSo() =>
        Assert.Equal("one_class", new Table().Number("churned", _ => 0).Number("usage", row => row).Profile().TargetProblem!.Kind);

    private static Table Awkward() => new Table()
        .Number("empty", _ => double.NaN)
        .Number("one", _ => 1)
        .Category("twenty", row => FormattableString.Invariant($"level {row % 21}"))
        .Category("three", row => (row % 3) switch { 0 => "a", 1 => "b", _ => "c" })
        .Number("number", row => row)
        .Date("day", row => new DateTime(2023, 1, 1).AddDays(row % 2))
        .Number("few", row => row < 3 ? 1 : 0);
}
