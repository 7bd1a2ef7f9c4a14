using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class GainMeasurerTests
{
    [Fact]
    public void AucGain_HidingTheTellingColumn_IsALoss()
    {
        var gain = GainMeasurer.AucGain(SyntheticCustomers.Make(1500), Recipe.Empty, new Recipe([new DropForTest("silence")]), SyntheticCustomers.Question);
        Assert.True(gain.High < -0.05);
    }

    [Fact]
    public void AucGain_HidingANoiseColumn_IsNoDifference()
    {
        var gain = GainMeasurer.AucGain(SyntheticCustomers.Make(1500), Recipe.Empty, new Recipe([new DropForTest("age")]), SyntheticCustomers.Question);
        Assert.InRange(gain.Value, -0.01, 0.01);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AucGain_RandomIdentifierMadeOfOutcomes_DoesNotGain(bool peeks)
    {
        var gain = GainMeasurer.AucGain(SyntheticCustomers.Make(1500), Recipe.Empty, new Recipe([new OutcomeLookup("customer_id", peeks)]), SyntheticCustomers.Question);
        Assert.True(gain.Low <= 0);
    }

    [Fact]
    public void Gains_ManyCandidates_EqualOneByOne()
    {
        var dataset = SyntheticCustomers.Make(800);
        Recipe[] candidates = [new([new DropForTest("age")]), new([new DropForTest("contract")])];
        var together = GainMeasurer.Gains(dataset, Recipe.Empty, candidates, SyntheticCustomers.Question);
        for (var i = 0; i < candidates.Length; i++)
            Assert.Equal(GainMeasurer.AucGain(dataset, Recipe.Empty, candidates[i], SyntheticCustomers.Question), together[i].AucGain);
    }

    [Fact]
    public void Measure_DuplicatesRemoved_FlattersNeitherSide()
    {
        var once = SyntheticCustomers.Make(600, signal: 0);
        var twice = once.TakeRows([.. Enumerable.Range(0, 600), .. Enumerable.Range(0, 600)]);
        var gain = new GainMeasurer(twice, Recipe.Empty, SyntheticCustomers.Question).Measure(new Recipe([new KeepFirstForTest(600)]));
        Assert.Equal(new Estimate(0, 0, 0), gain.AucGain);
        Assert.Equal(600, gain.Rows);
    }

    [Fact]
    public void Measure_LargeFile_SaysThatItWasSampled()
    {
        var gain = new GainMeasurer(SyntheticCustomers.Make(2000), Recipe.Empty, SyntheticCustomers.Question, new GainOptions { MaxRows = 500 })
            .Measure(new Recipe([new DropForTest("age")]));
        Assert.True(gain.Sampled);
        Assert.InRange(gain.Rows, 499, 501);
    }

    private sealed record DropForTest(string Column) : RecipeStep
    {
        public override string Kind => "drop";

        public override StepScope Scope => StepScope.RowWise;

        public override string? Subject => Column;

        public override StepFit Fit(Dataset training, ChurnQuestion question) => new Fitted(Column);

        private sealed record Fitted(string Column) : FittedStep
        {
            public override Dataset Apply(Dataset dataset) => dataset.Without(Column);
        }
    }

    private sealed record KeepFirstForTest(int Rows) : RecipeStep
    {
        public override string Kind => "keep_first";

        public override StepScope Scope => StepScope.TrainingRows;

        public override string? Subject => null;

        public override StepFit Fit(Dataset training, ChurnQuestion question) => new Fitted(Rows);

        private sealed record Fitted(int Rows) : FittedStep
        {
            public override Dataset Apply(Dataset dataset) => dataset.TakeRows([.. Enumerable.Range(0, Rows)]);
        }
    }
}
