using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Learning.GradientBoosting;

public class RealFilesTests
{
    private static readonly GradientBoostingLearner Shallow = new(new GradientBoostingOptions { Estimators = 100, NumLeaves = 8 });

    [RealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes", 0.845)]
    [InlineData("iranian_churn.csv", "Churn", "1", 0.97)]
    [InlineData("bigml_churn_80.csv", "Churn", "True", 0.90)]
    public void CrossValidation_RealFile_ReachesTheUsualAuc(string file, string target, string positive, double atLeast)
    {
        var data = Read(file);

        var result = CrossValidator.Run(data, Recipe.Empty, new ChurnQuestion(target, positive), Shallow);

        Assert.True(result.RocAuc.Value >= atLeast, $"{file}: AUC {result.RocAuc.Value:F4}");
    }

    [RealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes")]
    [InlineData("iranian_churn.csv", "Churn", "1")]
    [InlineData("bigml_churn_80.csv", "Churn", "True")]
    [InlineData("bankchurners.csv", "Attrition_Flag", "Attrited Customer")]
    public void Shap_RealFile_AddsUpToTheRawPrediction(string file, string target, string positive)
    {
        var data = Read(file);
        var question = new ChurnQuestion(target, positive);
        var features = FeatureEncoder.Fit(data, question).Transform(data);
        var learner = new GradientBoostingLearner(new GradientBoostingOptions());

        var model = learner.Fit(features, question.Labels(data), new FitOptions());
        var shap = ShapExplainer.Explain(model, features);

        var raw = model.PredictRaw(features);
        Assert.True(shap.AdditivityError(raw) < 1e-9);
        Assert.Equal(raw.Average(), shap.BaseValue, 1e-9);
    }

    private static Dataset Read(string file)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        return DatasetReader.Read(stream, file).Dataset!;
    }
}
