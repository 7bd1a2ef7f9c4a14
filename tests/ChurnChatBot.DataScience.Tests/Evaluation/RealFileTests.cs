using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

public class RealFileTests
{
    private static readonly ChurnQuestion Telco = new("Churn", "Yes", "customerID");

    private static Dataset Read(string file)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        return DatasetReader.Read(stream, file).Dataset!;
    }

    [RealDataFact]
    public void Tuner_Telco_ReachesTheKnownRanking()
    {
        var result = ModelTuner.Run(Read("telco_ibm.csv"), Recipe.Empty, Telco, new TuningOptions { Budget = null, MaxTrials = 3 });
        Assert.InRange(result.Validation.RocAuc.Value, 0.843, 0.86);
        Assert.InRange(result.Test.Metrics.RocAuc.Value, 0.81, 0.87);
    }

    [RealDataFact]
    public void Verdict_FileWithoutSignal_IsNoModelWorthHaving()
    {
        var dataset = Read("churn_large_synthetic.xlsx");
        var question = new ChurnQuestion("Churn", "1", "CustomerID");
        var options = new CrossValidationOptions { MaxRows = 20_000 };
        var probe = new GradientBoostingLearner(new GradientBoostingOptions { Estimators = 60, NumLeaves = 15 });
        var validation = CrossValidator.Run(dataset, Recipe.Empty, question, probe, options);
        Assert.InRange(0.5, validation.RocAuc.Low, validation.RocAuc.High);
        var verdict = Verdict.Judge(validation, Baseline.Measure(dataset, Recipe.Empty, question, options));
        Assert.Equal("no_model_worth_having", verdict.Name);
    }
}
