using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class CrossValidatorTests
{
    private static readonly LogisticRegressionLearner Scorecard = new();

    private static CrossValidation Run(Dataset dataset, CrossValidationOptions? options = null, ILearner? learner = null) =>
        CrossValidator.Run(dataset, Recipe.Empty, SyntheticCustomers.Question, learner ?? Scorecard, options);

    [Fact]
    public void Run_RealSignal_IsFound() => Assert.True(Run(SyntheticCustomers.Make(2000)).RocAuc.Low > 0.7);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_NoSignal_SpansGuessing(int seed)
    {
        var auc = Run(SyntheticCustomers.Make(3000, signal: 0, seed)).RocAuc;
        Assert.InRange(0.5, auc.Low, auc.High);
    }

    [Fact]
    public void Run_RowsWithoutOutcome_TakeNoPart()
    {
        var dataset = SyntheticCustomers.Make(400);
        var outcomes = ((NumericColumn)dataset["churned"]).Values.ToArray();
        outcomes[7] = outcomes[70] = double.NaN;
        var validation = Run(dataset.With(new NumericColumn("churned", outcomes)));
        var probabilities = validation.ProbabilityOfRawRow();
        Assert.Equal([7, 70], Enumerable.Range(0, 400).Where(row => double.IsNaN(probabilities[row])));
        Assert.Equal(398, validation.Rows.Count);
    }

    [Fact]
    public void Run_AnyThreads_GivesTheSameProbabilities()
    {
        var dataset = SyntheticCustomers.Make(500);
        Assert.Equal(
            Run(dataset, new CrossValidationOptions { Threads = 1 }).Probabilities,
            Run(dataset, new CrossValidationOptions { Threads = 4 }).Probabilities);
    }

    [Fact]
    public void Run_LargeFile_IsSampledAndSaysSo()
    {
        var validation = Run(SyntheticCustomers.Make(3000), new CrossValidationOptions { MaxRows = 1000 });
        Assert.True(validation.Sampled);
        Assert.InRange(validation.Rows.Count, 999, 1001);
        Assert.Equal(3000, validation.AvailableRows);
    }

    [Fact]
    public void Run_TwoRepeats_AveragesIntervalsInsteadOfNarrowingThem()
    {
        var dataset = SyntheticCustomers.Make(400);
        var once = Run(dataset).RocAuc;
        var twice = Run(dataset, new CrossValidationOptions { Repeats = 2 });
        Assert.Equal(10, twice.FoldAucs.Count);
        Assert.InRange((twice.RocAuc.High - twice.RocAuc.Low) / (once.High - once.Low), 0.9, 1.1);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(SyntheticCustomers.Make(300), new CrossValidationOptions { Cancellation = source.Token }));
    }

    [Fact]
    public void Run_OneLeaver_IsRefused()
    {
        var dataset = SyntheticCustomers.Make(50);
        var outcomes = new double[50];
        outcomes[3] = 1;
        Assert.Throws<ArgumentException>(() => Run(dataset.With(new NumericColumn("churned", outcomes))));
    }

    [Fact]
    public void Run_ColumnMadeOfOutcomesInsideTheFold_DoesNotGain()
    {
        // A step that looks up each identifier's outcome among its training rows: worthless on customers it has not seen.
        var dataset = SyntheticCustomers.Make(1500, signal: 0);
        var recipe = new Recipe([new OutcomeLookup("customer_id")]);
        var auc = CrossValidator.Run(dataset, recipe, SyntheticCustomers.Question, Scorecard).RocAuc;
        Assert.InRange(0.5, auc.Low, auc.High);
    }

    [Fact]
    public void Run_TargetEncodedRandomIdentifier_DoesNotGain()
    {
        var dataset = SyntheticCustomers.Make(1500, signal: 0);
        var recipe = new Recipe([new TargetEncodingStep("id_rate", "customer_id", 1)]);
        var boosting = new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 40 });
        var auc = CrossValidator.Run(dataset, recipe, SyntheticCustomers.Question, boosting).RocAuc;
        Assert.InRange(0.5, auc.Low, auc.High);
    }

    [Fact]
    public void Baseline_OneTellingColumn_IsNamed()
    {
        var baseline = Baseline.Measure(SyntheticCustomers.Make(2000), Recipe.Empty, SyntheticCustomers.Question);
        Assert.Equal("silence", baseline.Column);
        Assert.True(baseline.SingleColumn.RocAuc.Low > 0.65);
    }

    [Fact]
    public void Baseline_NoSignal_IsNoBetterThanGuessing()
    {
        var auc = Baseline.Measure(SyntheticCustomers.Make(3000, signal: 0), Recipe.Empty, SyntheticCustomers.Question).SingleColumn.RocAuc;
        Assert.InRange(auc.Value, 0.45, 0.55);
    }
}
