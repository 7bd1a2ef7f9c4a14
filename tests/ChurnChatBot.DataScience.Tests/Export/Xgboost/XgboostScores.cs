using System.Globalization;
using System.Runtime.CompilerServices;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Export.Xgboost;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Export.Xgboost;

/// <summary>What xgboost makes of an exported model and a matrix.</summary>
internal sealed record XgboostScores(double[] Probabilities, double[] Contributions)
{
    public static XgboostScores Of(GradientBoostingModel model, FeatureMatrix features)
    {
        using var oracle = new Oracle();
        oracle.Write("model.json", stream => XgboostJsonExport.Write(model, stream));
        oracle.Write("categories.json", stream => XgboostJsonExport.WriteCategories(model, stream));
        oracle.Write("matrix", Enumerable.Range(0, features.RowCount).SelectMany(row => Enumerable.Range(0, features.FeatureCount).Select(f => features[row, f])));
        Oracle.Run(Xgboost.Python, Script(), oracle.PathOf("model.json"), oracle.PathOf("categories.json"), oracle.PathOf("matrix"),
            features.RowCount.ToString(CultureInfo.InvariantCulture), oracle.PathOf("out"));
        var answers = oracle.ReadDoubles("out");
        return new XgboostScores(answers[..features.RowCount], answers[features.RowCount..]);
    }

    public void AssertEqual(GradientBoostingModel model, FeatureMatrix features)
    {
        var ours = model.PredictProbability(features);
        var shap = TreeShapExplainer.Explain(model, features);
        for (var row = 0; row < ours.Length; row++)
        {
            Assert.True(Math.Abs(ours[row] - Probabilities[row]) <= 1e-6, $"row {row}: {ours[row]:R} became {Probabilities[row]:R}");
            for (var f = 0; f <= features.FeatureCount; f++)
            {
                var (expected, found) = (f < features.FeatureCount ? shap.Contributions[row, f] : shap.BaseValue, Contributions[(row * (features.FeatureCount + 1)) + f]);
                Assert.True(Math.Abs(expected - found) <= 1e-5, $"row {row}, contribution {f}: {expected:R} became {found:R}");
            }
        }
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "score_xgboost.py");
}
