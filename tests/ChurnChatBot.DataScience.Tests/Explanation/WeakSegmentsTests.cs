using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Explanation;

public class WeakSegmentsTests
{
    private static readonly Dataset Customers = WithGender(SyntheticCustomers.Make(3000));

    private static readonly CrossValidation Validation =
        CrossValidator.Run(Customers, Recipe.Empty, SyntheticCustomers.Question, new LogisticRegressionLearner());

    private static Dataset WithGender(Dataset customers) => customers.With(CategoricalColumn.FromCells(
        "gender", [.. Enumerable.Range(0, customers.RowCount).Select(row => row % 3 == 0 ? "f" : "m")]));

    private static WeakSegments Find(Func<int, double> probability) => WeakSegments.Find(
        Customers, SyntheticCustomers.Question, Validation with { Probabilities = [.. Validation.Rows.Select(probability)] });

    private static bool IsWoman(int row) => Customers["gender"].Format(row) == "f";

    [Fact]
    public void Find_HonestModel_IsNeitherUnfairNorWrongInItsPromises()
    {
        var found = WeakSegments.Find(Customers, SyntheticCustomers.Question, Validation);
        Assert.DoesNotContain(found.Findings, finding => finding.Sensitive);
        Assert.DoesNotContain(found.Findings, finding => finding.Kind is WeaknessKind.PromisesTooLittle or WeaknessKind.PromisesTooMuch);
    }

    [Fact]
    public void Find_BlindForASegment_RanksWorseThere()
    {
        var finding = Find(row => IsWoman(row) ? 0.2 + (row * 7919 % 1000 / 2500.0) : Validation.Probabilities[row]).Findings
            .Single(finding => finding is { Kind: WeaknessKind.RanksWorse, Sensitive: true });
        Assert.Equal(("gender", "f"), (finding.Conditions[0].Column, finding.Conditions[0].Label));
        Assert.InRange(finding.Here.Value, 0.45, 0.55);
        Assert.True(finding.Elsewhere > 0.7);
    }

    [Fact]
    public void Find_HalvedPromises_AreTooLittleThere()
    {
        var findings = Find(row => IsWoman(row) ? Validation.Probabilities[row] / 2 : Validation.Probabilities[row]).Findings;
        Assert.Contains(findings, finding => finding is { Kind: WeaknessKind.PromisesTooLittle, Sensitive: true } && finding.Conditions[0].Label == "f");
        Assert.Contains(findings, finding => finding is { Kind: WeaknessKind.MissesLeavers, Sensitive: true } && finding.Conditions[0].Label == "f");
        Assert.DoesNotContain(findings, finding => finding.Kind == WeaknessKind.RanksWorse && finding.Sensitive);
    }

    [Fact]
    public void Find_RaisedPromises_CallMoreOfTheStayers()
    {
        var findings = Find(row => IsWoman(row) ? Math.Sqrt(Validation.Probabilities[row]) : Validation.Probabilities[row]).Findings;
        Assert.Contains(findings, finding => finding is { Kind: WeaknessKind.CallsStayers, Sensitive: true } && finding.Conditions[0].Label == "f");
        Assert.Contains(findings, finding => finding is { Kind: WeaknessKind.PromisesTooMuch, Sensitive: true });
    }

    [Fact]
    public void Find_ColumnThatTellsWhoLeaves_IsJudgedByItsCallsOnlyWhereItIsSensitive()
    {
        static bool Calls(Weakness finding) => finding.Kind is WeaknessKind.CallsStayers or WeaknessKind.MissesLeavers;
        Assert.DoesNotContain(WeakSegments.Find(Customers, SyntheticCustomers.Question, Validation).Findings, Calls);
        var options = new SegmentSearchOptions { MaxConditions = 1, Sensitive = new HashSet<string> { "silence" } };
        Assert.Contains(WeakSegments.Find(Customers, SyntheticCustomers.Question, Validation, 0.5, options).Findings, Calls);
    }

    [Theory]
    [InlineData("Gender", true)]
    [InlineData("customerAge", true)]
    [InlineData("性别", true)]
    [InlineData("SeniorCitizen", true)]
    [InlineData("avg_usage", false)]
    [InlineData("city", false)]
    public void IsSensitiveName_Words_AreReadNotLetters(string name, bool sensitive) => Assert.Equal(sensitive, LockedColumns.IsSensitiveName(name));
}
