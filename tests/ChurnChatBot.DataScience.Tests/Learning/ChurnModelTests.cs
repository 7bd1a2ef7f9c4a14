using System.Text;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Learning;

public class ChurnModelTests
{
    private static readonly Dataset Customers = SyntheticCustomers.Make(500);

    public static TheoryData<ILearner> Learners => new()
    {
        new LogisticRegressionLearner(),
        new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 20 }),
        new SingleColumnLearner(),
    };

    private static ChurnModel Train(ILearner learner) => ChurnModel.Train(Customers, Recipe.Empty, SyntheticCustomers.Question, learner);

    [Theory]
    [MemberData(nameof(Learners), DisableDiscoveryEnumeration = true)]
    public void Json_AnyLearner_IsSameBytesAndReadsBackScoringTheSame(ILearner learner)
    {
        var model = Train(learner);
        var bytes = ChurnModelJson.Serialize(model);
        Assert.Equal(bytes, ChurnModelJson.Serialize(Train(learner)));
        var readBack = ChurnModelJson.Deserialize(bytes);
        Assert.Equal(bytes, ChurnModelJson.Serialize(readBack));
        Assert.Equal(model.Score(Customers), readBack.Score(Customers));
    }

    [Fact]
    public void Json_WithFittedRecipe_ReadsBackScoringTheSame()
    {
        var recipe = new Recipe([new FillMissingStep("spend", FillMethod.Median), new TargetEncodingStep("contract_rate", "contract")]);
        var model = ChurnModel.Train(Customers, recipe, SyntheticCustomers.Question, new LogisticRegressionLearner());
        Assert.Contains(model.Encoder.Features, feature => feature.Name == "contract_rate");
        var readBack = ChurnModelJson.Deserialize(ChurnModelJson.Serialize(model));
        Assert.Equal(model.Score(Customers), readBack.Score(Customers));
    }

    [Fact]
    public void Score_LaterBatch_NeedsNeitherOutcomeNorKnownLevels()
    {
        var model = Train(new LogisticRegressionLearner());
        string?[] contracts = [.. Enumerable.Repeat("weekly", 500)];
        var batch = Customers.Without("churned").With(CategoricalColumn.FromCells("contract", contracts));
        Assert.All(model.Score(batch), probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void Score_BatchWithoutAColumn_NamesIt()
    {
        var failure = Assert.Throws<ArgumentException>(() => Train(new LogisticRegressionLearner()).Score(Customers.Without("silence")));
        Assert.Contains("silence", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ChosenRows_AreWhatTheRateIsOf()
    {
        int[] rows = [.. Enumerable.Range(0, 200)];
        var model = ChurnModel.Train(Customers, Recipe.Empty, SyntheticCustomers.Question, new LogisticRegressionLearner(), new ChurnModelOptions { Rows = rows });
        Assert.Equal(200, model.TrainedRows);
        Assert.Equal(SyntheticCustomers.Question.Labels(Customers.TakeRows(rows)).Average(), model.BaseRate, 12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"FormatVersion\":1}")]
    [InlineData("not json")]
    public void Deserialize_OtherBytes_IsRefusedPlainly(string text) =>
        Assert.Throws<FormatException>(() => ChurnModelJson.Deserialize(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Deserialize_LaterFormat_SaysWhichItReads()
    {
        var later = ChurnModelJson.Serialize(Train(new LogisticRegressionLearner()) with { FormatVersion = 99 });
        Assert.Contains("99", Assert.Throws<FormatException>(() => ChurnModelJson.Deserialize(later)).Message, StringComparison.Ordinal);
    }
}
