using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class VerdictTests
{
    private static Verdict Judge(Dataset dataset) => Verdict.Judge(
        CrossValidator.Run(dataset, Recipe.Empty, SyntheticCustomers.Question, new LogisticRegressionLearner()),
        Baseline.Measure(dataset, Recipe.Empty, SyntheticCustomers.Question));

    private static Verdict? Refusal(Dataset dataset) => Verdict.Refusal(dataset, Recipe.Empty, SyntheticCustomers.Question);

    [Fact]
    public void Judge_Signal_IsAModel() => Assert.Equal(("model", "ranks_customers"), (Judge(SyntheticCustomers.Make(1500)).Name, Judge(SyntheticCustomers.Make(1500)).Code));

    [Fact]
    public void Judge_NoSignal_IsNoModelWorthHaving()
    {
        var verdict = Judge(SyntheticCustomers.Make(3000, signal: 0));
        Assert.Equal(("no_model_worth_having", "no_signal"), (verdict.Name, verdict.Code));
    }

    [Fact]
    public void Judge_OneColumnKnowsItAll_SaysSo()
    {
        var customers = SyntheticCustomers.Make(3000);
        var verdict = Judge(customers.Without("contract").Without("age").Without("spend"));
        Assert.Equal("single_column_is_as_good", verdict.Code);
        Assert.Contains("'silence'", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_GoodFile_IsNull() => Assert.Null(Refusal(SyntheticCustomers.Make(300)));

    [Fact]
    public void Refusal_NoOutcomeColumn_IsNoOutcome() => Assert.Equal("no_outcome", Refusal(SyntheticCustomers.Make(300).Without("churned"))!.Code);

    [Fact]
    public void Refusal_NobodyLeft_IsOneClass() =>
        Assert.Equal("one_class", Refusal(SyntheticCustomers.Make(300).With(new NumericColumn("churned", new double[300])))!.Code);

    [Fact]
    public void Refusal_FewCustomers_IsTooFew() => Assert.Equal("too_few_customers", Refusal(SyntheticCustomers.Make(25))!.Code);

    [Fact]
    public void Refusal_OnlyTheIdentifier_IsNoColumns()
    {
        var customers = SyntheticCustomers.Make(300);
        Assert.Equal("no_columns", Refusal(new Dataset("bare.csv", [customers["customer_id"], customers["churned"]]))!.Code);
    }
}
