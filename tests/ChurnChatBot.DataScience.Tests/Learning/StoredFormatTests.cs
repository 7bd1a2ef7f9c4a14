using System.Text.Json;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Learning;

/// <summary>Files of earlier versions, kept for ever: what was stored once must open.</summary>
public class StoredFormatTests
{
    private static byte[] Stored(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", "Formats", name));

    [Fact]
    public void ChurnModel_Version1_StillScores()
    {
        var model = ChurnModelJson.Deserialize(Stored("churn_model_v1.json"));
        var customers = SyntheticCustomers.Make(40);
        var fresh = ChurnModel.Train(customers, Recipe.Empty, SyntheticCustomers.Question, new LogisticRegressionLearner());
        Assert.Equal(40, model.TrainedRows);
        Assert.Equal("customers.csv", model.FileName);
        var (stored, expected) = (model.Score(customers), fresh.Score(customers));
        for (var row = 0; row < stored.Length; row++) Assert.Equal(expected[row], stored[row], 1e-6);
    }

    [Fact]
    public void TuningState_Version1_StillOpens()
    {
        var state = JsonSerializer.Deserialize<TuningState>(Stored("tuning_state_v1.json"))!;
        Assert.Equal(2, state.NextIndex);
        Assert.Equal("gradient boosting", state.Best!.Learner);
        Assert.Equal(0.05, state.Best.Parameters["learning_rate"]);
    }
}
