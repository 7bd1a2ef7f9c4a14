using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Evaluation.Splits;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Splits;

public class SplitChoiceTests
{
    private static readonly ChurnQuestion Question = SyntheticCustomers.Question;

    // Each customer four times, once a month; the outcome is the customer's own, and a column gives away who he is.
    private static Dataset Panel(int customers, int months = 4, Func<int, double>? rate = null)
    {
        var random = new StableRandom(6);
        var rows = customers * months;
        var (id, trait, left, when) = (new string?[rows], new double[rows], new double[rows], new long[rows]);
        for (var row = 0; row < rows; row++)
        {
            var (customer, month) = (row % customers, row / customers);
            id[row] = $"C{customer:D5}";
            trait[row] = customer * 7919 % 10007;
            left[row] = rate is null ? (customer * 31 % 10 < 3 ? 1 : 0) : random.NextDouble() < rate(month) ? 1 : 0;
            when[row] = new DateTime(2023, 1 + month, 1).Ticks;
        }

        return new Dataset("panel.csv", [new TextColumn("customer_id", id), new NumericColumn("trait", trait), new NumericColumn("churned", left), new DateColumn("seen_on", when)]);
    }

    [Fact]
    public void Of_OneRowACustomer_IsStratified() => Assert.Equal((SplitKind.Stratified, "one_row_a_customer"), Kind(SplitChoice.Of(SyntheticCustomers.Make(300), Question)));

    [Fact]
    public void Of_RepeatedCustomers_IsGroupedAndSaysHowMany()
    {
        var choice = SplitChoice.Of(Panel(100).Without("seen_on"), Question);
        Assert.Equal((SplitKind.Grouped, "customers_repeat"), Kind(choice));
        Assert.Equal(("customer_id", 400), (choice.CustomerColumn, choice.RepeatedRows));
        Assert.Contains("100 customers in 'customer_id'", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RepeatedIdentifierNobodyNamed_IsFoundByItsName() =>
        Assert.Equal(SplitKind.Grouped, SplitChoice.Of(Panel(100).Without("seen_on"), Question with { IdentifierColumn = null }).Kind);

    [Fact]
    public void Of_PanelWhoseChurnMoves_IsTimeAware()
    {
        var choice = SplitChoice.Of(Panel(300, 4, month => 0.1 + (0.1 * month)), Question);
        Assert.Equal((SplitKind.TimeAware, "observed_over_time"), Kind(choice));
        Assert.Equal("seen_on", choice.TimeColumn);
        Assert.True(choice.LateChurnRate!.Value.Low > choice.EarlyChurnRate!.Value.High);
        Assert.Contains("and it changed", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PanelWhoseChurnStands_IsGrouped() => Assert.Equal(SplitKind.Grouped, SplitChoice.Of(Panel(300), Question).Kind);

    [Theory]
    [InlineData("snapshot_date", SplitKind.TimeAware)]
    [InlineData("ReportMonth", SplitKind.TimeAware)]
    [InlineData("join_date", SplitKind.Stratified)]
    [InlineData("last_purchase_date", SplitKind.Stratified)]
    public void Of_DateOfUniqueCustomers_CountsOnlyWhenItIsAnObservation(string name, SplitKind kind)
    {
        long[] ticks = [.. Enumerable.Range(0, 600).Select(row => new DateTime(2023, 1, 1).AddDays(row * 13 % 360).Ticks)];
        Assert.Equal(kind, SplitChoice.Of(SyntheticCustomers.Make(600).With(new DateColumn(name, ticks)), Question).Kind);
    }

    [Fact]
    public void Of_ShuffledFile_ChoosesAndDividesTheSame()
    {
        var panel = Panel(120, 4, month => 0.1 + (0.15 * month));
        int[] order = [.. Enumerable.Range(0, panel.RowCount).OrderBy(row => row * 7919L % panel.RowCount)];
        var shuffled = panel.TakeRows(order);
        foreach (var (one, other) in new[] { (panel, shuffled), (panel.Without("seen_on"), shuffled.Without("seen_on")), (panel.Without("customer_id").Without("seen_on"), shuffled.Without("customer_id").Without("seen_on")) })
        {
            var choice = SplitChoice.Of(one, Question);
            Assert.Equal(choice, SplitChoice.Of(other, Question));
            var foldOf = choice.Divide(one, Question.Labels(one), 4, 3).FoldOf;
            Assert.Equal(order.Select(row => foldOf[row]), choice.Divide(other, Question.Labels(other), 4, 3).FoldOf);
        }
    }

    [Fact]
    public void Run_RepeatedCustomers_AreNotRecognised()
    {
        var panel = Panel(200).Without("seen_on");
        var boosting = new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 60, MinSamplesLeaf = 2 });
        var careless = CrossValidator.Run(panel, Recipe.Empty, Question, boosting);
        var grouped = CrossValidator.Run(panel, Recipe.Empty, Question, boosting, new CrossValidationOptions { Split = SplitChoice.Of(panel, Question) });
        // Recognised where his other rows were learned from; unknown where he is new.
        Assert.True(careless.RocAuc.Low > 0.8);
        Assert.True(grouped.RocAuc.Value < 0.65);
    }

    [Fact]
    public void Run_ForwardInTime_PredictsOnlyLaterRows()
    {
        var dataset = SyntheticCustomers.Make(900);
        long[] ticks = [.. Enumerable.Range(0, 900).Select(row => new DateTime(2023, 1, 1).AddDays(row * 13 % 300).Ticks)];
        ticks[17] = DateColumn.MissingTicks;
        dataset = dataset.With(new DateColumn("snapshot_date", ticks));
        var validation = CrossValidator.Run(dataset, Recipe.Empty, Question, new LogisticRegressionLearner(), new CrossValidationOptions { Split = SplitChoice.Of(dataset, Question) });
        Assert.Equal(5, validation.FoldAucs.Count);
        Assert.InRange(validation.Rows.Count, 740, 760);
        Assert.DoesNotContain(17, validation.Rows);
        Assert.False(validation.Sampled);
        Assert.True(validation.RocAuc.Low > 0.65);
        Assert.True(validation.Rows.Min(row => ticks[row]) > Enumerable.Range(0, 900).Where(row => row != 17).Except(validation.Rows).Max(row => ticks[row]));
    }

    [Fact]
    public void HoldOut_RepeatedCustomers_AreOnOneSide()
    {
        var panel = Panel(200).Without("seen_on");
        var (training, test) = SplitChoice.Of(panel, Question).HoldOut(panel, Question, 0.2, 1);
        Assert.Equal(Enumerable.Range(0, 800), training.Concat(test).Order());
        Assert.Empty(training.Select(row => panel["customer_id"].Format(row)).Intersect(test.Select(row => panel["customer_id"].Format(row))));
        Assert.InRange(test.Length, 140, 180);
    }

    [Fact]
    public void HoldOut_InTime_TestsTheLatest()
    {
        long[] ticks = [.. Enumerable.Range(0, 600).Select(row => new DateTime(2023, 1, 1).AddDays(row * 13 % 360).Ticks)];
        var dataset = SyntheticCustomers.Make(600).With(new DateColumn("snapshot_date", ticks));
        var (training, test) = SplitChoice.Of(dataset, Question).HoldOut(dataset, Question, 0.2, 1);
        Assert.True(training.Max(row => ticks[row]) < test.Min(row => ticks[row]));
        Assert.InRange(test.Length, 110, 125);
    }

    [Fact]
    public void HoldOut_PanelOfTheSameCustomers_KeepsAPastToLearnFrom()
    {
        var panel = Panel(300, 4, month => 0.1 + (0.1 * month));
        var (training, test) = SplitChoice.Of(panel, Question).HoldOut(panel, Question, 0.25, 1);
        Assert.Equal((900, 300), (training.Length, test.Length));
    }

    [Fact]
    public void Run_EqualRows_AreOnOneSide()
    {
        var once = SyntheticCustomers.Make(300, signal: 0).Without("customer_id");
        var twice = once.TakeRows([.. Enumerable.Range(0, 300), .. Enumerable.Range(0, 300)]);
        var choice = SplitChoice.Of(twice, Question);
        var foldOf = choice.Divide(twice, Question.Labels(twice), 5, 1).FoldOf;
        Assert.Equal(foldOf[..300], foldOf[300..]);
    }

    private static (SplitKind Kind, string Code) Kind(SplitChoice choice) => (choice.Kind, choice.Code);
}
